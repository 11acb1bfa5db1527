// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "hoso/models/api.h"
#include "hoso/storage/dossier_sink.h"
#include "hoso/storage/pdfa_level.h"

namespace hoso::storage {

/// "mã hồ sơ" + "." + number of the document (TT 05/2025/TT-BNV, Điều 8).
inline constexpr std::string_view kDocumentName = "{code}.{number}";
/// Whether a template of names knows its placeholders, has {number} once at least, and no part of a path in it.
HOSO_API bool is_document_name(std::string_view pattern);

struct FolderSinkOptions {
  std::filesystem::path out;  ///< made if missing
  PdfaLevel level = PdfaLevel::a2u;
  bool page_altos = false;     ///< also one ALTO file a page, in alto/
  bool document_pdfs = false;  ///< also one PDF/A a document, in documents/
  /// Names of those PDFs, without ".pdf": {code} is the dossier's code, else its name, {dossier} its name, {number} the
  /// document's number in the record, {type} its type. What no file name may have becomes "_".
  std::string document_name = std::string(kDocumentName);
  std::string older_lists = "none";  ///< also metadata by the lists "nd30", "tt02" or "both"
  bool resume = false;               ///< a dossier that is complete is skipped; else it is refused
  bool new_version = false;  ///< a dossier that is there is replaced and kept in its versions/; any other is refused
  bool catalogue = true;     ///< keep out/catalogue.db
};

/// Stores each dossier as `out/<dossier>/` (PDF/A, ALTO, text, record.json, run.json, originals) and in the catalogue.
/// Everything appears by temporary folder + fsync + rename. Error: output_unwritable.
HOSO_API models::Result<std::unique_ptr<DossierSink>> open_folder_sink(const FolderSinkOptions& options);

}  // namespace hoso::storage
