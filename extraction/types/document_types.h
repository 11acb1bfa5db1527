// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extraction/types/document_type.h"
#include "hoso/extraction/assemble.h"

namespace hoso::extraction {

class DocumentTypes {
 public:
  explicit DocumentTypes(std::vector<DocumentType> types) : types_(std::move(types)) {}
  [[nodiscard]] const std::vector<DocumentType>& all() const { return types_; }
  /// nullptr if there is none of that name.
  [[nodiscard]] const DocumentType* find(std::string_view name) const;
  /// What all administrative papers share: zones and patterns of the head.
  [[nodiscard]] const DocumentType& administrative() const { return *find(kAdministrative); }
  /// The type with that abbreviation in its symbol; nullptr if there is none.
  [[nodiscard]] const DocumentType* by_abbreviation(std::string_view abbreviation) const;

  static constexpr std::string_view kAdministrative = "administrative";

 private:
  std::vector<DocumentType> types_;  // by name
};

/// One data file.
struct TypeFile {
  std::string name;  ///< file name, for messages
  std::string text;  ///< TOML
};

/// Reads types from their files; a later file replaces an earlier one of the same type name. Error: option_invalid.
models::Result<DocumentTypes> parse_types(const std::vector<TypeFile>& files);

/// The files that ship with hoso.
std::vector<TypeFile> built_in_files();

}  // namespace hoso::extraction
