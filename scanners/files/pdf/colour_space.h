// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <qpdf/QPDFObjectHandle.hh>

#include "scanners/files/pixels.h"

namespace hoso::scanners {

/// The common colour spaces of scans (ISO 32000-1, 8.6). Calibrated and profiled ones are taken as they are, for sRGB.
struct ColourSpace {
  enum class Kind { grey, rgb, indexed, other };
  Kind kind = Kind::other;
  int components = 1;              ///< samples a pixel
  std::vector<cv::Vec3b> palette;  ///< BGR, of an indexed one

  [[nodiscard]] bool is_black_white() const { return is_palette(0, 255); }
  [[nodiscard]] bool is_white_black() const { return is_palette(255, 0); }

 private:
  [[nodiscard]] bool is_palette(std::uint8_t first, std::uint8_t second) const {
    return palette.size() == 2 && palette[0] == cv::Vec3b::all(first) && palette[1] == cv::Vec3b::all(second);
  }
};

ColourSpace colour_space_of(QPDFObjectHandle space);

/// Samples as the file has them (values of `bits` bits) as grey or BGR of 8 or 16 bit.
RawPixels shown_samples(cv::Mat samples, const ColourSpace& space, int bits, bool inverted);

}  // namespace hoso::scanners
