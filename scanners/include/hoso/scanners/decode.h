// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <stop_token>

#include "hoso/models/page_stages.h"

namespace hoso::scanners {

struct DecodeOptions {
  std::uint64_t pixels_max = 400'000'000;  ///< refused by the header, before any memory is taken
  int jpeg_scans_max = 500;  ///< a progressive JPEG with more scans is refused (libjpeg-turbo's own limit in its tools)
  double render_dpi = 300;   ///< for PDF pages of text and drawings
  std::chrono::seconds tool_timeout{120};  ///< for one run of a tool of poppler's
};

/// Reads a page: pixels for reading, and the master image with the delivered bytes kept wherever they can be. Fills in
/// source.sha256, source_time, delivered size and resolution, mode, bits, how the image lies, marks, overlays
/// and the page's own text (PDF).
/// Thread-safe. Errors: those of the input group, timed_out, tool_missing, out_of_memory; each with file and page.
models::Result<models::DecodedPage> decode(const models::SourcePage& page, const DecodeOptions& options,
                                           const std::stop_token& stop);

}  // namespace hoso::scanners
