// SPDX-License-Identifier: Apache-2.0
#include "scanners/sane/messages.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

namespace hoso::scanners {
namespace {

using nlohmann::json;

constexpr int kSideMax = 1'000'000;  // px

/// Runs `read`; nothing if the message lacks a member or one has another type.
template <typename Read>
auto checked(Read read) -> std::optional<decltype(read())> {
  try {
    return read();
  } catch (const json::exception&) {
    return std::nullopt;
  }
}

/// A whole number; one that no int can hold becomes the nearest that can.
int whole(const json& message, const char* key) {
  const auto value = message.at(key).get_ref<const json::number_integer_t&>();
  return static_cast<int>(
      std::clamp<json::number_integer_t>(value, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()));
}

bool is_sha256(const std::string& text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

bool is_sound(const SideMessage& side) {
  const auto possible = [](int px) { return px > 0 && px < kSideMax; };
  const std::string stem = fmt::format("side-{:04}.", side.number);
  return side.number > 0 && (side.file == stem + "jpg" || side.file == stem + "tif") && side.bytes > 0 &&
         possible(side.width_px) && possible(side.height_px) && (side.channels == 1 || side.channels == 3) &&
         side.dpi_x > 0 && side.dpi_y > 0 && is_sha256(side.sha256);
}

}  // namespace

bool is_hello(const json& message) {
  return checked([&] { return message.at("type") == "hello" && message.at("protocol") == kScanProtocol; })
      .value_or(false);
}

std::optional<SideMessage> side_from(const json& message) {
  auto side = checked([&] {
    return SideMessage{.number = whole(message, "n"),
                       .file = message.at("file"),
                       .bytes = message.at("bytes").get_ref<const json::number_unsigned_t&>(),
                       .width_px = whole(message, "width_px"),
                       .height_px = whole(message, "height_px"),
                       .channels = whole(message, "channels"),
                       .bits = whole(message, "bits"),
                       .dpi_x = message.at("dpi_x"),
                       .dpi_y = message.at("dpi_y"),
                       .sha256 = message.at("sha256"),
                       .uniform_rows = whole(message, "uniform_rows"),
                       .uniform_value = whole(message, "uniform_value")};
  });
  return side && is_sound(*side) ? side : std::nullopt;
}

std::optional<EndMessage> end_from(const json& message) {
  return checked([&] {
    return EndMessage{
        .command = message.at("command"),
        .status = message.at("status"),
        .call = message.at("call"),
        .bytes_of_broken_side = message.at("bytes_of_broken_side").get_ref<const json::number_unsigned_t&>(),
        .sides = whole(message, "sides")};
  });
}

std::optional<OptionMessage> option_from(const json& message) {
  return checked([&] {
    return OptionMessage{{.intent = message.at("name"), .asked = message.at("asked"), .made = message.at("value")},
                         message.at("exact")};
  });
}

std::optional<std::vector<ScannerDevice>> devices_from(const json& message) {
  return checked([&] {
    std::vector<ScannerDevice> devices;
    for (const json& d : message.at("devices"))
      devices.push_back({d.at("name"), d.at("vendor"), d.at("model"), d.at("kind")});
    return devices;
  });
}

}  // namespace hoso::scanners
