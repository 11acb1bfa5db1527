// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace hoso::scanners {

/// "YYYY:MM:DD HH:MM:SS" of EXIF 2.3 and TIFF 6.0 (tag 306), taken as UTC; seconds since 1970.
std::optional<std::int64_t> exif_time(std::string_view text);
/// "D:YYYYMMDDHHmmSSOHH'mm'" of ISO 32000-1, 7.9.4; everything after the year may be missing.
std::optional<std::int64_t> pdf_time(std::string_view text);

}  // namespace hoso::scanners
