// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace hoso::storage {

/// A field that a standard asks for (data/metadata/).
struct StandardField {
  std::string name;        ///< as the standard spells it, "fileCode"
  std::string label;       ///< in Vietnamese
  std::string from;        ///< the fact that fills it
  std::size_t length = 0;  ///< most letters
  bool cut = false;        ///< longer text ends with an ellipsis; else it is left out
  bool needed = false;     ///< a dossier without it is not complete
};

/// What an archive wants to know of a dossier and of each document.
struct MetadataStandard {
  std::string key;   ///< "tt05"
  std::string name;  ///< "TT 05/2025/TT-BNV"
  std::vector<StandardField> dossier, document;
  std::map<std::string, std::string> type_codes;  ///< document type -> code; others have the one of "other"
};

/// TT 05/2025/TT-BNV.
const MetadataStandard& metadata_standard();
/// The lists of before, for back-files: "nd30" (NĐ 30/2020/NĐ-CP, Phụ lục VI), "tt02" (TT 02/2019/TT-BNV).
const std::vector<MetadataStandard>& older_standards();

}  // namespace hoso::storage
