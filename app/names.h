// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

/// What people call the papers and fields of data/types. Data, JSON and searches keep the keys.
namespace hoso::app {

struct PaperName {
  std::string_view type;  ///< as in data/types
  std::string_view name;  ///< as it is printed on the paper, in Vietnamese
};
std::span<const PaperName> paper_names();
/// Keys of fields, of what is no paper, of states, of images and of what hoso doctor looks at: their translations are
/// their names.
std::span<const std::string_view> named_keys();

/// The name of a type, or of another key, in the language that is spoken; in English, and where there is none, the key.
std::string paper_name(const std::string& type);
std::string key_name(const std::string& key);

}  // namespace hoso::app
