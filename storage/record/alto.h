// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "hoso/models/dossier.h"
#include "hoso/storage/dossier_sink.h"

namespace hoso::storage {

/// Writes the text of all pages as ALTO 4.4 (data/schemas/alto-4-4.xsd) into a new file, page by page. Places are in
/// pixels of the page as shown, confidences 0..1; a page without text is a Page without blocks. Same dossier, same
/// bytes. Errors: output_unwritable, disk_full.
models::Result<void> write_alto(const models::Dossier& dossier, const Provenance& provenance,
                                const std::filesystem::path& out);

/// Writes one such file a page into a new folder: 00001.alto.xml and so on.
models::Result<void> write_page_altos(const models::Dossier& dossier, const Provenance& provenance,
                                      const std::filesystem::path& folder);

/// Writes the plain text into a new file: after each page a form feed, so that page n is the n-th piece, as pdftotext
/// does.
models::Result<void> write_text(const models::Dossier& dossier, const std::filesystem::path& out);

}  // namespace hoso::storage
