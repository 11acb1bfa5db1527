// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <stop_token>

#include "scanners/files/pixels.h"
#include "scanners/files/tiff/handle.h"

namespace hoso::scanners {

/// The tags of one TIFF page that say how its samples lie (TIFF 6.0).
struct TiffLayout {
  std::uint32_t width_px = 0, height_px = 0;
  std::uint16_t bits = 1, samples = 1, photometric = 0, compression = 1, planar = 1, format = 1;
  int colours = 1;  ///< samples that are colour
  bool has_alpha = false, premultiplied = false;
  bool tiled = false;
};

/// Reads and checks the tags. Errors: damaged, unsupported_image, image_too_large.
models::Result<TiffLayout> read_tiff_layout(const TiffHandle& tiff, std::uint64_t pixels_max);

/// Whether the samples can be taken one by one; otherwise libtiff makes RGBA of them.
bool has_plain_samples(const TiffLayout& layout);

/// The samples as the file has them, losslessly. Errors: damaged, truncated, unsupported_image, cancelled.
models::Result<RawPixels> read_plain_samples(TiffHandle& tiff, const TiffLayout& layout, const std::stop_token& stop);

/// 8-bit colours of photometrics that only libtiff knows (YCbCr, CIE L*a*b*, old JPEG). Errors: damaged,
/// unsupported_image.
models::Result<RawPixels> read_as_rgba(TiffHandle& tiff, const TiffLayout& layout);

}  // namespace hoso::scanners
