// SPDX-License-Identifier: Apache-2.0
#include "storage/metadata/standard.h"

#include <cstdint>

#include <toml++/toml.h>

#include "embedded/metadata_nd30.h"
#include "embedded/metadata_tt02.h"
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

std::map<std::string, std::string> types_of(const toml::table& root) {
  std::map<std::string, std::string> out;
  for (const auto& [type, code] : *root["types"].as_table()) out.emplace(type.str(), code.value_or<std::string>(""));
  return out;
}

MetadataStandard standard_of(const std::string& key, const toml::table& root, const toml::table& with_types) {
  return {.key = key,
          .name = root["standard"].value_or<std::string>(""),
          .dossier = fields_of(root, "dossier"),
          .document = fields_of(root, "document"),
          .type_codes = types_of(with_types)};
}

}  // namespace

const MetadataStandard& metadata_standard() {
  static const MetadataStandard standard = [] {
    const toml::table root = toml::parse(data::metadata_tt05());
    return standard_of("tt05", root, root);
  }();
  return standard;
}

const std::vector<MetadataStandard>& older_standards() {
  static const std::vector<MetadataStandard> standards = [] {
    const toml::table first = toml::parse(data::metadata_nd30()), second = toml::parse(data::metadata_tt02());
    return std::vector{standard_of("nd30", first, first), standard_of("tt02", second, first)};
  }();
  return standards;
}

}  // namespace hoso::storage
