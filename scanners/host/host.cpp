// SPDX-License-Identifier: Apache-2.0
#include "scanners/host/host.h"

#include <unistd.h>

#include <chrono>
#include <new>
#include <thread>
#include <utility>

#include "scanners/host/side_reader.h"

namespace hoso::scan_host {
namespace {

using nlohmann::json;
using Clock = std::chrono::steady_clock;

constexpr int kProtocol = 1;
constexpr std::chrono::seconds kProgressEvery{1};
/// A driver that hangs must not outlive the program that scans: SIGALRM ends the process, whatever its threads do.
constexpr unsigned kGraceAfterCloseSeconds = 20;

std::string text(const char* from_driver) { return from_driver == nullptr ? "" : from_driver; }

Intent intent_of(const json& command) {
  return {.source = command.at("source"),
          .mode = command.at("mode"),
          .dpi = command.at("dpi"),
          .paper = command.at("paper"),
          .width_mm = command.at("width_mm"),
          .height_mm = command.at("height_mm")};
}

}  // namespace

void Host::run() {
  SANE_Int version = 0;
  if (sane_init(&version, nullptr) != SANE_STATUS_GOOD) return;
  const std::string backend = std::to_string(SANE_VERSION_MAJOR(version)) + "." +
                              std::to_string(SANE_VERSION_MINOR(version)) + "." +
                              std::to_string(SANE_VERSION_BUILD(version));
  if (!channel_.send({{"type", "hello"}, {"protocol", kProtocol}, {"backend", backend}})) return;
  // Detached: it may wait for a message, or in a driver's cancel, when all else is done.
  std::thread([this] { listen(); }).detach();
  while (obey(next_command())) {
  }
  close_device();
  sane_exit();
}

void Host::listen() {
  for (;;) {
    auto message = channel_.receive({});
    const std::string type = message ? std::string((*message)["type"]) : "quit";
    if (type == "quit") {
      alarm(kGraceAfterCloseSeconds);
      push({{"type", "quit"}});
      cancel();
      return;
    }
    if (type == "cancel") {
      cancel();
      continue;
    }
    if (type == "start") cancelled_ = false;
    push(*std::move(message));
  }
}

void Host::cancel() {
  cancelled_ = true;
  const std::lock_guard lock(cancel_mutex_);
  if (scanning_) sane_cancel(device_);
}

void Host::push(Json command) {
  const std::lock_guard lock(command_mutex_);
  commands_.push_back(std::move(command));
  command_came_.notify_one();
}

Host::Json Host::next_command() {
  std::unique_lock lock(command_mutex_);
  command_came_.wait(lock, [this] { return !commands_.empty(); });
  Json command = std::move(commands_.front());
  commands_.pop_front();
  return command;
}

bool Host::obey(const Json& command) {
  const std::string type = command.at("type");
  if (type == "quit") return false;
  End end;
  try {
    if (type == "devices")
      end = devices();
    else if (type == "open")
      end = open(command);
    else if (type == "configure")
      end = set(command);
    else if (type == "start")
      end = scan();
    else
      end = {kUnsupported, "command"};
  } catch (const json::exception&) {
    end = {kUnsupported, "command"};
  } catch (const std::bad_alloc&) {
    end = {kNoMemory, "host"};
  }
  tell_end(type, end);
  // Also after success: it ends the job (SANE standard 1.06, 4.3.11). Told before, since drivers may hang in it.
  if (type == "start" && spool_) sane_cancel(device_);
  return true;
}

void Host::tell_end(const std::string& command, const End& end) {
  // A peer that is gone is noticed by the listener.
  (void)channel_.send({{"type", "end"},
                       {"command", command},
                       {"status", end.status},
                       {"call", end.call},
                       {"bytes_of_broken_side", end.bytes},
                       {"sides", sides_}});
}

End Host::devices() {
  const SANE_Device** list = nullptr;
  if (const SANE_Status s = sane_get_devices(&list, SANE_FALSE); s != SANE_STATUS_GOOD)
    return {word(s), "sane_get_devices"};
  Json devices = Json::array();
  for (; list != nullptr && *list != nullptr; ++list) {
    const SANE_Device& device = **list;
    devices.push_back({{"name", text(device.name)},
                       {"vendor", text(device.vendor)},
                       {"model", text(device.model)},
                       {"kind", text(device.type)}});
  }
  (void)channel_.send({{"type", "devices"}, {"devices", devices}});
  return {kGood, "sane_get_devices"};
}

End Host::open(const Json& command) {
  close_device();
  const std::string name = command.at("device");
  if (const SANE_Status s = sane_open(name.c_str(), &device_); s != SANE_STATUS_GOOD) {
    device_ = nullptr;
    return {word(s), "sane_open"};
  }
  options_.emplace(device_);
  return {kGood, "sane_open"};
}

End Host::set(const Json& command) {
  if (!options_) return {kUnsupported, "configure"};
  auto configuration = configure(*options_, intent_of(command));
  if (!configuration) return configuration.error();
  configuration_ = *std::move(configuration);
  encode_options_ = {
      .jpeg_quality = command.at("jpeg_quality"), .dpi_x = configuration_.dpi_x, .dpi_y = configuration_.dpi_y};
  sides_max_ = command.at("sides_max");
  auto spool = Spool::open(command.at("spool"));
  if (!spool) return spool.error();
  spool_.emplace(*std::move(spool));
  for (const Setting& s : configuration_.settings) {
    (void)channel_.send({{"type", "option"},
                         {"name", s.intent},
                         {"asked", s.asked},
                         {"value", s.made},
                         {"set", !s.made.empty()},
                         {"exact", s.exact}});
  }
  return {kGood, "configure"};
}

End Host::scan() {
  sides_ = 0;
  if (!spool_) return {kUnsupported, "start"};
  set_scanning(true);
  std::optional<End> end;
  while (!end) {
    try {
      end = scan_side(sides_ + 1);
    } catch (const std::bad_alloc&) {
      end = End{kNoMemory, "host"};
    }
    if (end) break;
    ++sides_;
    if (!configuration_.feeder)
      end = End{kGood, "flatbed"};
    else if (sides_ >= sides_max_)
      end = End{kSidesMax, "stack"};
  }
  set_scanning(false);
  return *end;
}

std::optional<End> Host::scan_side(int number) {
  if (cancelled_) return End{kCancelled, "before sane_start"};
  const auto began = Clock::now();
  std::size_t bytes = 0;
  auto told = began;
  const auto on_bytes = [&](std::size_t so_far) {
    bytes = so_far;
    if (Clock::now() - told < kProgressEvery) return;
    told = Clock::now();
    (void)channel_.send({{"type", "progress"}, {"n", number}, {"bytes", so_far}});
  };
  const auto side = read_side(device_, cancelled_, ReadLimits{}, on_bytes);
  if (!side) return side.error();
  const auto encoded = encode(*side, encode_options_);
  if (!encoded) return End{kUnsupported, "encode", bytes};
  const auto spooled = spool_->keep(*encoded, number);
  if (!spooled) return End{spooled.error().status, spooled.error().call, bytes};
  announce(*side, *spooled, encoded->bytes.size(), number, std::chrono::duration<double>(Clock::now() - began).count());
  return std::nullopt;
}

void Host::announce(const ScannedSide& side, const SpooledSide& spooled, std::size_t bytes, int number,
                    double seconds) {
  const UniformEnd uniform = uniform_end(side);
  (void)channel_.send({{"type", "side"},
                       {"n", number},
                       {"file", spooled.file},
                       {"bytes", bytes},
                       {"width_px", side.width_px},
                       {"height_px", side.height_px},
                       {"channels", side.channels},
                       {"bits", side.depth == 1 ? 1 : 8},
                       {"dpi_x", configuration_.dpi_x},
                       {"dpi_y", configuration_.dpi_y},
                       {"sha256", spooled.sha256},
                       {"seconds", seconds},
                       {"uniform_rows", uniform.rows},
                       {"uniform_value", uniform.value}});
}

void Host::set_scanning(bool scanning) {
  const std::lock_guard lock(cancel_mutex_);
  scanning_ = scanning;
}

void Host::close_device() {
  options_.reset();
  if (device_ != nullptr) sane_close(std::exchange(device_, nullptr));
}

}  // namespace hoso::scan_host
