// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hoso/models/api.h"
#include "hoso/models/dossier.h"
#include "hoso/models/error.h"

/// What no paper shows and somebody must tell: retention, shelf, office … (docs/metadata.md).
namespace hoso::storage {

enum class MetadataKind { text, number, flag, date, list };

/// A key that metadata may have.
struct MetadataKey {
  std::string name;
  std::string what;  ///< English
  MetadataKind kind = MetadataKind::text;
  std::size_t length = 0;                                  ///< most letters; 0: its codes bound it
  std::vector<std::pair<std::string, std::string>> codes;  ///< code and what it stands for; empty: free
};

/// All keys, in the order of data/metadata/keys.toml.
HOSO_API const std::vector<MetadataKey>& metadata_keys();

/// The pairs of a text that is JSON where `file` ends with .json, else TOML; of its table `section` where that is not
/// empty. Codes are kept as codes, also where their meaning was given; days in ISO form; lists with "; " between.
/// Error: metadata_invalid for the first fault, with file, line and key, never with a value.
HOSO_API models::Result<models::Metadata> parse_metadata(std::string_view text, const std::string& file,
                                                         std::string_view section = {});
/// The same of a file. Errors: file_not_found, file_unreadable, metadata_invalid.
HOSO_API models::Result<models::Metadata> read_metadata(const std::filesystem::path& file);

/// Metadata with what follows from it: paper_file_code of archive, store, shelf, box and number
/// (TT 05/2025/TT-BNV: [archive].[store/shelf/box].[number]).
HOSO_API models::Metadata completed(models::Metadata metadata);

}  // namespace hoso::storage
