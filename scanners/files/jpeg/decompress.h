// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>

#include <opencv2/core.hpp>

#include "hoso/models/error.h"

namespace hoso::scanners {

enum class JpegColour { grey, bgr, cmyk };

/// What libjpeg made of a JPEG, and what it complained of.
struct Decompressed {
  cv::Mat pixels;             ///< CV_8UC1, CV_8UC3 (BGR) or CV_8UC4 (CMYK as stored)
  bool data_missing = false;  ///< the end of file was reached, or a scan had less data than its picture needs
  bool damaged = false;       ///< codes that cannot be, or markers in the wrong order
  bool end_missing = false;   ///< only the EOI marker is missing
  std::string complaint;      ///< libjpeg's first warning
};

/// Decodes the whole picture. The bytes' frame header must have been checked. Errors: damaged, unsupported_image,
/// out_of_memory, cancelled.
models::Result<Decompressed> decompress_jpeg(std::span<const std::uint8_t> bytes, JpegColour wanted,
                                             const std::stop_token& stop);

}  // namespace hoso::scanners
