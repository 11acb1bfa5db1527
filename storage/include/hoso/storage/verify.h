// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "hoso/models/api.h"
#include "hoso/models/error.h"
#include "hoso/storage/pdfa_level.h"

namespace hoso::storage {

/// One rule that a file breaks.
struct Finding {
  std::string clause;  ///< e.g. "ISO 19005-2 6.2.11.7.2"
  std::string what;    ///< English sentence
  int page = 0;        ///< from 1; 0: the file
};

struct VerifyReport {
  std::optional<PdfaLevel> claims;  ///< level that the file's XMP claims
  int checks = 0;                   ///< rules that were really looked at; a verdict without checks is none
  int pages = 0;
  std::vector<Finding> findings;  ///< empty: the file is what it claims, as far as these checks go
};

/// Checks a PDF/A file of hoso's kind (image pages with an invisible text layer) against the rules that matter for it.
/// Errors: file_not_found, file_unreadable.
HOSO_API models::Result<VerifyReport> verify_pdfa(const std::filesystem::path& pdf);

}  // namespace hoso::storage
