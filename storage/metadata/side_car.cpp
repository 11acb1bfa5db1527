// SPDX-License-Identifier: Apache-2.0
#include "storage/metadata/side_car.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "hoso/models/fields.h"
#include "hoso/storage/metadata_file.h"
#include "storage/metadata/letters.h"
#include "storage/record/vocabulary.h"

namespace hoso::storage {
namespace {

struct Fact {
  std::string value;
  bool to_check = false;
};
using Facts = std::map<std::string, Fact, std::less<>>;

Fact fact_of(const models::Field& field) { return {field.value, field.verdict != models::Verdict::accept}; }

/// "2025-08-05" -> "05/08/2025"; nothing where it is no such day.
std::optional<std::string> printed_day(const std::string& iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  return iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4);
}

/// The code table's entry for the languages of the reading.
std::string language_code(std::string_view language) {
  static const std::map<std::string, std::string, std::less<>> codes{{"vi", "01"},    {"en", "02"},    {"fr", "03"},
                                                                     {"ru", "04"},    {"zh", "05"},    {"vi+en", "06"},
                                                                     {"vi+ru", "07"}, {"vi+fr", "08"}, {"vi+zh", "10"}};
  std::string tags;
  for (const std::string& tag : language_tags(language)) tags += (tags.empty() ? "" : "+") + tag;
  const auto found = codes.find(tags);
  return found == codes.end() ? "11" : found->second;
}

bool is_born_digital(const models::Dossier& dossier, int page) {
  return dossier.pages[static_cast<std::size_t>(page - 1)].facts.delivered_dpi.source == models::DpiSource::rendered;
}

/// 01 electronic, 02 digitised, 03 both.
std::string trust_code(const models::Dossier& dossier, const std::vector<int>& pages) {
  const auto digital = std::ranges::count_if(pages, [&](int page) { return is_born_digital(dossier, page); });
  if (digital == 0) return "02";
  return digital == std::ssize(pages) ? "01" : "03";
}

/// Pages of papers that are not blank.
std::vector<int> written_pages(const models::Dossier& dossier, const models::Document& document) {
  std::vector<int> pages;
  for (const int page : document.pages)
    if (page >= 1 && page <= std::ssize(dossier.pages) &&
        !dossier.pages[static_cast<std::size_t>(page - 1)].facts.blank)
      pages.push_back(page);
  return pages;
}

std::vector<SideCarValue> filled(const std::vector<StandardField>& fields, const Facts& facts) {
  std::vector<SideCarValue> values;
  for (const StandardField& field : fields) {
    SideCarValue value{.field = &field};
    if (const auto fact = facts.find(field.from); fact != facts.end()) {
      value.value = field.cut ? shortened(fact->second.value, field.length) : fact->second.value;
      value.to_check = fact->second.to_check;
      if (letters(value.value) > field.length) value.value.clear();
    }
    values.push_back(std::move(value));
  }
  return values;
}

/// The first value of that name in any paper.
std::optional<Fact> anywhere(const models::Dossier& dossier, std::string_view name) {
  for (const models::Document& document : dossier.documents)
    if (const models::Field* field = models::best_field(document, name); field != nullptr) return fact_of(*field);
  return std::nullopt;
}

void add_dates(Facts& facts, const models::Dossier& dossier) {
  std::map<std::string, bool> days;  // ISO -> to check
  for (const models::Document& document : dossier.documents)
    if (const models::Field* date = models::best_field(document, "date"); date != nullptr && date->normalised)
      if (printed_day(*date->normalised)) days[*date->normalised] |= date->verdict != models::Verdict::accept;
  if (days.empty()) return;
  facts["first_date"] = {*printed_day(days.begin()->first), days.begin()->second};
  facts["last_date"] = {*printed_day(days.rbegin()->first), days.rbegin()->second};
}

/// What `trust_code` says, in words.
std::string trust_name(const std::string& code) {
  return code == "01" ? "Gốc điện tử" : code == "02" ? "Số hóa" : "Hỗn hợp";
}

/// All values of that name.
void add_joined(Facts& facts, const models::Document& document, const char* name) {
  Fact all;
  for (const models::Field& field : document.fields) {
    if (field.name != name || field.value.empty()) continue;
    all.value += (all.value.empty() ? "" : "; ") + field.value;
    all.to_check = all.to_check || field.verdict != models::Verdict::accept;
  }
  if (!all.value.empty()) facts[name] = std::move(all);
}

/// Agency and year of the dossier: as its code has them (TT 01/2018/TT-VPCP, Điều 19), else the year of receipt or of
/// its last paper.
void add_origin(Facts& facts, const models::Dossier& dossier) {
  if (const auto dash = dossier.code.find('-'); dash != std::string::npos && dash > 0)
    facts["agency_code"] = {dossier.code.substr(0, dash)};
  constexpr std::size_t kYear = 4;
  if (dossier.received.size() > kYear)
    facts["year"] = {dossier.received.substr(0, kYear)};
  else if (const auto last = facts.find("last_date"); last != facts.end())
    facts["year"] = {last->second.value.substr(last->second.value.size() - kYear), last->second.to_check};
}

/// What codes of the tables stand for, "retention_name" beside "retention".
void add_names(Facts& facts) {
  const auto add = [&](const std::string& fact, const MetadataKey& key) {
    const auto code = facts.find(fact);
    if (code == facts.end()) return;
    for (const auto& [known, meaning] : key.codes)
      if (known == code->second.value) facts[fact + "_name"] = {meaning, code->second.to_check};
  };
  for (const MetadataKey& key : metadata_keys()) add(key.name, key);
}

Facts facts_of(const models::Dossier& dossier, std::string_view language) {
  Facts facts;
  facts["language"] = {language_code(language)};
  facts["file_code"] = {dossier.code.empty() ? dossier.name.text() : dossier.code};
  if (auto title = anywhere(dossier, "procedure_name"))
    facts["title"] = *title;
  else if (auto subject = anywhere(dossier, "subject"))
    facts["title"] = *subject;
  std::set<int> pages;
  for (const models::Document& document : dossier.documents)
    if (models::is_paper(document))
      std::ranges::copy(written_pages(dossier, document), std::inserter(pages, pages.end()));
  const auto papers = std::ranges::count_if(dossier.documents, models::is_paper);
  facts["documents"] = {std::to_string(papers)};
  facts["pages"] = {std::to_string(pages.size())};
  facts["trust"] = {trust_code(dossier, {pages.begin(), pages.end()})};
  add_dates(facts, dossier);
  for (const auto& [key, value] : dossier.metadata) facts[key] = {value};
  add_origin(facts, dossier);
  add_names(facts);
  if (const auto recovery = dossier.metadata.find("recovery"); recovery != dossier.metadata.end())
    facts["recovery"] = {recovery->second == "true" ? "1" : "0"};
  return facts;
}

/// What all documents share with their dossier.
Facts shared(const Facts& dossier) {
  Facts facts;
  for (const char* name :
       {"retention", "language", "information_sign", "keyword", "access", "condition", "recovery", "recovery_state",
        "access_name", "condition_name", "language_name", "agency_code", "year", "paper_number", "archive", "fonds"})
    if (const auto fact = dossier.find(name); fact != dossier.end()) facts.insert(*fact);
  return facts;
}

Facts facts_of(const models::Dossier& dossier, const models::Document& document, Facts facts, const Fact& code,
               int serial, const std::map<std::string, std::string>& types) {
  const auto type = types.find(document.type);
  const std::vector<int> pages = written_pages(dossier, document);
  facts["document_id"] = {fmt::format("{}.{}", code.value, serial), code.to_check};
  facts["document_code"] = {fmt::format("{}.{:07}", code.value, serial), code.to_check};
  facts["type_code"] = {type == types.end() ? types.at("other") : type->second};
  facts["document_pages"] = {std::to_string(pages.size())};
  facts["document_trust"] = {trust_code(dossier, pages)};
  facts["document_trust_name"] = {trust_name(facts["document_trust"].value)};
  facts["serial"] = {std::to_string(serial)};
  for (const char* name : {"number", "symbol", "issuing_agency", "subject"})
    if (const models::Field* field = models::best_field(document, name); field != nullptr)
      facts[name] = fact_of(*field);
  for (const char* name : {"signer", "signer_title", "recipients"}) add_joined(facts, document, name);
  const models::Field* date = models::best_field(document, "date");
  if (date == nullptr || !date->normalised) return facts;
  if (const auto day = printed_day(*date->normalised)) facts["date"] = {*day, date->verdict != models::Verdict::accept};
  return facts;
}

}  // namespace

SideCar side_car_of(const models::Dossier& dossier, std::string_view language, const MetadataStandard& standard) {
  const Facts facts = facts_of(dossier, language);
  SideCar car{.standard = &standard, .dossier = filled(standard.dossier, facts), .documents = {}, .missing = {}};
  int number = 0, serial = 0;
  for (const models::Document& document : dossier.documents) {
    ++number;
    if (!models::is_paper(document)) continue;
    const Facts own = facts_of(dossier, document, shared(facts), facts.at("file_code"), ++serial, standard.type_codes);
    car.documents.push_back({number, &document, filled(standard.document, own)});
  }
  for (const SideCarValue& value : car.dossier)
    if (value.field->needed && value.value.empty()) car.missing.push_back(value.field->from);
  return car;
}

}  // namespace hoso::storage
