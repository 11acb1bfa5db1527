// SPDX-License-Identifier: Apache-2.0
#include "storage/metadata/standard.h"

#include <cstdint>

#include <toml++/toml.h>

#include "embedded/metadata_tt05.h"

namespace hoso::storage {
namespace {

std::vector<StandardField> fields_of(const toml::table& root, const char* level) {
  std::vector<StandardField> fields;
  for (const toml::node& row : *root[level].as_array()) {
    const toml::table& table = *row.as_table();
    fields.push_back({.name = table["name"].value_or<std::string>(""),
                      .label = table["label"].value_or<std::string>(""),
                      .from = table["from"].value_or<std::string>(""),
                      .length = static_cast<std::size_t>(table["length"].value_or<std::int64_t>(0)),
                      .cut = table["cut"].value_or(false),
                      .needed = table["needed"].value_or(false)});
  }
  return fields;
}

}  // namespace

const MetadataStandard& metadata_standard() {
  static const MetadataStandard standard = [] {
    const toml::table root = toml::parse(data::metadata_tt05());
    MetadataStandard made{.name = root["standard"].value_or<std::string>(""),
                          .dossier = fields_of(root, "dossier"),
                          .document = fields_of(root, "document"),
                          .type_codes = {}};
    for (const auto& [type, code] : *root["types"].as_table())
      made.type_codes.emplace(type.str(), code.value_or<std::string>(""));
    return made;
  }();
  return standard;
}

}  // namespace hoso::storage
