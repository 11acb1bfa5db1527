// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "hoso/models/dossier.h"
#include "hoso/storage/dossier_sink.h"
#include "hoso/storage/pdfa_level.h"

namespace hoso::storage {

struct DossierJob {
  const models::Dossier* dossier = nullptr;
  const Provenance* provenance = nullptr;
  const RunFacts* run = nullptr;
  PdfaLevel level = PdfaLevel::a2u;
  bool page_altos = false;           ///< also one ALTO file a page, in alto/
  bool document_pdfs = false;        ///< also one PDF/A a document, in documents/
  std::string document_name;         ///< of those PDFs, see FolderSinkOptions
  std::string older_lists;           ///< see FolderSinkOptions
  std::optional<std::int64_t> time;  ///< for the PDF, seconds since 1970 UTC
};

/// Makes `folder` with all that belongs to a dossier: originals/, PDF/A, ALTO, text, metadata/, record.json, and
/// run.json with the hashes of the others. Reads back that the record is one and that the PDF has as many pages; all of
/// it is on the disk when this returns. After an error something half-made may lie there. Errors: pages_lost, no_pages,
/// disk_full, output_unwritable, page_rejected_by_writer, those of reading an original.
models::Result<void> write_dossier_folder(const DossierJob& job, const std::filesystem::path& folder);

/// The latest time of the sources; none: no source tells one.
std::optional<std::int64_t> latest_source_time(const models::Dossier& dossier);

}  // namespace hoso::storage
