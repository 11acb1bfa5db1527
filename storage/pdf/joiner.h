// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "hoso/models/dossier.h"
#include "hoso/models/error.h"
#include "hoso/storage/compose.h"

namespace hoso::storage {

/// The dossier in Dublin Core, for the XMP packet; what is not known is empty.
struct DublinCore {
  std::string identifier, publisher;         ///< code of the dossier; the office that digitised it
  std::vector<std::string> creators;         ///< the agencies that issued its papers
  std::vector<std::string> dates;            ///< of its papers, ISO 8601
  std::vector<std::string> subjects, types;  ///< key words; types of its papers
};

/// What the finished PDF/A of a dossier is made of. Nothing else goes in: no clock, no host, no path.
struct PdfJob {
  const models::Dossier* dossier = nullptr;  ///< its pages' one-page PDFs must stay until `write_pdfa` returns
  PdfaLevel level = PdfaLevel::a2u;
  std::string title;                   ///< document title, NFC UTF-8
  std::string language_tag = "vi-VN";  ///< BCP 47
  DublinCore core = {};
  std::optional<std::int64_t> time;  ///< creation and modification date, seconds since 1970 UTC; none: no dates
  std::vector<std::pair<std::string, std::string>> attachments;  ///< name and bytes (JSON); 3u only, ignored below
  std::string producer = "hoso";                                 ///< program and version
};

/// Joins the pages into one PDF/A with text layer, metadata, page labels and bookmarks. Memory stays flat (about 20 KB
/// a page); the same job gives the same bytes. Writes `out` itself: no temporary file, no fsync. Errors:
/// page_rejected_by_writer (a one-page PDF is missing or damaged), output_unwritable, disk_full.
models::Result<void> write_pdfa(const PdfJob& job, const std::filesystem::path& out);

}  // namespace hoso::storage
