// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <nlohmann/json.hpp>

/// Members of record.json, where it is not sure that they are there.
namespace hoso::app {

inline std::string text(const nlohmann::json& object, const char* key) {
  const auto at = object.find(key);
  return at != object.end() && at->is_string() ? at->get<std::string>() : "";
}

inline double number(const nlohmann::json& object, const char* key) {
  const auto at = object.find(key);
  return at != object.end() && at->is_number() ? at->get<double>() : 0;
}

inline bool truth(const nlohmann::json& object, const char* key) {
  const auto at = object.find(key);
  return at != object.end() && at->is_boolean() && at->get<bool>();
}

inline const nlohmann::json& list(const nlohmann::json& object, const char* key) {
  static const nlohmann::json none = nlohmann::json::array();
  const auto at = object.find(key);
  return at != object.end() && at->is_array() ? *at : none;
}

/// "1, 2" of a list of whole numbers.
inline std::string page_list(const nlohmann::json& document) {
  std::string pages;
  for (const nlohmann::json& page : list(document, "pages"))
    if (page.is_number_integer()) pages += (pages.empty() ? "" : ", ") + std::to_string(page.get<int>());
  return pages;
}

}  // namespace hoso::app
