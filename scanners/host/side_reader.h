// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sane/sane.h>

#include <atomic>
#include <chrono>
#include <functional>

#include <tl/expected.hpp>

#include "scanners/host/scanned_side.h"
#include "scanners/host/status.h"

namespace hoso::scan_host {

struct ReadLimits {
  std::chrono::milliseconds stall{30'000};  ///< a driver that says "good, no bytes" for this long has lost its device
  std::size_t frame_bytes_max = std::size_t{1}
                                << 30;  ///< a hand scanner, or a driver gone wrong, may not end by itself
};

/// Reads one side, from sane_start to the end of its last frame: whole or not at all (SANE standard 1.06, 4.4 "Code
/// Flow"). `cancelled` is looked at after every call, since a driver may swallow a cancel or end a cancelled side with
/// EOF. `on_bytes` is told how many bytes of the side have come. After the last side the caller calls sane_cancel.
tl::expected<ScannedSide, End> read_side(SANE_Handle device, const std::atomic<bool>& cancelled,
                                         const ReadLimits& limits, const std::function<void(std::size_t)>& on_bytes);

}  // namespace hoso::scan_host
