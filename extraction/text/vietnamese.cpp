// SPDX-License-Identifier: Apache-2.0
#include "extraction/text/vietnamese.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <sstream>
#include <string_view>

#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/regex.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "extraction/text/fuzzy.h"
#include "hoso/models/text.h"

namespace hoso::extraction {
namespace {

// Longest first, so that the first that fits is the right one.
constexpr std::array kOnsets{"ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d",
                             "g",   "h",  "k",  "l",  "m",  "n",  "p",  "r",  "s",  "t",  "v",  "x", ""};
constexpr std::array kNuclei{"uyeu", "ieu", "yeu", "uou", "uoi", "oai", "oao", "oay", "oeo", "uay",
                             "uya",  "uye", "uyu", "uai", "ai",  "ao",  "au",  "ay",  "eo",  "eu",
                             "ia",   "ie",  "iu",  "oa",  "oe",  "oi",  "oo",  "ua",  "ue",  "ui",
                             "uo",   "uu",  "uy",  "ye",  "a",   "e",   "i",   "o",   "u",   "y"};
constexpr std::array kCodas{"ch", "ng", "nh", "c", "m", "n", "p", "t", ""};

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out.append(out.empty() ? "" : " ").append(word);
  return out;
}

/// Where a tone stands in oa, oe, uy is a matter of taste: both spellings share this form.
std::string tone_free_letters(std::string_view word) {
  std::string composed;
  icu::UnicodeString::fromUTF8(models::nfc(word)).toUpper(icu::Locale::getRoot()).toUTF8String(composed);
  static const std::vector<std::pair<std::string, std::string>> same_vowels{
      {"UỶ", "ỦY"}, {"OÀ", "ÒA"}, {"OÁ", "ÓA"}, {"OẢ", "ỎA"}, {"OẠ", "ỌA"}, {"UÝ", "ÚY"}, {"UỲ", "ÙY"}, {"UỴ", "ỤY"}};
  std::string out = composed;
  for (const auto& [one, other] : same_vowels)
    if (const auto at = out.find(one); at != std::string::npos) out.replace(at, one.size(), other);
  return out;
}

struct Capitals {
  int letters = 0, capitals = 0;
  bool first = false;
};

Capitals capitals_of(const icu::UnicodeString& text) {
  Capitals out;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (u_isalpha(c) == 0) continue;
    const bool capital = u_isupper(c) != 0;
    if (out.letters++ == 0) out.first = capital;
    out.capitals += capital ? 1 : 0;
  }
  return out;
}

bool has_capital(const std::string& word) { return capitals_of(icu::UnicodeString::fromUTF8(word)).capitals > 0; }

bool is_title_case(const std::string& word) {
  const Capitals found = capitals_of(icu::UnicodeString::fromUTF8(word));
  return found.first && found.letters > 1 && found.capitals == 1;
}

/// One word.
std::string word_in_case_of(const std::string& printed, const std::string& entry) {
  const Capitals wanted = capitals_of(icu::UnicodeString::fromUTF8(printed));
  auto text = icu::UnicodeString::fromUTF8(entry);
  const Capitals own = capitals_of(text);
  const bool acronym = own.capitals > 1 && own.capitals < own.letters;
  if (wanted.letters > 1 && wanted.capitals == wanted.letters)
    text.toUpper();
  else if (own.capitals == own.letters && wanted.capitals < wanted.letters && wanted.letters > 1)
    text.toLower();
  else if (!acronym && !wanted.first && wanted.capitals == 0 && own.capitals == 1)
    text.toLower();
  if (wanted.first && text.length() > 0)
    text.replace(0, text.moveIndex32(0, 1), icu::UnicodeString(text.char32At(0)).toUpper());
  std::string out;
  text.toUTF8String(out);
  return out;
}

/// The entry's letters with the punctuation that stood round the word.
std::string put_right(const std::string& word, const std::string& given) {
  static constexpr std::string_view kMarks = ",;.:()\"'";
  const std::string entry = word_in_case_of(word, given);
  if (tone_free_letters(word) == tone_free_letters(entry)) return word;
  const auto begin = std::min(word.find_first_not_of(kMarks), word.size());
  const auto end = word.find_last_not_of(kMarks);
  const std::string before = word.substr(0, begin), after = end == std::string::npos ? "" : word.substr(end + 1);
  return (entry.starts_with(before) ? "" : before) + entry + (entry.ends_with(after) ? "" : after);
}

}  // namespace

bool is_syllable(std::string_view word) {
  const std::string key = key_of(word);
  for (const std::string_view onset : kOnsets) {
    if (!key.starts_with(onset)) continue;
    const std::string_view rest = std::string_view(key).substr(onset.size());
    for (const std::string_view nucleus : kNuclei)
      for (const std::string_view coda : kCodas)
        if (rest.size() == nucleus.size() + coda.size() && rest.starts_with(nucleus) && rest.ends_with(coda))
          return true;
  }
  return key == "gi" || key == "gin" || key == "ging";  // gì, gìn: the vowel is written once
}

bool is_capitalised(std::string_view word) {
  const auto text = icu::UnicodeString::fromUTF8({word.data(), static_cast<int32_t>(word.size())});
  int32_t letters = 0, capitals = 0;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (u_isdigit(c) != 0) return false;
    letters += u_isalpha(c) != 0 ? 1 : 0;
    capitals += u_isupper(c) != 0 ? 1 : 0;
  }
  return letters > 0 && u_isupper(text.char32At(0)) != 0 &&
         (capitals == 1 || capitals == letters || text.indexOf(u'’') > 0);
}

namespace {

icu::UnicodeString replaced_all(const icu::UnicodeString& source, const icu::UnicodeString& pattern,
                                const icu::UnicodeString& by) {
  UErrorCode error = U_ZERO_ERROR;
  icu::RegexMatcher matcher(pattern, 0, error);
  matcher.reset(source);
  icu::UnicodeString out = matcher.replaceAll(by, error);
  return U_FAILURE(error) != 0 ? source : out;
}

}  // namespace

std::string with_usual_signs(const std::string& text) {
  // Most text has nothing of it, and expressions cost a hundred times more than looking.
  constexpr std::array<std::string_view, 10> kUnusual{"'", "’", "‘", "”", "“", "\"", "´", "`", "la ", "†"};
  if (std::ranges::none_of(kUnusual, [&](std::string_view sign) { return text.find(sign) != std::string::npos; }))
    return text;
  static const icu::UnicodeString apostrophe(u"(?<=\\b[A-ZĐ])['’‘”“\"´`]\\s?(?=\\p{L}{2})");
  static const icu::UnicodeString river(u"(?<=^|[,.] |\\b[Xx]ã |\\b[Hh]uyện |\\b[Tt]rấn |\\b[Pp]hường )l(?=a \\p{Lu})");
  const auto source = icu::UnicodeString::fromUTF8(text);
  const icu::UnicodeString replaced = replaced_all(replaced_all(source, apostrophe, u"’"), river, u"I");
  std::string out;
  replaced.toUTF8String(out);
  for (auto at = out.find("†"); at != std::string::npos; at = out.find("†"))
    out.replace(at, std::string_view("†").size(), "t");
  return out;
}

std::optional<std::string> iso_date(int day, int month, int year) {
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

bool spelled_alike(const std::string& one, const std::string& other) {
  return tone_free_letters(one) == tone_free_letters(other);
}

std::string in_case_of(const std::string& printed, const std::string& entry) {
  const std::vector<std::string> wanted = words_of(printed);
  std::vector<std::string> out = words_of(entry);
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = word_in_case_of(wanted.empty() ? "" : wanted[std::min(i, wanted.size() - 1)], out[i]);
  return joined(out);
}

PhraseList::PhraseList(const std::vector<std::string>& entries) {
  for (const std::string& text : entries) {
    Entry entry{.words = words_of(text), .keys = {}};
    for (const std::string& word : entry.words) entry.keys.push_back(key_of(word));
    if (entry.words.empty()) continue;
    entry.small = entry.words.size() > 1 && std::none_of(entry.words.begin(), entry.words.end(), has_capital);
    const std::string first = entry.keys.front();
    entries_[first].push_back(std::move(entry));
  }
}

RepairedText PhraseList::repaired(const std::string& text) const {
  std::vector<std::string> words = words_of(text), keys;
  for (const std::string& word : words) keys.push_back(key_of(word));
  RepairedText out{.text = {}, .in_list = std::vector<bool>(words.size(), false)};
  for (std::size_t i = 0; i < words.size();) {
    const Entry* longest = nullptr;
    const auto found = entries_.find(keys[i]);
    static const std::vector<Entry> none;
    for (const Entry& entry : found == entries_.end() ? none : found->second) {
      const auto begin = static_cast<std::ptrdiff_t>(i), end = begin + static_cast<std::ptrdiff_t>(entry.keys.size());
      if (i + entry.keys.size() > words.size() || (longest != nullptr && entry.keys.size() <= longest->keys.size()))
        continue;
      if (!std::equal(entry.keys.begin(), entry.keys.end(), keys.begin() + begin)) continue;
      // A phrase of small letters is no name: "văn phòng" is not meant by "Lương Văn Phong".
      if (entry.small && std::all_of(words.begin() + begin, words.begin() + end, is_title_case)) continue;
      longest = &entry;
    }
    for (std::size_t k = 0; longest != nullptr && k < longest->words.size(); ++k)
      words[i + k] = put_right(words[i + k], longest->words[k]), out.in_list[i + k] = true;
    i += longest != nullptr ? longest->words.size() : 1;
  }
  out.text = joined(words);
  return out;
}

RepairedText repair_marks(const std::string& text, const std::vector<std::string>& list) {
  return PhraseList(list).repaired(text);
}

std::string with_marks_repaired(const std::string& text, const std::vector<std::string>& list) {
  return repair_marks(text, list).text;
}

std::string with_leading_marks(const std::string& text, const std::string& entry) {
  const auto end = text.find_first_of("-/");
  const std::string head = text.substr(0, end);
  const std::string one = key_of(head), other = key_of(entry);
  if (one != other && (head.size() <= entry.size() || edits_between(one, other) > 1)) return text;  // "QĐĐ" for "QĐ"
  return end == std::string::npos ? entry : entry + text.substr(end);
}

bool in_list(std::string_view key, const std::vector<std::string>& list) {
  return std::any_of(list.begin(), list.end(), [&](const std::string& entry) { return key_of(entry) == key; });
}

std::size_t begins_with_entry(const std::string& text, const std::vector<std::string>& list) {
  const std::vector<std::string> words = words_of(text);
  std::size_t longest = 0;
  for (const std::string& entry : list) {
    const std::string wanted = key_of(entry);
    std::string key;
    for (const std::string& word : words) {
      key += key_of(word);
      if (key.size() >= wanted.size()) break;
    }
    if (key == wanted) longest = std::max(longest, wanted.size());
  }
  return longest;
}

}  // namespace hoso::extraction
