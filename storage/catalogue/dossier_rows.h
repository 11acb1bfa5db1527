// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "hoso/models/names.h"
#include "storage/catalogue/sqlite.h"
#include "storage/record/record_reader.h"

namespace hoso::storage {

/// What the catalogue keeps of a dossier, as it stands in its folder.
struct DossierRows {
  Record record;
  std::vector<std::string> texts;  ///< as many as pages
  models::Sha256 record_sha256;
  std::string stored_at;  ///< ISO 8601, or empty
};

/// Reads record.json, <dossier>.txt and run.json. Errors: dossier_not_found, file_unreadable, damaged.
models::Result<DossierRows> read_dossier_rows(const std::filesystem::path& dossier_folder);

/// Puts the rows in, inside of the caller's transaction; what stood there of that dossier goes.
models::Result<void> write_dossier_rows(Database& database, const DossierRows& rows);

models::Result<void> remove_dossier_rows(Database& database, const std::string& name);

}  // namespace hoso::storage
