// SPDX-License-Identifier: Apache-2.0
#include "extraction/handwriting/filled.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "extraction/text/vietnamese.h"

namespace hoso::extraction {
namespace {

using Kind = models::FilledGap::Kind;

constexpr double kByHand = 0.5;
constexpr double kSureAlone = 0.6, kSureAgainst = 0.7, kSureSigned = 0.4,
                 kSureSeconded = 0.3;                                   // of the nets' probability
constexpr int kSignedSoon = 1;                                          // days from a paper's date to its signature
constexpr double kSureLow = 0.93, kAgreed = 0.98, kDoubtfulHigh = 0.8;  // of the confidence

bool are_digits(const std::string& text) {
  return !text.empty() && text.size() <= 6 &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

bool same_number(const std::string& one, const std::string& other) {
  return are_digits(one) && are_digits(other) && std::stoi(one) == std::stoi(other);
}

/// Digits that the text has for sure, and the net takes for print or agrees with or cannot read.
bool is_print(const models::FilledGap& gap) {
  if (!are_digits(gap.recognised) || gap.recognised_confidence < kTextRead) return false;
  return gap.by_hand < kByHand || gap.confidence < kSureSeconded;
}

/// The net takes the digits for print, and the text reads print as something else: a slash that stands close is a digit
/// for the net.
bool is_contradicted_print(const models::FilledGap& gap) {
  constexpr double kTextDoubts = 0.6;
  return gap.by_hand < kByHand && are_digits(gap.recognised) && gap.recognised_confidence >= kTextDoubts &&
         !same_number(gap.recognised, gap.digits);
}

/// The nets did not see what stands beside the digits, which matters little where the page's text has both.
bool only_neighbours_missed(const models::FilledGap& gap) {
  return std::ranges::all_of(gap.doubts, [](const std::string& doubt) { return doubt.ends_with("_neighbour"); });
}

void add_check(GapValue& value, const char* name, bool holds) {
  value.checks.push_back({.name = name, .holds = holds});
}

models::FieldSource source_of(bool print) {
  return print ? models::FieldSource::ocr : models::FieldSource::handwriting;
}

std::optional<Finding> date_of(const models::FilledGap& day, const models::FilledGap& month,
                               const models::FilledGap& year) {
  Finding date{.confidence = 1, .validated = true};
  std::array<std::string, 3> digits;
  bool print = true;
  std::size_t at = 0;
  for (const models::FilledGap* gap : {&day, &month, &year}) {
    const GapValue value = value_of(*gap);
    if (value.digits.empty()) return std::nullopt;
    print = print && value.print;
    date.confidence *= value.confidence;
    date.validated = date.validated && value.sure;
    date.box = models::united(date.box, gap->box);
    date.checks.insert(date.checks.end(), value.checks.begin(), value.checks.end());
    digits.at(at++) = value.digits;
  }
  date.normalised = iso_date(std::stoi(digits[0]), std::stoi(digits[1]), std::stoi(digits[2]));
  if (!date.normalised) return std::nullopt;
  date.value = digits[0] + " tháng " + digits[1] + " năm " + digits[2];
  date.source = source_of(print);
  return date;
}

}  // namespace

GapValue value_of(const models::FilledGap& gap) {
  GapValue value{.digits = gap.digits};
  if (is_print(gap)) {
    value.digits = gap.recognised;
    value.print = true;
    value.sure = gap.digits.empty() || same_number(gap.digits, gap.recognised);
    value.confidence = gap.recognised_confidence * (value.sure ? 1 : kDoubtfulHigh);
    return value;
  }
  const bool text = same_number(gap.recognised, gap.digits);
  if (are_digits(gap.recognised) && gap.confidence < kSureSeconded && !text) {
    value.digits = gap.recognised;  // neither is sure: to review, with what the page's text says
    value.confidence = kDoubtfulHigh * gap.recognised_confidence;
    return value;
  }
  if (gap.digits.empty()) return value;
  const bool second = gap.second == gap.digits;
  add_check(value, "place", gap.doubts.empty());
  if (!gap.second.empty()) add_check(value, "second_reading", second);
  if (are_digits(gap.recognised)) add_check(value, "page_text", text);
  const bool read = text && gap.recognised_confidence >= kTextRead;
  if (gap.days_to_signature) add_check(value, "signed", *gap.days_to_signature >= 0);
  const bool early = gap.days_to_signature && *gap.days_to_signature < 0;
  const bool soon = gap.days_to_signature && !early && *gap.days_to_signature <= kSignedSoon;
  const bool all_agree = second && text;
  // Against another reading of the segmenter's it must be surer.
  const double alone = gap.second.empty() || second ? kSureAlone : kSureAgainst;
  const bool likely = gap.confidence >= alone || (gap.confidence >= kSureSigned && soon) ||
                      (gap.confidence >= kSureSeconded && (second || text)) || all_agree || read;
  // Digits of a wrong place do not make the day of the signature, or the one before.
  const bool placed = (read || (soon && gap.confidence >= kSureSigned)) && only_neighbours_missed(gap);
  value.sure = likely && !early && !is_contradicted_print(gap) && (placed || gap.doubts.empty()) &&
               (read || gap.digits.size() > 1);
  value.confidence = !value.sure         ? std::min(kDoubtfulHigh, gap.confidence)
                     : read || all_agree ? kAgreed
                                         : kSureLow + (0.99 - kSureLow) * gap.confidence;
  return value;
}

std::optional<Finding> filled_number(const models::FilledGap& gap) {
  GapValue value = value_of(gap);
  if (value.digits.empty()) return std::nullopt;
  const bool print = value.print || (gap.by_hand < kByHand && same_number(gap.recognised, value.digits));
  return Finding{.value = std::move(value.digits),
                 .box = gap.box,
                 .confidence = value.confidence,
                 .validated = value.sure,
                 .source = source_of(print),
                 .checks = std::move(value.checks)};
}

std::vector<Finding> filled_dates(const std::vector<models::FilledGap>& gaps) {
  std::vector<Finding> out;
  for (std::size_t i = 0; i + 2 < gaps.size(); ++i)
    if (gaps[i].kind == Kind::day && gaps[i + 1].kind == Kind::month && gaps[i + 2].kind == Kind::year)
      if (auto date = date_of(gaps[i], gaps[i + 1], gaps[i + 2])) out.push_back(std::move(*date));
  return out;
}

}  // namespace hoso::extraction
