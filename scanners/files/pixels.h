// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>

#include "hoso/models/geometry.h"
#include "scanners/files/image.h"

namespace hoso::scanners {

/// An image whose samples are as the file has them, still with alpha.
struct RawPixels {
  cv::Mat samples;             ///< 8 or 16 bit, 1 to 4 channels: grey, grey + alpha, BGR, BGR + alpha
  bool bilevel = false;        ///< one channel of 0 and 255
  bool premultiplied = false;  ///< colours already multiplied by alpha
};

/// Makes a lossless master of it and the 8-bit pixels; alpha is flattened on white with a note unless it is opaque
/// everywhere.
DecodedImage lossless_image(RawPixels raw);

/// Archives the image, which was made of them, as these deflated rows (`MasterKind::png_rows`) instead of as pixels.
/// Rows that were hardly compressed are not kept: they are smaller made anew.
void keep_rows(DecodedImage& image, std::vector<std::uint8_t> bytes);

/// Spreads `count` samples of 1, 2 or 4 bits (most significant first), or copies those of 8 and 16 (of this machine's
/// byte order), into every `step`-th sample of `to`; values stay as they are.
void spread_samples(const std::uint8_t* from, int bits, int count, std::uint8_t* to, int step);

/// 16 bit to 8 bit, rounded.
cv::Mat eight_bit(const cv::Mat& samples);
/// Whether red, green and blue are the same everywhere (CV_8UC3).
bool is_grey(const cv::Mat& bgr);
/// Whether there is no other value than 0 and 255 (CV_8UC1).
bool is_bilevel(const cv::Mat& grey);
/// Cyan, magenta, yellow, black (CV_8UC4; 0 is no ink) to BGR, without a colour profile.
cv::Mat bgr_of_cmyk(const cv::Mat& cmyk);
/// The upright image brought back to how it lies: the inverse of models::upright_map, exact.
cv::Mat laid(const cv::Mat& upright, models::ExifOrientation lies);

}  // namespace hoso::scanners
