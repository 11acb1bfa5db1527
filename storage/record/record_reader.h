// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hoso/models/dossier.h"

namespace hoso::storage {

/// What the catalogue and `hoso show` need of a page in record.json.
struct RecordPage {
  int number = 0;
  models::SourceRef source;
  models::Size size;
  double dpi = 0;
  int orientation_degrees = 0;
  double skew_degrees = 0;
  bool blank = false;
  std::optional<double> mean_word_confidence;
  std::vector<models::Barcode> barcodes;
  std::string failure_code;     ///< empty: none
  std::string failure_message;  ///< English sentence
};

/// record.json, read back.
struct Record {
  int schema_version = 0;
  int version = 1;  ///< of the dossier
  models::DossierName name;
  std::string language, profile;
  std::string code, received, procedure, office;  ///< empty: not known
  std::vector<models::Component> components;
  std::vector<RecordPage> pages;  ///< numbered from 1 without a gap
  std::vector<models::Document> documents;
  std::vector<std::string> originals;  ///< relative to the dossier's folder
};

/// Reads what version 1 of docs/record.schema.json calls for; names it does not know are passed over. `file` is named
/// in the error. Errors: damaged (no such JSON, or a later version).
models::Result<Record> parse_record(std::string_view json, const std::string& file);
/// Reads `dossier_folder`/record.json. Errors: dossier_not_found, file_unreadable, damaged.
models::Result<Record> read_record(const std::filesystem::path& dossier_folder);

/// Reads `dossier_folder`/<dossier>.txt: page n is element n - 1. Errors: file_not_found, file_unreadable.
models::Result<std::vector<std::string>> read_page_texts(const std::filesystem::path& dossier_folder,
                                                         const models::DossierName& name);

/// When the dossier was stored, ISO 8601, from `dossier_folder`/run.json; empty where that is not told.
std::string read_stored_at(const std::filesystem::path& dossier_folder);

}  // namespace hoso::storage
