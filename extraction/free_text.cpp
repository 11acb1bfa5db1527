// SPDX-License-Identifier: Apache-2.0
#include "extraction/free_text.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "extraction/text/fuzzy.h"
#include "extraction/text/places.h"
#include "extraction/text/vietnamese.h"
#include "extraction/well_formed.h"

namespace hoso::extraction {
namespace {

constexpr double kSureStrength = 0.98, kUnsure = 0.84;  // of free text; the latter is below any acceptance

/// A place's name with the word for a rank before it, under which the lists are asked.
RepairedText repaired_under(const std::string& rank, std::ptrdiff_t rank_words, const std::string& place) {
  RepairedText repaired = Places::built_in().repaired(rank + place);
  repaired.text.erase(0, rank.size());
  repaired.in_list.erase(repaired.in_list.begin(), repaired.in_list.begin() + rank_words);
  return repaired;
}

/// A place without the word for its rank, as before a date. A province's name is no misread district ("Phú Yên", "Phù
/// Yên").
RepairedText repaired_place(const std::string& place) {
  RepairedText province = repaired_under("tỉnh ", 1, place);
  const bool listed = std::ranges::all_of(province.in_list, [](bool in_list) { return in_list; });
  return listed && province.text == place ? province : repaired_under("thành phố ", 2, place);
}

/// Whether something but its reading vouches for each of its words.
bool is_vouched_for(const Finding& finding) {
  return !finding.floors.empty() && std::ranges::all_of(finding.floors, [](double floor) { return floor > 0; });
}

/// Whether a finder knows what its text must be: an agency begins as agencies do, a place is spelled as in the agency.
bool is_checked_by_finder(const FieldRule& rule) {
  return rule.finder == "issuing_agency" || rule.finder == "parent_agency" || rule.finder == "place";
}

/// "ĐƠN ĐĂNG KÝ BIẾN ĐỘNG …": the list has how the title begins, and vouches for that; the rest must have been read
/// surely.
void weigh_title(Finding& finding, const DocumentType& type) {
  const std::string key = key_of(finding.value);
  std::size_t listed = 0;
  for (const TitleAnchor& title : type.titles)
    if (key.starts_with(title.key)) listed = std::max(listed, title.key.size());
  std::vector<double> floors(finding.words.size(), 0);
  std::size_t letters = 0;
  for (std::size_t i = 0; i < floors.size() && letters < listed; ++i) {
    letters += key_of(finding.words[i]->text).size();
    floors[i] = kVouched;
  }
  if (listed == key.size()) return;
  take_floors(finding, floors);
  finding.validated = surely_read(finding);
}

void weigh(Finding& finding, const FieldRule& rule, const PaperRules& paper, const Witnesses& witnesses) {
  take_repair(finding, paper.rules.phrases.repaired(finding.value), kVouched);
  // The agency above spells the place alike: another name of the list is none of it ("Bình Thanh", "Bình Thạnh").
  const bool spelled = rule.finder == "place" && is_vouched_for(finding);
  if (!spelled)
    take_repair(finding,
                rule.finder == "place" ? repaired_place(finding.value) : Places::built_in().repaired(finding.value),
                kVouched);
  finding.value = with_usual_signs(finding.value);
  const bool row = rule.finder == "table" && rule.column.empty();
  if (row) finding.value = paper.rules.phrases.repaired(finding.value).text;
  if (rule.finder == "type_name") weigh_title(finding, paper.type);
  if (!rule.list.empty() || rule.finder == "type_name") return;
  if (rule.pattern && finding.strength > kFreeTextStrength + 0.1 && finding.validated && rule.finder != "subject" &&
      is_well_formed(finding))
    return;
  take_floors(finding, witnesses.floors(finding.words));
  const bool sure = surely_read(finding) && finding.strength >= kFreeTextStrength && (row || is_well_formed(finding));
  const bool demanding = row || is_checked_by_finder(rule);
  finding.validated = sure && (finding.validated || !demanding) && !(rule.finder == "label" && holds_label(finding)) &&
                      !(rule.finder == "table" && rule.many && !row && begins_small(finding));
  if (sure)
    finding.confidence = std::max(finding.confidence, finding.confidence / finding.strength * kSureStrength);
  else
    finding.confidence = std::min(finding.confidence, kUnsure);
}

}  // namespace

bool is_free_text(const FieldRule& rule) {
  static const std::set<std::string, std::less<>> others{"number",       "symbol",        "date",    "signer",
                                                         "signer_title", "signer_titles", "signers", "choice"};
  return rule.kind == ValueKind::text && !others.contains(rule.finder);
}

void weigh_free_text(Finding& finding, const FieldRule& rule, const PaperRules& paper, const Witnesses& witnesses) {
  weigh(finding, rule, paper, witnesses);
  if (Places::built_in().may_be_misread(finding.value)) doubt(finding, "place_names");
  if (Places::built_in().ends_cut(finding.value)) doubt(finding, "whole");
}

}  // namespace hoso::extraction
