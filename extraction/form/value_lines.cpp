// SPDX-License-Identifier: Apache-2.0
#include "extraction/form/value_lines.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "extraction/form/kinds.h"
#include "extraction/text/fuzzy.h"
#include "extraction/text/places.h"
#include "extraction/text/vietnamese.h"

namespace hoso::extraction {
namespace {

constexpr double kSpace = 0.5;  // line heights between two words

bool begins_small(const Segment& segment) {
  const auto text = icu::UnicodeString::fromUTF8(segment.text);
  return text.length() > 0 && u_islower(text.char32At(0)) != 0;
}

/// "…, thành phố": the name must follow.
bool ends_with_rank(const Segment& segment) {
  static constexpr std::array kRanks{"tinh", "huyen", "quan", "xa", "phuong", "pho", "tran", "duong", "thi", "thanh"};
  const std::string last = key_of(segment.words.back()->text);
  return std::find(kRanks.begin(), kRanks.end(), last) != kRanks.end();
}

/// Parts with commas, of which a later one names its rank: the rest of an address.
bool continues_address(const Segment& line, const Segment& next) {
  static constexpr std::array kRanks{"tinh", "huyen", "quan", "xa", "phuong", "thi", "thanh"};
  if (line.text.find(',') == std::string::npos) return false;
  for (std::size_t i = 1; i < next.words.size(); ++i)
    if (next.words[i - 1]->text.ends_with(',') &&
        std::find(kRanks.begin(), kRanks.end(), key_of(next.words[i]->text)) != kRanks.end())
      return true;
  return false;
}

}  // namespace

bool begins_entry(const Segment& segment) {
  const std::string& first = segment.words.front()->text;
  if (segment.words.size() > 1 && key_of(first).empty()) return true;
  return key_of(first).size() <= 2 && (first.ends_with('.') || first.ends_with(')'));
}

bool goes_on(const Segment& line, const Segment& next, double right_px, double line_px) {
  if (line.text.ends_with(',') || begins_small(next) || ends_with_rank(line) || continues_address(line, next) ||
      Places::built_in().ends_cut(line.text))
    return true;
  return line.box.right() + next.words.front()->box.width + kSpace * line_px > right_px;
}

std::size_t before_unknown_label(const std::vector<const models::Word*>& words, std::size_t begin, std::size_t end) {
  constexpr std::size_t kLabelWords = 5;
  for (std::size_t i = begin; i + 1 < end; ++i) {
    if (!words[i]->text.ends_with(';') || !is_capitalised(trimmed_value(words[i + 1]->text))) continue;
    for (std::size_t k = i + 1; k < std::min(end, i + 1 + kLabelWords); ++k)
      if (words[k]->text.ends_with(':')) return i + 1;
  }
  return end;
}

}  // namespace hoso::extraction
