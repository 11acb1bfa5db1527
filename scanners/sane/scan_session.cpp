// SPDX-License-Identifier: Apache-2.0
#include "scanners/sane/scan_session.h"

#include <poll.h>

#include <algorithm>
#include <system_error>

#include <fmt/format.h>

#include "hoso/models/messages.h"
#include "scanners/sane/paper.h"
#include "scanners/sane/scan_errors.h"

namespace hoso::scanners {
namespace {

using models::Error;
using models::ErrorCode;
using models::Result;
using nlohmann::json;

constexpr std::chrono::milliseconds kBusyAgain{1000};

const char* word(PaperSource source) {
  switch (source) {
    case PaperSource::feeder:
      return "feeder";
    case PaperSource::feeder_duplex:
      return "feeder_duplex";
    case PaperSource::flatbed:
      return "flatbed";
    case PaperSource::automatic:
      break;
  }
  return "automatic";
}

const char* word(models::ColourMode mode) {
  return mode == models::ColourMode::bw ? "bw" : mode == models::ColourMode::grey ? "grey" : "colour";
}

}  // namespace

/// What is going on while a stack is scanned.
struct ScanSession::Stack {
  const std::function<void(const SideMessage&)>& on_side;
  int wake_fd = -1;
  Clock::time_point deadline;
  Stopping stopping = Stopping::no;
};

Error ScanSession::error(ErrorCode code, std::string cause) const {
  return {.code = code,
          .stage = models::Stage::scan,
          .page = sides_ > 0 ? sides_ + 1 : 0,
          .subject = options_.device,
          .cause = std::move(cause)};
}

/// The host is no longer to be talked to; it is ended.
Error ScanSession::fault_error(ChannelFault fault) {
  listens_ = false;
  if (fault == ChannelFault::woken) return error(ErrorCode::cancelled, "stop requested");
  const auto patience =
      fault == ChannelFault::closed ? options_.timeouts.after_terminate : std::chrono::milliseconds(0);
  const std::string ending = host_.end({.quit = patience, .terminate = options_.timeouts.after_terminate});
  if (fault == ChannelFault::timed_out)
    return error(ErrorCode::scanner_not_answering, models::english("no answer in time; host ended: {}", ending));
  if (fault == ChannelFault::damaged)
    return error(ErrorCode::scanner_host_died, models::english("unintelligible message; host ended: {}", ending));
  return error(ErrorCode::scanner_host_died, models::english("host ended: {}", ending));
}

Result<ScanSession> ScanSession::open(const ScanOptions& options, int wake_fd) {
  auto host = start_scan_host(options.host_program, options.sane_config);
  if (!host) return tl::make_unexpected(host.error());
  ScanSession session(*std::move(host), options);
  auto ready = session.expect_hello(wake_fd);
  if (ready) ready = session.open_device(wake_fd);
  if (ready) ready = session.configure(wake_fd);
  if (ready) return session;
  session.close();
  return tl::make_unexpected(ready.error());
}

Result<void> ScanSession::expect_hello(int wake_fd) {
  const auto hello = host_.channel().receive({Clock::now() + options_.timeouts.open, wake_fd});
  if (!hello) return tl::make_unexpected(fault_error(hello.error()));
  if (!is_hello(*hello)) return tl::make_unexpected(fault_error(ChannelFault::damaged));
  return {};
}

Result<EndMessage> ScanSession::command(const json& message, int wake_fd) {
  if (auto sent = host_.channel().send(message); !sent) return tl::make_unexpected(fault_error(sent.error()));
  const auto until = Clock::now() + options_.timeouts.open;
  for (;;) {
    const auto answer = host_.channel().receive({until, wake_fd});
    if (!answer) return tl::make_unexpected(fault_error(answer.error()));
    if (const auto end = end_from(*answer)) return *end;
    const auto option = option_from(*answer);
    if (!option) return tl::make_unexpected(fault_error(ChannelFault::damaged));
    settings_.push_back(*option);
  }
}

/// A device that works for somebody else: nothing when it may be asked again, else why not.
std::optional<Error> ScanSession::wait_while_busy(const Error& busy, Clock::time_point until, int wake_fd) const {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
  if (busy.code != ErrorCode::scanner_busy || left.count() <= 0) return busy;
  pollfd waiting{wake_fd, POLLIN, 0};
  const int woken = poll(&waiting, 1, static_cast<int>(std::min(left, kBusyAgain).count()));
  return woken > 0 ? std::optional(error(ErrorCode::cancelled, "stop requested")) : std::nullopt;
}

Result<void> ScanSession::open_device(int wake_fd) {
  for (const auto until = Clock::now() + options_.timeouts.busy;;) {
    const auto end = command({{"type", "open"}, {"device", options_.device}}, wake_fd);
    if (!end) return tl::make_unexpected(end.error());
    const auto fault = error_from(*end, options_.device);
    if (!fault) return {};
    if (const auto given_up = wait_while_busy(*fault, until, wake_fd)) return tl::make_unexpected(*given_up);
  }
}

Result<void> ScanSession::configure(int wake_fd) {
  const PaperSize paper = paper_size(options_.paper).value_or(PaperSize{});
  const auto end = command({{"type", "configure"},
                            {"source", word(options_.source)},
                            {"mode", word(options_.mode)},
                            {"dpi", options_.dpi},
                            {"paper", options_.paper},
                            {"width_mm", paper.width_mm},
                            {"height_mm", paper.height_mm},
                            {"jpeg_quality", options_.jpeg_quality},
                            {"spool", options_.spool.string()},
                            {"sides_max", options_.sides_max}},
                           wake_fd);
  if (!end) return tl::make_unexpected(end.error());
  if (const auto fault = error_from(*end, options_.device)) return tl::make_unexpected(*fault);
  return {};
}

std::optional<Error> ScanSession::run(const std::function<void(const SideMessage&)>& on_side, int wake_fd) {
  Stack stack{on_side, wake_fd, {}, Stopping::no};
  for (const auto until = Clock::now() + options_.timeouts.busy;;) {
    const auto end = scan_once(stack);
    if (!end) return end.error();
    auto fault = error_from(*end, options_.device);
    if (stack.stopping == Stopping::silent) {
      return error(ErrorCode::scanner_not_answering, models::english("cancelled after silence: {}", end->status));
    }
    if (stack.stopping == Stopping::asked) return error(ErrorCode::cancelled, "stop requested");
    if (!fault || sides_ > 0) return fault;
    if (auto given_up = wait_while_busy(*fault, until, wake_fd)) return given_up;
  }
}

Result<EndMessage> ScanSession::scan_once(Stack& stack) {
  if (auto sent = host_.channel().send({{"type", "start"}}); !sent)
    return tl::make_unexpected(fault_error(sent.error()));
  stack.deadline = Clock::now() + options_.timeouts.first_side;
  for (;;) {
    const auto message = host_.channel().receive({stack.deadline, stack.stopping == Stopping::no ? stack.wake_fd : -1});
    if (!message) {
      if (const auto fault = on_silence(stack, message.error())) return tl::make_unexpected(*fault);
      continue;
    }
    const auto end = on_message(stack, *message);
    if (!end) return tl::make_unexpected(end.error());
    if (*end) return **end;
  }
}

/// First the cancel, which a driver may take long to obey; then the end of the host.
std::optional<Error> ScanSession::on_silence(Stack& stack, ChannelFault fault) {
  const bool first =
      stack.stopping == Stopping::no && (fault == ChannelFault::woken || fault == ChannelFault::timed_out);
  if (!first) {
    const Error died = fault_error(fault);
    const bool hung = fault == ChannelFault::timed_out;
    return hung && stack.stopping == Stopping::asked ? error(ErrorCode::cancelled, died.cause) : died;
  }
  stack.stopping = fault == ChannelFault::woken ? Stopping::asked : Stopping::silent;
  stack.deadline = Clock::now() + options_.timeouts.after_cancel;
  if (auto sent = host_.channel().send({{"type", "cancel"}}); !sent) return fault_error(sent.error());
  return std::nullopt;
}

Result<std::optional<EndMessage>> ScanSession::on_message(Stack& stack, const json& message) {
  const std::string& type = message["type"].get_ref<const std::string&>();
  if (type == "end") {
    if (auto end = end_from(message)) return end;
    return tl::make_unexpected(fault_error(ChannelFault::damaged));
  }
  if (type == "side") {
    const auto side = side_from(message);
    if (!side || side->number != sides_ + 1) return tl::make_unexpected(fault_error(ChannelFault::damaged));
    std::error_code none;
    if (std::filesystem::file_size(options_.spool / side->file, none) != side->bytes) {
      return tl::make_unexpected(fault_error(ChannelFault::damaged));
    }
    ++sides_;
    stack.on_side(*side);
  } else if (type != "progress") {
    return tl::make_unexpected(fault_error(ChannelFault::damaged));
  }
  if (stack.stopping == Stopping::no) stack.deadline = Clock::now() + options_.timeouts.next_side;
  return std::optional<EndMessage>{};
}

void ScanSession::close() {
  const bool asked = listens_ && host_.channel().send({{"type", "quit"}}).has_value();
  host_.end({.quit = asked ? options_.timeouts.after_cancel : std::chrono::milliseconds(0),
             .terminate = options_.timeouts.after_terminate});
  // What a host that was killed left half written.
  std::error_code none;
  std::filesystem::remove(options_.spool / fmt::format(".side-{:04}.part", sides_ + 1), none);
}

}  // namespace hoso::scanners
