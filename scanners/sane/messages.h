// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "hoso/scanners/sane_source.h"

/// What the host says, checked. Nothing: the message is not as it must be.
namespace hoso::scanners {

inline constexpr int kScanProtocol = 1;

struct SideMessage {
  int number = 0;    ///< from 1
  std::string file;  ///< in the spool; a bare name that belongs to the number
  std::uint64_t bytes = 0;
  int width_px = 0, height_px = 0, channels = 1, bits = 8;
  double dpi_x = 0, dpi_y = 0;
  std::string sha256;
  int uniform_rows = 0, uniform_value = 0;  ///< rows of one exact value at the end
};

struct EndMessage {
  std::string command, status, call;
  std::uint64_t bytes_of_broken_side = 0;
  int sides = 0;
};

struct OptionMessage {
  DeviceSetting setting;
  bool exact = true;
};

bool is_hello(const nlohmann::json& message);
std::optional<SideMessage> side_from(const nlohmann::json& message);
std::optional<EndMessage> end_from(const nlohmann::json& message);
std::optional<OptionMessage> option_from(const nlohmann::json& message);
std::optional<std::vector<ScannerDevice>> devices_from(const nlohmann::json& message);

}  // namespace hoso::scanners
