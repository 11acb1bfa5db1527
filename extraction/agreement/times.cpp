// SPDX-License-Identifier: Apache-2.0
#include "extraction/agreement/times.h"

#include <algorithm>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <toml++/toml.h>

#include "embedded/places_agencies.h"
#include "extraction/rules_of_the_day.h"
#include "extraction/text/places.h"
#include "extraction/text/vietnamese.h"
#include "extraction/types/validity.h"

namespace hoso::extraction {
namespace {

constexpr double kReadable = 0.6;  // a contradiction needs two readings that may be right

/// Words without the dashes between them.
std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream stream(text);
  for (std::string word; stream >> word;)
    if (word != "-" && word != "–") out.push_back(word);
  return out;
}

std::string joined(const std::vector<std::string>& words, std::size_t begin, std::size_t end) {
  std::string out;
  for (std::size_t i = begin; i < std::min(end, words.size()); ++i) out.append(i == begin ? "" : " ").append(words[i]);
  return out;
}

/// Agencies by how their names begin.
struct AgencyGroup {
  Validity valid;
  bool of_a_district = false;  ///< only where the name of a district follows that no province has
  std::vector<std::vector<std::string>> names;
};

std::vector<AgencyGroup> read_groups() {
  const toml::table file = toml::parse(data::places_agencies());
  std::vector<AgencyGroup> out;
  for (const toml::node& node : *file["agencies"].as_array()) {
    const toml::table& table = *node.as_table();
    AgencyGroup group{
        .valid = validity_of(table), .of_a_district = table["of_a_district"].value_or(false), .names = {}};
    for (const toml::node& name : *table["names"].as_array())
      group.names.push_back(words_of(name.value_or<std::string>("")));
    out.push_back(std::move(group));
  }
  return out;
}

bool is_of(const std::vector<std::string>& agency, const AgencyGroup& group) {
  return std::ranges::any_of(group.names, [&](const std::vector<std::string>& name) {
    if (agency.size() < name.size() || !spelled_alike(joined(agency, 0, name.size()), joined(name, 0, name.size())))
      return false;
    return !group.of_a_district || Places::built_in().was_district_only(joined(agency, name.size(), agency.size()));
  });
}

/// "SỞ TƯ PHÁP TỈNH HÀ GIANG": whether there was such a province.
std::optional<bool> province_existed(const std::vector<std::string>& agency, const std::string& day) {
  for (std::size_t i = 0; i + 1 < agency.size(); ++i)
    if (spelled_alike(agency[i], "TỈNH"))
      return Places::built_in().was_province(joined(agency, i + 1, agency.size()), day);
  return std::nullopt;
}

/// nullopt: it is none of those that exist for a time.
std::optional<bool> existed(const std::string& name, const std::string& day) {
  static const std::vector<AgencyGroup> groups = read_groups();
  const std::vector<std::string> agency = words_of(name);
  std::optional<bool> out = province_existed(agency, day);
  for (const AgencyGroup& group : groups)
    if (is_of(agency, group)) out = out.value_or(true) && group.valid.holds({.day = day, .own = true});
  return out;
}

/// The agency of the head; elsewhere a paper names those of other papers ("Nơi cấp").
bool is_issuer(const models::Field& field, const DocumentType& type) {
  if (field.name != "issuing_agency" && field.name != "parent_agency") return false;
  return std::ranges::any_of(type.fields,
                             [&](const FieldRule& rule) { return rule.name == field.name && rule.finder != "label"; });
}

void hold(models::Field& field, const char* check, std::optional<bool> holds) {
  if (!holds) return;
  field.checks.insert(field.checks.begin(), {.name = check, .holds = *holds});  // with the value's own validators
  const bool of_a_code = field.source == models::FieldSource::qr || field.source == models::FieldSource::mrz;
  if (!*holds && !of_a_code && field.verdict == models::Verdict::accept) field.verdict = models::Verdict::review;
}

}  // namespace

void check_times(models::Document& document, const DocumentType& type) {
  const models::Field* dated = own_day(document, type, false);
  const std::string day = dated != nullptr && dated->confidence >= kReadable ? *dated->normalised : "";
  for (models::Field& field : document.fields) {
    if (is_issuer(field, type)) {
      if (!day.empty()) hold(field, "existed", existed(field.value, day));
    } else if (field.value.find(',') != std::string::npos) {
      hold(field, "belongs", Places::built_in().belongs(field.value, day));
    }
  }
}

}  // namespace hoso::extraction
