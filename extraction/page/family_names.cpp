// SPDX-License-Identifier: Apache-2.0
#include "extraction/page/family_names.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include <unicode/unistr.h>

#include "extraction/text/fuzzy.h"
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

bool is_rank(const std::string& word) {
  return capital_share(word) == 0 &&
         (spelled_alike(word, "tá") || spelled_alike(word, "úy") || spelled_alike(word, "tướng"));
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

}  // namespace hoso::extraction
