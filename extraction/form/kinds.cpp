// SPDX-License-Identifier: Apache-2.0
#include "extraction/form/kinds.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "extraction/text/fuzzy.h"
#include "extraction/text/places.h"
#include "extraction/text/vietnamese.h"
#include "hoso/models/text.h"

namespace hoso::extraction {
namespace {

constexpr double kPatternStrength = 0.98, kNameStrength = 0.97, kFreeStrength = 0.8;
constexpr double kListedWord = 0.999;
constexpr std::size_t kPersonalDigits = 12, kEnterpriseDigits = 10;
constexpr std::size_t kNameWordsMin = 2, kNameWordsMax = 7;

// What a value looks like within folded text; group 1 is the value.
const std::map<ValueKind, std::string_view>& expressions() {
  static const std::map<ValueKind, std::string_view> table{
      {ValueKind::date,
       R"((?<!\d)((?:\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?|\d{1,2}\s*thang\s*\d{1,2}\s*nam\s*)(?:19|20)\d\d)(?!\d))"},
      {ValueKind::year, R"((?<!\d)((?:19|20)\d\d)(?!\d))"},
      {ValueKind::number12, R"((?<!\d)(\d(?: ?\d){11}|\d{9})(?! ?\d))"},
      {ValueKind::digits, R"((?<!\d)(\d+)(?!\d))"},
      {ValueKind::money, R"((?<![\d.,])(?<!\d[.,] )(\d{1,3}(?:\. ?\d{3})+|\d{1,3}(?:, ?\d{3})+|\d{4,})(?![\d.,]?\d))"},
      {ValueKind::decimal, R"((?<![\d.,])(\d+(?:[.,]\d+)*)(?!\d))"},
      {ValueKind::gender, R"(\b(nam|nu)\b)"},
      {ValueKind::phone, R"((?<!\d)((?:\+84|0)(?:[ .]?\d){8,10})(?!\d))"},
      {ValueKind::enterprise_code, R"((?<!\d)(\d{10}(?:-\d{3})?)(?!\d))"}};
  return table;
}

const Pattern* pattern_of(ValueKind kind) {
  static const std::map<ValueKind, Pattern> compiled = [] {
    std::map<ValueKind, Pattern> out;
    for (const auto& [at, expression] : expressions())
      if (auto pattern = Pattern::compile(expression)) out.emplace(at, std::move(*pattern));
    return out;
  }();
  const auto at = compiled.find(kind);
  return at == compiled.end() ? nullptr : &at->second;
}

std::optional<std::string> date_form(const std::string& value) {
  std::vector<int> numbers;
  std::string digits;
  for (const char c : value + " ") {
    if (std::isdigit(static_cast<unsigned char>(c)) != 0)
      digits += c;
    else if (!digits.empty()) {
      if (digits.size() > 4) return std::nullopt;
      numbers.push_back(std::stoi(digits));
      digits.clear();
    }
  }
  return numbers.size() == 3 ? iso_date(numbers[0], numbers[1], numbers[2]) : std::nullopt;
}

std::optional<std::string> digits_form(const std::string& value) {
  std::string out;
  std::copy_if(value.begin(), value.end(), std::back_inserter(out),
               [](unsigned char c) { return std::isdigit(c) != 0; });
  return out.empty() ? std::nullopt : std::optional(out);
}

std::string upper_form(const std::string& value) {
  std::string out;
  icu::UnicodeString::fromUTF8(value).toUpper(icu::Locale::getRoot()).toUTF8String(out);
  return out;
}

/// "1.234,5" and "1.234" have points between thousands; "175.6" has a decimal point, since a thousand has three digits.
std::string decimal_form(std::string value) {
  constexpr std::size_t kThousand = 3;
  const std::size_t point = value.find('.');
  const bool lone = point != std::string::npos && value.find_first_of(".,", point + 1) == std::string::npos &&
                    value.find(',') == std::string::npos;
  if (lone && value.size() - point - 1 != kThousand) return value;
  std::erase(value, '.');
  std::replace(value.begin(), value.end(), ',', '.');
  return value;
}

/// The words that carry letters or digits, from the first to the last.
std::vector<const models::Word*> inked(const std::vector<const models::Word*>& words) {
  const auto empty = [](const models::Word* word) { return key_of(word->text).empty(); };
  const auto begin = std::find_if_not(words.begin(), words.end(), empty);
  const auto end = std::find_if_not(words.rbegin(), words.rend(), empty).base();
  return begin < end ? std::vector<const models::Word*>(begin, end) : std::vector<const models::Word*>{};
}

std::string text_of(const RawValue& raw) {
  std::string text;
  for (const models::Word* word : raw.words) text.append(text.empty() ? "" : " ").append(word->text);
  return text.substr(std::min(text.size(), raw.skip_bytes));
}

/// 10 digits from 03, 05, 07, 08, 09 (mobile) or 11 from 02 (fixed), of before 2018 11 from 01; or the same with 84 for
/// the zero.
bool is_phone_number(std::string digits) {
  if (digits.starts_with("84") && digits.size() > 10) digits.replace(0, 2, "0");
  if (digits.size() == 11) return digits.starts_with("02") || digits.starts_with("01");
  return digits.size() == 10 && std::string_view("35789").find(digits[1]) != std::string_view::npos && digits[0] == '0';
}

Finding checked_number(Finding finding, ValueKind kind) {
  const std::string digits = digits_form(finding.value).value_or("");
  if (kind == ValueKind::number12) finding.validated = is_personal_number(digits);
  if (kind == ValueKind::enterprise_code) finding.validated = is_enterprise_code(digits.substr(0, kEnterpriseDigits));
  if (kind == ValueKind::phone) finding.validated = is_phone_number(digits);
  if (kind == ValueKind::digits || kind == ValueKind::decimal || kind == ValueKind::year) finding.validated = true;
  if (kind == ValueKind::decimal)
    finding.normalised = decimal_form(finding.value);
  else if (kind == ValueKind::money)
    finding.validated = finding.value.find_first_of(".,") != std::string::npos, finding.normalised = digits;
  else if (kind != ValueKind::enterprise_code)
    finding.normalised = digits;
  return finding;
}

std::optional<Finding> by_kind(Finding finding, ValueKind kind) {
  if (kind == ValueKind::date) {
    finding.normalised = date_form(finding.value);
    return finding.normalised ? std::optional(std::move(finding)) : std::nullopt;
  }
  if (kind == ValueKind::gender) {
    finding.value = key_of(finding.value) == "nam" ? "Nam" : "Nữ";
    return finding;
  }
  return kind == ValueKind::text ? std::optional(std::move(finding)) : checked_number(std::move(finding), kind);
}

std::optional<Finding> by_pattern(const Segment& value, const Pattern& pattern, ValueKind kind) {
  const auto groups = pattern.find(value);
  if (!groups) return std::nullopt;
  const auto& piece = groups->size() > 1 && (*groups)[1] ? (*groups)[1] : (*groups)[0];
  const std::string text = trimmed_value(piece->text);
  if (text.empty()) return std::nullopt;
  const bool free =
      kind == ValueKind::text && capital_share(text) < 1 && text.find_first_of("0123456789") == std::string::npos;
  return by_kind(finding_of(text, piece->words, free ? kFreeStrength : kPatternStrength, !free), kind);
}

/// Whether a value of this kind is written in digits.
bool is_numeric(ValueKind kind) {
  return kind != ValueKind::text && kind != ValueKind::name && kind != ValueKind::gender;
}

/// What a pen's round zero and straight one are read as, in words that are numbers otherwise: "O2/11/l957".
std::string with_digits(const std::string& text) {
  static const std::map<char, char> digits_of{{'O', '0'}, {'o', '0'}, {'l', '1'}, {'I', '1'},
                                              {'S', '5'}, {'B', '8'}, {'Z', '2'}};
  std::string out = text;
  for (std::size_t begin = 0; begin < out.size();) {
    const std::size_t end = std::min(out.find(' ', begin), out.size());
    std::size_t digits = 0, alike = 0, other = 0;
    for (std::size_t i = begin; i < end; ++i) {
      const auto c = static_cast<unsigned char>(out[i]);
      if (std::isdigit(c) != 0)
        ++digits;
      else if (digits_of.contains(out[i]))
        ++alike;
      else if (std::isalpha(c) != 0 || c >= 0x80)
        ++other;
    }
    for (std::size_t i = begin; i < end && other == 0 && digits >= alike; ++i)
      if (const auto at = digits_of.find(out[i]); at != digits_of.end()) out[i] = at->second;
    begin = end + 1;
  }
  return out;
}

/// A number by pen: letters among its digits are digits that were read wrong.
std::optional<Finding> by_pen_pattern(Segment value, const Pattern& pattern, ValueKind kind) {
  constexpr double kRepairedMax = 0.84;  // below any acceptance
  const std::string digits = with_digits(value.text);
  const bool repaired = digits != value.text;
  value.text = digits;
  auto finding = by_pattern(value, pattern, kind);
  if (finding && repaired) finding->confidence = std::min(finding->confidence, kRepairedMax);
  return finding;
}

/// A date whose bars were read as ones: "2710812022".
std::optional<Finding> date_of_ten_digits(const Segment& value) {
  constexpr double kRepaired = 0.84;  // below any acceptance
  static const auto pattern = Pattern::compile(R"((?<!\d)([0-3]\d1[01]\d1(?:19|20)\d\d)(?!\d))");
  const auto groups = pattern ? pattern->find(value) : std::nullopt;
  if (!groups || groups->size() < 2 || !(*groups)[1]) return std::nullopt;
  std::string date = (*groups)[1]->text;
  date[2] = date[5] = '/';
  auto finding = by_kind(finding_of(date, (*groups)[1]->words, kFreeStrength, false), ValueKind::date);
  if (finding) finding->confidence = std::min(finding->confidence, kRepaired);
  return finding;
}

bool is_salutation(const models::Word& word) {
  static constexpr std::array kWords{"ong", "ba", "ongba", "hoong", "hoba"};
  return std::find(kWords.begin(), kWords.end(), key_of(word.text)) != kWords.end();
}

/// Behind a name stand its bearer's position or birth: "Lê Văn Bình - Trưởng thôn", "Lê Văn Bình, sinh năm 1970".
void cut_behind_name(std::vector<const models::Word*>& words) {
  static constexpr std::array<std::string_view, 3> kDashes{"-", "–", "—"};
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& text = words[i]->text;
    const bool dash = std::find(kDashes.begin(), kDashes.end(), text) != kDashes.end();
    if (!dash && !text.ends_with(',') && !text.ends_with(';')) continue;
    const std::size_t kept = dash ? i : i + 1;
    if (kept >= kNameWordsMin) words.resize(kept);
    return;
  }
}

/// A first word that is no family name, but one but for marks ("NGUYÊN"), is that one, if there is only one such.
/// False: it is one, or nothing like one.
bool take_family_name(Finding& finding, const std::vector<std::string>& families) {
  constexpr double kOnlyOne = 0.8;  // for somebody to look at
  const std::string first = finding.value.substr(0, finding.value.find(' '));
  std::optional<std::string> only;
  for (const std::string& family : families) {
    if (key_of(family) != key_of(first)) continue;
    if (spelled_alike(family, first) || (only && *only != family)) return false;
    only = family;
  }
  if (!only || finding.words.empty()) return false;
  finding.value.replace(0, first.size(), in_case_of(first, *only));
  std::vector<double> floors(finding.words.size(), 0);
  floors.front() = kOnlyOne;
  take_floors(finding, floors);
  return true;
}

/// A person's name: capitals at the words' heads, nothing but letters.
std::optional<Finding> name_of(RawValue raw, const ValueLists& lists) {
  raw.words = inked(raw.words);
  const auto& families = lists.rules->words("family_names");
  // With its marks: "Kiểu" is a misread "Kiều".
  const auto is_family = [&](const models::Word& word) {
    const std::string upper = upper_form(trimmed_value(word.text));
    return std::any_of(families.begin(), families.end(),
                       [&](const std::string& known) { return upper_form(models::nfc(known)) == upper; });
  };
  // Ông is a family name too; before another it is Mr.
  const auto is_family_itself = [&](const models::Word& mister, const models::Word& next) {
    return is_family(mister) && !is_family(next) && !is_salutation(next);
  };
  while (raw.words.size() > kNameWordsMin && is_salutation(*raw.words.front()) &&
         !is_family_itself(*raw.words[0], *raw.words[1]))
    raw.words.erase(raw.words.begin()), raw.skip_bytes = 0;
  cut_behind_name(raw.words);
  if (raw.words.size() < kNameWordsMin || raw.words.size() > kNameWordsMax) return std::nullopt;
  const std::string text = trimmed_value(text_of(raw));
  if (std::any_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; })) return std::nullopt;
  const auto capitals = std::count_if(raw.words.begin(), raw.words.end(), [](const models::Word* word) {
    return is_capitalised(trimmed_value(word->text));
  });
  if (text.find('(') != std::string::npos || 2 * static_cast<std::size_t>(capitals) < raw.words.size())
    return std::nullopt;
  Finding finding = finding_of(text, raw.words, kFreeStrength, false);
  if (take_family_name(finding, families)) return finding;
  // "Ông Lan Anh" may be either.
  bool sound = is_family(*raw.words.front()) && !is_salutation(*raw.words.front());
  for (const models::Word* word : raw.words)
    sound = sound && is_syllable(word->text) && is_capitalised(trimmed_value(word->text));
  return finding_of(text, raw.words, sound ? kNameStrength : kFreeStrength, sound);
}

std::optional<Finding> text_value(const RawValue& raw) {
  RawValue kept{inked(raw.words), raw.skip_bytes};
  if (kept.words.empty()) return std::nullopt;
  if (kept.words.front() != raw.words.front()) kept.skip_bytes = 0;
  const std::string text = trimmed_value(text_of(kept));
  if (key_of(text).empty()) return std::nullopt;
  return finding_of(text, kept.words, kFreeStrength, false);
}

/// What is an entry of the rule's list but for marks becomes that entry. A small letter where it has a capital is one
/// that was read by its shape alone (s and S).
void hold_against_list(Finding& finding, const std::vector<std::string>& list) {
  if (!in_list(key_of(finding.value), list)) return;
  finding.strength = kPatternStrength;
  vouch(finding, list, kListedWord);
  for (const std::string& entry : list)
    if (spelled_alike(finding.value, entry) && is_capitalised(entry.substr(0, entry.find(' '))) &&
        !is_capitalised(finding.value.substr(0, finding.value.find(' '))))
      finding.value = entry;
  finding.validated = true;
}

}  // namespace

std::string trimmed_value(const std::string& text) {
  static constexpr std::string_view kEnds = " .,:;_-=~*|'\"`^<>!\\/";
  static constexpr std::array<std::string_view, 8> kMarks{"…", "“", "”", "‘", "’", "«", "»", "—"};
  std::string out = models::collapsed(text);
  for (bool more = true; more && !out.empty();) {
    const std::size_t before = out.size();
    out.erase(0, std::min(out.find_first_not_of(kEnds), out.size()));
    out.erase(out.find_last_not_of(kEnds) + 1);
    for (const std::string_view mark : kMarks) {
      if (out.starts_with(mark)) out.erase(0, mark.size());
      if (out.ends_with(mark)) out.erase(out.size() - mark.size());
    }
    if (out.ends_with('(')) out.pop_back();
    if (out.ends_with(')') && out.find('(') == std::string::npos) out.pop_back();
    more = out.size() < before;
  }
  return out;
}

bool is_personal_number(const std::string& digits) {
  if (digits.size() != kPersonalDigits || digits.front() != '0') return false;
  const bool province = !Places::built_in().province_before_2025(std::string_view(digits).substr(1, 2)).empty();
  return province && digits[3] <= '3';
}

bool is_enterprise_code(const std::string& digits) {
  static constexpr std::array kWeights{31, 29, 23, 19, 17, 13, 7, 5, 3};
  if (digits.size() != kEnterpriseDigits) return false;
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += (digits[i] - '0') * kWeights.at(i);
  return digits.back() - '0' == 10 - sum % 11;
}

std::optional<std::string> normalised(const std::string& value, const std::string& form) {
  if (form == "date") return date_form(value);
  if (form == "digits") return digits_form(value);
  if (form == "upper") return upper_form(value);
  if (form == "decimal") return decimal_form(value);
  if (form == "compact") {
    std::string out = value;
    std::erase(out, ' ');
    return out;
  }
  return std::nullopt;
}

std::optional<Finding> read_value(const RawValue& raw, const FieldRule& rule, const ValueLists& lists) {
  if (raw.words.empty()) return std::nullopt;
  std::optional<Finding> finding;
  const Pattern* pattern = rule.pattern ? &*rule.pattern : pattern_of(rule.kind);
  if (pattern != nullptr && rule.handwritten && is_numeric(rule.kind))
    finding = by_pen_pattern(segment_of(raw.words), *pattern, rule.kind);
  else if (pattern != nullptr)
    finding = by_pattern(segment_of(raw.words), *pattern, rule.kind);
  else if (rule.kind == ValueKind::name)
    finding = name_of(raw, lists);
  else
    finding = text_value(raw);
  if (!finding && rule.kind == ValueKind::date && !rule.pattern) finding = date_of_ten_digits(segment_of(raw.words));
  if (finding && !rule.list.empty()) hold_against_list(*finding, lists.type->words(rule.list));
  if (finding && !rule.normalise.empty()) finding->normalised = normalised(finding->value, rule.normalise);
  if (finding) finding->by_pen = rule.handwritten;
  return finding;
}

}  // namespace hoso::extraction
