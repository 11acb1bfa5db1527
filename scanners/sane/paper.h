// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace hoso::scanners {

/// Zero: all that the device sees.
struct PaperSize {
  double width_mm = 0, height_mm = 0;
};

/// By its name in any case: ISO 216, ISO/IEC 7810 ID-1, ANSI Letter and Legal, or "max".
std::optional<PaperSize> paper_size(std::string_view name);

}  // namespace hoso::scanners
