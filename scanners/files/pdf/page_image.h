// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <stop_token>

#include "hoso/scanners/decode.h"
#include "scanners/files/image.h"
#include "scanners/files/pdf/outline.h"

namespace hoso::scanners {

/// The scan of a page, without rendering: the bytes of its JPEG or G4 stream, or lossless pixels (ISO 32000-1, 7.4
/// and 8.9). Nothing where it is of a kind that only a reader can show right (JPEG 2000, JBIG2, masks, uncommon
/// colours). Errors: truncated, damaged, image_too_large, out_of_memory, cancelled.
models::Result<std::optional<DecodedImage>> take_image(const PdfDocument& document, const PlacedImage& scan,
                                                       const DecodeOptions& options, const std::stop_token& stop);

/// Whether the image's data is lossy JPEG.
bool is_jpeg(const PlacedImage& scan);

}  // namespace hoso::scanners
