// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "scanners/host/device_options.h"
#include "scanners/host/status.h"

namespace hoso::scan_host {

/// What is wanted, in words that no driver knows.
struct Intent {
  std::string source = "automatic";  ///< automatic, feeder, feeder_duplex, flatbed
  std::string mode = "colour";       ///< colour, grey, bw
  double dpi = 300;
  std::string paper = "max";           ///< name of the paper, for the report only
  double width_mm = 0, height_mm = 0;  ///< 0: all that the device sees
};

/// One line of the report: what was asked and what the device made of it (empty: it has no such option).
struct Setting {
  std::string intent, asked, made;
  bool exact = true;  ///< near enough to what was asked, or nothing was lost
};

struct Configuration {
  bool feeder = false;          ///< sides come until NO_DOCS
  double dpi_x = 0, dpi_y = 0;  ///< as the device says, else as asked
  std::vector<Setting> settings;
};

/// Finds the device's options for the intent by the patterns that drivers' names follow, and sets them in the order
/// source, mode, depth, resolution, paper, since each may change which others there are. Source (unless automatic) and
/// mode must be met; resolution and paper are brought to the nearest that the device can do, and read back.
tl::expected<Configuration, End> configure(DeviceOptions& device, const Intent& intent);

}  // namespace hoso::scan_host
