// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>

#include "hoso/scanners/decode.h"
#include "scanners/files/image.h"
#include "scanners/files/regular_file.h"

namespace hoso::scanners {

/// One page of a TIFF file (TIFF 6.0, BigTIFF). G4 and JPEG data is kept where it can stand alone, all else as lossless
/// pixels. Errors: truncated, damaged, unsupported_image, image_too_large, out_of_memory, cancelled.
models::Result<DecodedImage> decode_tiff(const RegularFile& file, int index, const DecodeOptions& options,
                                         const std::stop_token& stop);

/// Pixels (0 and 255) of a T.6 stream as PDF has it: `black_is_1` as /BlackIs1 of ISO 32000-1, table 11. Errors:
/// damaged.
models::Result<cv::Mat> decode_g4(std::span<const std::uint8_t> stream, models::Size size, bool black_is_1,
                                  const std::stop_token& stop);

}  // namespace hoso::scanners
