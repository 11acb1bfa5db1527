// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "hoso/models/page.h"

namespace hoso::scanners {

/// What hoso needs of a photograph's EXIF data (EXIF 2.3; the structure is TIFF 6.0's).
struct ExifFacts {
  models::ExifOrientation lies = models::ExifOrientation::normal;
  std::optional<models::Dpi> dpi;
  std::optional<std::int64_t> time;  ///< when the picture was taken, else when the file was changed
};

/// Reads the data of an APP1 segment behind "Exif\0\0". Damaged data yields what can be read of it, never an error.
ExifFacts read_exif(std::span<const std::uint8_t> tiff);

}  // namespace hoso::scanners
