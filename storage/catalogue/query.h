// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "hoso/models/error.h"

namespace hoso::storage {

/// What a user typed to find papers.
struct Query {
  /// A field that the document must have.
  struct FieldTerm {
    std::string name;    ///< as in data/types
    std::string folded;  ///< what must stand in its value, folded
    bool whole = false;  ///< the value is a number and no more
  };
  std::string expression;         ///< FTS5, for the words; empty: there are none
  std::vector<FieldTerm> fields;  ///< all must be there
  std::string type;               ///< of the document; empty: any
  std::string dossier;            ///< its name; empty: any
  std::string first_day;          ///< ISO, compared with the document's date; empty: no bound
  std::string last_day;
  [[nodiscard]] bool empty() const { return expression.empty() && !has_conditions(); }
  [[nodiscard]] bool has_conditions() const {
    return !fields.empty() || !type.empty() || !dossier.empty() || !first_day.empty() || !last_day.empty();
  }
};

/// Takes apart what was typed: words, "phrases", and fields as NAME:VALUE or NAME:"SEVERAL WORDS". Names are Vietnamese
/// ones without marks (so, ky-hieu, loai, nguoi-ky, tu, den …), or names of fields that `is_field` knows; what stands
/// before another colon is a word. Error: option_invalid, for a day that is none.
models::Result<Query> parse_query(std::string_view typed, const std::function<bool(const std::string&)>& is_field);

/// The FTS5 expression for words alone: all words must be there; "…" (also “…”) is a phrase, open to the end where it
/// is not closed; a * at a word's end stands for any ending. Every word is quoted, so that nothing typed is FTS5
/// syntax: 12/QĐ-UBND is a phrase of three words, AND is a word. Empty: there is nothing to look for.
std::string match_expression(std::string_view typed);

}  // namespace hoso::storage
