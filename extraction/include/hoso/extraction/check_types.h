// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

/// For people who write files of document types.
namespace hoso::extraction {

/// A mistake in a type's file, or something that can hardly be meant.
struct TypeFault {
  int line = 0;        ///< from 1; 0: not at one place
  std::string what;    ///< English, without a full stop
  std::string remedy;  ///< English sentence
};

/// Looks at a file of a document type as if it lay in the folder of further types: its syntax, its keys and their
/// values, and what they refer to (fields, lists, finders). Empty if it is in order.
std::vector<TypeFault> check_type(const std::string& file, std::string_view text);

struct TypeSummary {
  std::string name;
  std::string title;  ///< the first; empty where there is none
  std::vector<std::string> fields;
};
/// The types that ship with hoso, by name.
std::vector<TypeSummary> type_summaries();

}  // namespace hoso::extraction
