// SPDX-License-Identifier: Apache-2.0
#include "extraction/page/name_words.h"

#include <algorithm>
#include <string_view>

#include <unicode/unistr.h>

#include "extraction/text/fuzzy.h"
#include "extraction/text/places.h"
#include "extraction/text/vietnamese.h"
#include "hoso/models/text.h"

namespace hoso::extraction {

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
  constexpr int32_t kLettersMin = 3;
  const auto read = icu::UnicodeString::fromUTF8(models::nfc(word)).toLower();
  if (read.countChar32() <= kLettersMin) return std::nullopt;
  const icu::UnicodeString rest(read, read.moveIndex32(0, 1));
  std::optional<std::string> only;
  for (const std::string& family : rules.words("family_names")) {
    const auto listed = icu::UnicodeString::fromUTF8(models::nfc(family)).toLower();
    if (listed.countChar32() != read.countChar32() || !listed.endsWith(rest) || (only && *only == family)) continue;
    if (only) return std::nullopt;
    only = family;
  }
  return only;
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
