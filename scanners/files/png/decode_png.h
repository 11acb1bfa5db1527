// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>

#include "hoso/scanners/decode.h"
#include "scanners/files/image.h"

namespace hoso::scanners {

/// A PNG file (ISO/IEC 15948): every depth, palette, transparency and interlace. Kept as lossless pixels.
/// Errors: not_an_image, image_too_large, truncated, damaged, out_of_memory, cancelled.
models::Result<DecodedImage> decode_png(std::span<const std::uint8_t> bytes, const DecodeOptions& options,
                                        const std::stop_token& stop);

}  // namespace hoso::scanners
