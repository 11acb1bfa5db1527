// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sane/sane.h>

#include <array>
#include <cstddef>
#include <string_view>

namespace hoso::scan_host {

/// Why something ended. The words are SANE's, without SANE_STATUS_; and four of our own.
struct End {
  std::string_view status = "GOOD";
  std::string_view call;  ///< the call or check that ended it
  std::size_t bytes = 0;  ///< of the side in work: if any came, its sheet has moved
};

inline constexpr std::string_view kGood = "GOOD", kCancelled = "CANCELLED", kNoDocs = "NO_DOCS",
                                  kUnsupported = "UNSUPPORTED", kIoError = "IO_ERROR", kNoMemory = "NO_MEM";
inline constexpr std::string_view kSpoolFull = "SPOOL_FULL", kSpoolUnwritable = "SPOOL_UNWRITABLE",
                                  kSpoolTaken = "SPOOL_TAKEN", kSidesMax = "SIDES_MAX";

inline std::string_view word(SANE_Status status) {
  static constexpr std::array<std::string_view, 12> kWords{"GOOD",       "UNSUPPORTED", "CANCELLED", "DEVICE_BUSY",
                                                           "INVAL",      "EOF",         "JAMMED",    "NO_DOCS",
                                                           "COVER_OPEN", "IO_ERROR",    "NO_MEM",    "ACCESS_DENIED"};
  const auto index = static_cast<std::size_t>(status);
  return index < kWords.size() ? kWords[index]
                               : kIoError;  // later versions of SANE have more: lamp warming up, transport locked
}

}  // namespace hoso::scan_host
