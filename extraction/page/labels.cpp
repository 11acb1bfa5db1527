// SPDX-License-Identifier: Apache-2.0
#include "extraction/page/labels.h"

#include <algorithm>
#include <cctype>

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "extraction/text/fuzzy.h"
#include "extraction/text/vietnamese.h"

namespace hoso::extraction {
namespace {

constexpr double kPatternStrength = 0.98, kFreeStrength = 0.8;

std::optional<Finding> value_after(const Segment& segment, const AnchorMatch& label, const FieldRule& rule) {
  const std::size_t first = word_at_key(segment, label.end);
  if (first >= segment.words.size()) return std::nullopt;
  const Segment rest = part_of(segment, first, segment.words.size());
  if (!rule.pattern) return finding_of(rest.text, rest.words, kFreeStrength, false);
  const auto groups = rule.pattern->find(rest);
  if (!groups) return std::nullopt;
  const auto& piece = groups->size() > 1 && (*groups)[1] ? (*groups)[1] : (*groups)[0];
  return finding_of(piece->text, piece->words, kPatternStrength, true);
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

std::string decimal_form(std::string value) {
  std::erase(value, '.');
  std::replace(value.begin(), value.end(), ',', '.');
  return value;
}

}  // namespace

std::vector<Finding> read_labelled(const PageLayout& layout, const FieldRule& rule) {
  std::vector<Finding> out;
  for (const Segment& segment : layout.segments)
    for (const std::string& label : rule.labels) {
      const auto match = find_anchor(segment.key, label, least_likeness(label));
      auto finding = match ? value_after(segment, *match, rule) : std::nullopt;
      if (!finding) continue;
      if (!rule.normalise.empty()) finding->normalised = normalised(finding->value, rule.normalise);
      out.push_back(std::move(*finding));
      if (!rule.many) return out;
      break;
    }
  return out;
}

std::optional<std::string> normalised(const std::string& value, const std::string& form) {
  if (form == "date") return date_form(value);
  if (form == "digits") return digits_form(value);
  if (form == "upper") return upper_form(value);
  if (form == "decimal") return decimal_form(value);
  return std::nullopt;
}

}  // namespace hoso::extraction
