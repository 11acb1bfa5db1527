// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stop_token>

#include "hoso/scanners/decode.h"
#include "scanners/files/image.h"
#include "scanners/files/pdf/outline.h"

namespace hoso::scanners {

/// One page of a PDF: its scan as it lies in the file, with what lies over it as marks and overlays; or rendered, where
/// it is no scan. Errors: encrypted, damaged, truncated, image_too_large, tool_missing, tool_failed, timed_out,
/// out_of_memory, cancelled.
models::Result<DecodedImage> decode_pdf(const RegularFile& file, int index, const DecodeOptions& options,
                                        const std::stop_token& stop);

/// The resolution at which a page that is no scan is rendered.
double render_dpi_of(const PdfOutline& outline, const PdfPage& page, const DecodeOptions& options);

/// Memory that decoding the page needs, roughly and rather too much.
std::uint64_t memory_of(const PdfOutline& outline, const PdfPage& page, const DecodeOptions& options);

/// A PDF's pages beyond this number are refused.
inline constexpr std::size_t kPdfPagesMax = 100'000;

}  // namespace hoso::scanners
