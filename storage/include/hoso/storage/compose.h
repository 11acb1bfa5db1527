// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "hoso/models/page_stages.h"
#include "hoso/storage/pdfa_level.h"

namespace hoso::storage {

/// Writes the one-page PDF with the page's image turned by its map and the overlays over it, and fills in embedding,
/// note and image hash. Never re-encodes what can be kept. Errors: page_rejected_by_writer, output_unwritable,
/// disk_full.
models::Result<models::ComposedPage> compose(models::SeenPage page, PdfaLevel level, const std::filesystem::path& pdf);

/// A placeholder for a page that could not be decoded: an A4 page that says so in print; facts.failure is set, the text
/// is empty.
models::Result<models::ComposedPage> compose_placeholder(models::PageFacts facts, const models::Error& error,
                                                         const std::filesystem::path& pdf);

}  // namespace hoso::storage
