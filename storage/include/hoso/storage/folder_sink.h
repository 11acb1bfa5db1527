// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>

#include "hoso/models/api.h"
#include "hoso/storage/dossier_sink.h"
#include "hoso/storage/pdfa_level.h"

namespace hoso::storage {

struct FolderSinkOptions {
  std::filesystem::path out;  ///< made if missing
  PdfaLevel level = PdfaLevel::a2u;
  bool page_altos = false;     ///< also one ALTO file a page, in alto/
  bool document_pdfs = false;  ///< also one PDF/A a document, in documents/
  bool resume = false;         ///< a dossier that is complete is skipped; else it is refused
  bool new_version = false;    ///< a dossier that is there is replaced and kept in its versions/; any other is refused
  bool catalogue = true;       ///< keep out/catalogue.db
};

/// Stores each dossier as `out/<dossier>/` (PDF/A, ALTO, text, record.json, run.json, originals) and in the catalogue.
/// Everything appears by temporary folder + fsync + rename. Error: output_unwritable.
HOSO_API models::Result<std::unique_ptr<DossierSink>> open_folder_sink(const FolderSinkOptions& options);

}  // namespace hoso::storage
