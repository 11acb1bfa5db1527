// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "hoso/models/page_stages.h"

namespace hoso::scanners {

/// What a format's decoder found: everything of a DecodedPage that does not depend on where the file lies.
struct DecodedImage {
  cv::Mat pixels;  ///< CV_8UC1 or CV_8UC3 (BGR), delivered orientation
  models::MasterImage master;
  models::ColourMode mode = models::ColourMode::grey;
  int bits_per_sample = 8;
  std::optional<models::Dpi> stated;  ///< as the file says, believable or not
  models::ExifOrientation lies = models::ExifOrientation::normal;
  std::optional<std::int64_t> time;         ///< seconds since 1970 UTC, as the file says
  std::optional<std::int64_t> signed_time;  ///< the same of a PDF's first digital signature
  std::vector<std::string> notes;
  std::vector<models::Box> marks;  ///< in delivered pixels
  std::vector<models::Overlay> overlays;
  std::vector<models::GivenWord> given;  ///< in delivered pixels
};

/// Orientation as EXIF and TIFF tag 274 number it; anything else lies normally.
inline models::ExifOrientation orientation_of(unsigned value) {
  return value >= 1 && value <= 8 ? static_cast<models::ExifOrientation>(value) : models::ExifOrientation::normal;
}

}  // namespace hoso::scanners
