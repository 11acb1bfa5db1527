// SPDX-License-Identifier: Apache-2.0
#include "extraction/types/validity.h"

#include <array>

#include <fmt/format.h>

#include "extraction/types/fault.h"

namespace hoso::extraction {
namespace {

constexpr std::array kDatedLists{"titles", "titles_begin", "marks", "stops", "listed_as", "abbreviation"};

std::string day_of(const toml::table& table, const char* key) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return {};
  const auto date = node->value_exact<toml::date>();
  if (!date) throw Fault("'{}' is no date; a date has no quotes: 2024-07-01", key);
  return fmt::format("{:04}-{:02}-{:02}", date->year, date->month, date->day);
}

/// The words of a list that hold, as text.
toml::array held(const toml::array& list, const models::RulesDay& day, Dated& dated) {
  toml::array out;
  for (const toml::node& item : list) {
    const toml::table* one = item.as_table();
    if (one == nullptr) {
      item.visit([&](const auto& value) { out.push_back(value); });
      continue;
    }
    const Validity valid = located(item, [&] {
      for (const auto& [key, value] : *one)
        if (key.str() != "text" && key.str() != "since" && key.str() != "until")
          throw Fault("dated words know 'text', 'since' and 'until', but no '{}'", key.str());
      if (!one->contains("text")) throw Fault("dated words have no 'text'");
      return validity_of(*one);
    });
    dated.parts.push_back(valid);
    if (valid.holds(day)) one->get("text")->visit([&](const auto& value) { out.push_back(value); });
  }
  return out;
}

/// A list of the table, if it is one, by its words that hold. Whether it had words and has none now.
bool keep_words(toml::table& table, const char* key, const models::RulesDay& day, Dated& dated) {
  const toml::array* list = table[key].as_array();
  if (list == nullptr) return false;
  toml::array words = held(*list, day, dated);
  const bool emptied = words.empty() && !list->empty();
  if (emptied)
    table.erase(key);
  else
    table.insert_or_assign(key, std::move(words));
  return emptied;
}

/// A field without labels on that day is none, unless it is found otherwise.
bool keep_field(toml::table& field, const models::RulesDay& day, Dated& dated) {
  const Validity valid = validity_of(field);
  if (valid != Validity{}) dated.parts.push_back(valid);
  const bool unlabelled = keep_words(field, "labels", day, dated);
  const auto finder = field["finder"].value_or<std::string>("label");
  return valid.holds(day) && !(unlabelled && (finder == "label" || finder == "choice"));
}

}  // namespace

bool Validity::holds(const models::RulesDay& day) const {
  if (day.day.empty()) return true;
  return since <= day.day && (!day.own || until.empty() || day.day <= until);
}

bool Validity::overlaps(const Validity& other) const {
  const auto ends_before = [](const Validity& one, const Validity& two) {
    return !one.until.empty() && one.until < two.since;
  };
  return !ends_before(*this, other) && !ends_before(other, *this);
}

Validity validity_of(const toml::table& table) {
  Validity out{day_of(table, "since"), day_of(table, "until")};
  if (!out.until.empty() && out.until < out.since) throw Fault("'since' is later than 'until'");
  return out;
}

Dated keep_what_holds(toml::table& file, const models::RulesDay& day) {
  Dated dated;
  for (const char* key : kDatedLists) keep_words(file, key, day, dated);
  toml::array* fields = file["fields"].as_array();
  if (fields == nullptr) return dated;
  for (auto at = fields->begin(); at != fields->end();) {
    toml::table* field = at->as_table();
    if (field == nullptr || located(*at, [&] { return keep_field(*field, day, dated); })) {
      ++at;
      continue;
    }
    dated.left_out.insert((*field)["name"].value_or<std::string>(""));
    at = fields->erase(at);
  }
  return dated;
}

}  // namespace hoso::extraction
