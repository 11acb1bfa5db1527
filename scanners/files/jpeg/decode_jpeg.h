// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

#include "hoso/scanners/decode.h"
#include "scanners/files/image.h"

namespace hoso::scanners {

/// A JPEG file (ITU-T T.81, JFIF, EXIF 2.3). Grey, YCbCr and RGB ones keep their bytes; CMYK and YCCK become BGR pixels
/// that are to be encoded anew. Errors: not_an_image, unsupported_image, image_too_large, truncated, damaged,
/// out_of_memory, cancelled.
models::Result<DecodedImage> decode_jpeg(std::vector<std::uint8_t> bytes, const DecodeOptions& options,
                                         const std::stop_token& stop);

/// Refuses by the header: too many pixels, or so many progressive scans over them that decoding would not end.
models::Result<void> check_jpeg_limits(models::Size size, int scans, const DecodeOptions& options);

}  // namespace hoso::scanners
