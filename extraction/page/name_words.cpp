// SPDX-License-Identifier: Apache-2.0
#include "extraction/page/name_words.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include <unicode/unistr.h>

#include "extraction/text/fuzzy.h"
#include "extraction/text/places.h"
#include "extraction/text/vietnamese.h"
#include "hoso/models/text.h"

namespace hoso::extraction {
namespace {

/// Whether two words of the same length differ in one letter; short ones not in the first, which tells most.
bool differ_in_one_letter(const icu::UnicodeString& one, const icu::UnicodeString& other) {
  constexpr int32_t kShort = 3;
  if (one.length() != other.length() || one.length() < kShort) return false;
  int32_t differing = 0;
  for (int32_t i = 0; i < one.length(); ++i) differing += one.charAt(i) != other.charAt(i) ? 1 : 0;
  return differing == 1 && (one.length() > kShort || one.charAt(0) == other.charAt(0));
}

}  // namespace

std::string bare(const std::string& word) {
  static const std::string marks = " .,;:'\"`~_-*()|/\\";
  std::string out = word;
  for (const std::string_view quote : {"“", "”", "‘", "«", "»"})
    for (auto at = out.find(quote); at != std::string::npos; at = out.find(quote)) out.erase(at, quote.size());
  const auto begin = out.find_first_not_of(marks);
  if (begin == std::string::npos) return {};
  return out.substr(begin, out.find_last_not_of(marks) - begin + 1);
}

std::vector<std::string> family_names_like(const std::string& word, const DocumentType& rules) {
  const std::string key = key_of(word);
  std::vector<std::string> alike;
  for (const std::string& family : rules.words("family_names")) {
    const std::string printed = in_case_of(word, family);
    if (spelled_alike(printed, word)) return {word};
    if (key_of(family) == key && std::ranges::find(alike, printed) == alike.end()) alike.push_back(printed);
  }
  return alike;
}

std::optional<std::string> family_name_behind_seal(const std::string& word, const DocumentType& rules) {
  const auto read = icu::UnicodeString::fromUTF8(models::nfc(word)).toLower();
  std::optional<std::string> only;
  for (const std::string& family : rules.words("family_names")) {
    const auto listed = icu::UnicodeString::fromUTF8(models::nfc(family)).toLower();
    if (!differ_in_one_letter(listed, read) || (only && *only == family)) continue;
    if (only) return std::nullopt;
    only = family;
  }
  return only;
}

bool is_academic(const std::string& word, const DocumentType& rules) {
  return word.find('.') != std::string::npos ||
         std::ranges::any_of(rules.words("academic"),
                             [&](const std::string& title) { return spelled_alike(in_case_of(word, title), word); });
}

bool is_family_name(const std::string& word, const DocumentType& rules) {
  return std::ranges::find(rules.words("family_names"), word) != rules.words("family_names").end();
}

bool is_family_name_in_small(const std::string& word, const DocumentType& rules) {
  static constexpr std::string_view kSameShape = "ckopsuvwxyz";
  if (word.empty() || kSameShape.find(word.front()) == std::string_view::npos) return false;
  std::string capital = word;
  capital.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(word.front())));
  return is_family_name(capital, rules);
}

Segment without_service_rank(const Segment& row) {
  static const std::vector<std::string> grades{"Thiếu", "Trung", "Thượng", "Đại"};
  static const std::vector<std::string> ranks{"tá", "úy", "uý", "tướng", "sĩ", "sỹ"};
  for (std::size_t i = 0; i + 2 < row.words.size(); ++i)
    if (std::ranges::find(grades, bare(row.words[i]->text)) != grades.end() &&
        std::ranges::find(ranks, bare(row.words[i + 1]->text)) != ranks.end())
      return part_of(row, i + 2, row.words.size());
  return row;
}

bool is_place(const std::string& name) {
  const Places& places = Places::built_in();
  return places.was_district_only(name) || places.was_province(name, "").has_value();
}

}  // namespace hoso::extraction
