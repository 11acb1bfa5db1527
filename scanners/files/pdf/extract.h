// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <stop_token>

#include "scanners/files/image.h"
#include "scanners/files/pdf/page_image.h"

namespace hoso::scanners {

/// The scan's pixels as poppler's pdfimages decodes them, in a process of its own: for JPEG 2000, JBIG2 and uncommon
/// colours. (To render the page would resample them.) Nothing where that is not possible, and for masks. Errors:
/// timed_out, cancelled, tool_missing.
models::Result<std::optional<DecodedImage>> extract_image(const PdfPage& page, const PlacedImage& scan,
                                                          const DecodeOptions& options, const std::stop_token& stop);

}  // namespace hoso::scanners
