// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/pdf/bbox_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <tuple>
#include <utility>

namespace hoso::scanners {
namespace {

constexpr std::size_t kWordsMax = 20'000;  // a dense A3 page of small print has 4,000
constexpr std::size_t kWordBytesMax = 400;
constexpr double kWordPointsMax = 20'000;  // beyond it is no place on a sheet

/// The number after `name="`; moves `from` behind it.
std::optional<double> attribute(std::string_view& from, std::string_view name) {
  const std::size_t at = from.find(name);
  if (at == std::string_view::npos) return {};
  from.remove_prefix(at + name.size());
  double value = 0;
  const auto [end, error] = std::from_chars(from.data(), from.data() + from.size(), value);
  if (error != std::errc() || !(std::abs(value) <= kWordPointsMax)) return {};
  from.remove_prefix(static_cast<std::size_t>(end - from.data()));
  return value;
}

/// XML's five named characters; pdftotext writes no others.
std::string unescaped(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, char>, 5> kNames{
      {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}}};
  std::string out;
  while (!text.empty()) {
    std::size_t length = 1;
    char letter = text.front();
    for (const auto& [name, meant] : kNames)
      if (text.starts_with(name)) std::tie(length, letter) = std::pair(name.size(), meant);
    out += letter;
    text.remove_prefix(length);
  }
  return out;
}

/// `<word xMin="…" yMin="…" xMax="…" yMax="…">text</word>`.
std::optional<models::GivenWord> parse_word(std::string_view line) {
  constexpr std::string_view kBegin = "<word ", kEnd = "</word>";
  const std::size_t begin = line.find(kBegin), end = line.rfind(kEnd);
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return {};
  line = line.substr(begin, end - begin);
  const auto left = attribute(line, "xMin=\""), top = attribute(line, "yMin=\""), right = attribute(line, "xMax=\""),
             bottom = attribute(line, "yMax=\"");
  if (!left || !top || !right || !bottom || !line.starts_with("\">")) return {};
  line.remove_prefix(2);
  if (line.size() > kWordBytesMax) return {};
  models::GivenWord word{models::printable(unescaped(line)), {*left, *top, *right - *left, *bottom - *top}};
  if (word.text.empty() || word.box.empty()) return {};
  return word;
}

}  // namespace

std::optional<std::vector<models::GivenWord>> parse_bbox_words(std::string_view output) {
  std::vector<models::GivenWord> words;
  while (!output.empty()) {
    const std::size_t end = std::min(output.find('\n'), output.size() - 1);
    if (auto word = parse_word(output.substr(0, end + 1))) words.push_back(*std::move(word));
    if (words.size() > kWordsMax) return {};
    output.remove_prefix(end + 1);
  }
  return words;
}

}  // namespace hoso::scanners
