// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extraction/types/document_type.h"
#include "hoso/extraction/assemble.h"

namespace hoso::extraction {

/// One data file.
struct TypeFile {
  std::string name;  ///< file name, for messages
  std::string text;  ///< TOML
};

class DocumentTypes {
 public:
  /// Types and the files that they were read from.
  DocumentTypes(std::vector<DocumentType> types, std::vector<TypeFile> files);
  [[nodiscard]] const std::vector<DocumentType>& all() const { return types_; }
  /// nullptr if there is none of that name.
  [[nodiscard]] const DocumentType* find(std::string_view name) const;
  /// What all administrative papers share: zones and patterns of the head.
  [[nodiscard]] const DocumentType& administrative() const { return *find(kAdministrative); }
  /// The type with that abbreviation in its symbol; nullptr if there is none.
  [[nodiscard]] const DocumentType* by_abbreviation(std::string_view abbreviation) const;

  /// The rules for a paper of that day: types, words and fields of other times are not among them.
  [[nodiscard]] std::shared_ptr<const DocumentTypes> on(const models::RulesDay& day) const;

  static constexpr std::string_view kAdministrative = "administrative";

 private:
  struct RuleSets;
  std::vector<DocumentType> types_;  // by name
  std::shared_ptr<RuleSets> sets_;   // those that were asked for
};

/// Reads types from their files, as far as they hold for a paper of that day; a later file replaces an earlier one of
/// the same type name. Error: option_invalid.
models::Result<DocumentTypes> parse_types(const std::vector<TypeFile>& files, const models::RulesDay& day = {});

/// The files that ship with hoso.
std::vector<TypeFile> built_in_files();

}  // namespace hoso::extraction
