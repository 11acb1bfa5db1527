// SPDX-License-Identifier: Apache-2.0
#include "extraction/rules_of_the_day.h"

#include <string>

namespace hoso::extraction {
namespace {

constexpr std::size_t kIsoDay = 10;  // 2024-07-01

bool is_day(const models::Field& field, bool accepted) {
  return field.normalised && field.normalised->size() == kIsoDay &&
         (!accepted || field.verdict == models::Verdict::accept);
}

bool is_titled(const PageView& page, const std::string& type) { return page.title && page.title->type->name == type; }

/// What strikes a type from the candidates.
std::string struck(const DocumentType& type, const models::RulesDay& day) {
  const bool early = day.day < type.valid.since;
  return "no " + type.name + ": such papers are made " +
         (early ? "since " + type.valid.since : "until " + type.valid.until);
}

/// On a sheet that papers share the page's best type may be the other's: only the paper's own is asked, and given up
/// where the rules of its day take away most of what spoke for it.
Classification own_type_again(const PageView& page, const Classification& own, const DocumentTypes& types) {
  Classification again{.type = types.find(own.type->name)};
  if (again.type != nullptr) again.confidence = likelihood(page, *again.type, &again.evidence);
  const double least = own.confidence / 2;
  if (again.confidence >= least) return again;
  return {.confidence = least, .evidence = {"no known title, symbol or form"}};
}

}  // namespace

const models::Field* own_day(const models::Document& document, const DocumentType& type, bool accepted) {
  static const std::vector<std::string> usual{"date"};
  for (const std::string& name : type.dated_by.empty() ? usual : type.dated_by)
    for (const models::Field& field : document.fields)
      if (field.name == name && is_day(field, accepted)) return &field;
  return nullptr;
}

models::RulesDay rules_day(const models::Document& document, const DocumentType& type, const std::string& received) {
  const models::Field* day = own_day(document, type, true);
  return day != nullptr ? models::RulesDay{*day->normalised, true} : models::RulesDay{received, false};
}

SeenAgain see_by_rules_of(const models::RulesDay& day, const PageGroup& group, const DocumentTypes& types,
                          const SeparationOptions& separation) {
  SeenAgain again{.types = types.on(day), .views = {}, .group = group};
  for (const PageView* page : group.pages) again.views.push_back(view_of(*page->page, *again.types, separation));
  for (std::size_t i = 0; i < again.views.size(); ++i) again.group.pages[i] = &again.views[i];
  again.group.classification = group.region ? own_type_again(again.views.front(), group.classification, *again.types)
                                            : classify(again.views.front(), *again.types);
  const DocumentType& before = *group.classification.type;
  if (!before.valid.holds(day))
    again.group.evidence.push_back(struck(before, day));
  else if (is_titled(*group.pages.front(), before.name) && !is_titled(again.views.front(), before.name))
    again.group.evidence.emplace_back("its title is one of another time");
  return again;
}

}  // namespace hoso::extraction
