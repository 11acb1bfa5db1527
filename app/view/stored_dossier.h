// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/options.h"
#include "hoso/models/error_text.h"
#include "hoso/models/text.h"

namespace hoso::app {

/// A dossier's folder, for the commands that look at one.
struct StoredDossier {
  std::string name;
  std::filesystem::path folder;
  nlohmann::json record;  ///< record.json

  [[nodiscard]] std::filesystem::path pdf() const { return folder / (name + ".pdf"); }
  /// Reads the text of its pages. Errors: file_not_found, damaged.
  [[nodiscard]] models::Result<std::vector<models::PageText>> text() const;
  [[nodiscard]] int pages() const;
};

/// The dossier that the command's argument names: a folder with a record, else a name in the folder of `--out`. Errors:
/// dossier_not_found, folder_not_told, damaged.
models::Result<StoredDossier> open_dossier(const Settings& settings);
/// The same for any word.
models::Result<StoredDossier> open_dossier(const Settings& settings, const std::string& word);

/// A whole file. Error: file_unreadable.
models::Result<std::string> file_bytes(const std::filesystem::path& file);
/// Writes a whole file. Errors: output_unwritable, disk_full.
models::Result<void> write_file(const std::filesystem::path& file, std::string_view bytes);

/// Why a page of the record failed, in the language that is spoken; as the record has it where its code is unknown.
std::optional<models::ErrorText> told_failure(const nlohmann::json& page);

}  // namespace hoso::app
