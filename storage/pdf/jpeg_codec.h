// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include <opencv2/core.hpp>

#include "hoso/models/geometry.h"

namespace hoso::storage {

/// What the header of a JPEG says.
struct JpegHeader {
  models::Size size;
  int components = 0;
  bool red_green_blue = false;  ///< three components that hold RGB, not YCbCr
  bool adobe_marker = false;    ///< an APP14 marker tells the colour transform
};

/// Reads the header; nothing if these bytes are not a JPEG.
std::optional<JpegHeader> read_jpeg_header(std::span<const std::uint8_t> jpeg);

/// Whether the JPEG ends with its end marker (zero bytes behind it aside); a cut file does not.
bool jpeg_is_complete(std::span<const std::uint8_t> jpeg);

/// Encodes CV_8UC1 or CV_8UC3 (BGR) without chroma subsampling, progressive, optimised; nothing if the codec fails.
std::optional<std::string> encode_jpeg(const cv::Mat& pixels, int quality);

}  // namespace hoso::storage
