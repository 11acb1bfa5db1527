// SPDX-License-Identifier: Apache-2.0
#include "extraction/text/fuzzy.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "hoso/models/text.h"

namespace hoso::extraction {
namespace {

constexpr std::size_t kExactAnchorLength = 5;  // "dean", "donxin": one edit makes another word
constexpr std::size_t kShortAnchorLength = 9;
constexpr double kLeastShort = 0.84;  // one edit in 7 letters
constexpr double kLeastLong = 0.85;

/// One row of the edit distance table: fewest edits that turn a stretch ending at each position into the anchor, and
/// where that stretch begins.
struct Row {
  std::vector<std::size_t> edits, begin;
};

Row first_row(std::size_t length, bool anywhere) {
  Row row{std::vector<std::size_t>(length + 1), std::vector<std::size_t>(length + 1, 0)};
  std::iota(row.edits.begin(), row.edits.end(), std::size_t{0});
  if (anywhere) {
    std::fill(row.edits.begin(), row.edits.end(), std::size_t{0});
    std::iota(row.begin.begin(), row.begin.end(), std::size_t{0});
  }
  return row;
}

Row next_row(const Row& above, std::string_view key, char letter) {
  Row row{std::vector<std::size_t>(key.size() + 1), std::vector<std::size_t>(key.size() + 1)};
  row.edits[0] = above.edits[0] + 1;
  row.begin[0] = above.begin[0];
  for (std::size_t i = 1; i <= key.size(); ++i) {
    row.edits[i] = above.edits[i - 1] + (key[i - 1] == letter ? 0 : 1);
    row.begin[i] = above.begin[i - 1];
    if (above.edits[i] + 1 < row.edits[i]) row.edits[i] = above.edits[i] + 1, row.begin[i] = above.begin[i];
    if (row.edits[i - 1] + 1 < row.edits[i]) row.edits[i] = row.edits[i - 1] + 1, row.begin[i] = row.begin[i - 1];
  }
  return row;
}

std::optional<AnchorMatch> best_match(std::string_view key, std::string_view anchor, double least, bool anywhere) {
  if (key.empty() || anchor.empty()) return std::nullopt;
  Row row = first_row(key.size(), anywhere);
  for (const char letter : anchor) row = next_row(row, key, letter);
  const auto best = std::min_element(row.edits.begin(), row.edits.end());
  const double like = 1 - static_cast<double>(*best) / static_cast<double>(anchor.size());
  if (like < least) return std::nullopt;
  const auto end = static_cast<std::size_t>(best - row.edits.begin());
  return AnchorMatch{.begin = row.begin[end], .end = end, .likeness = like};
}

}  // namespace

std::string key_of(std::string_view text) {
  const std::string plain = models::folded(text);
  const auto source = icu::UnicodeString::fromUTF8({plain.data(), static_cast<int32_t>(plain.size())});
  std::string key;
  for (int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
    const UChar32 c = source.char32At(i);
    if (c == 0x00F0)
      key += 'd';  // eth, which recognisers put for đ
    else if (c < 0x80 && u_isalnum(c) != 0)
      key += static_cast<char>(c);
  }
  return key;
}

std::size_t edits_between(std::string_view one, std::string_view other) {
  Row row = first_row(one.size(), false);
  for (const char letter : other) row = next_row(row, one, letter);
  return row.edits.back();
}

double likeness(std::string_view one, std::string_view other) {
  if (one.empty() || other.empty()) return 0;
  const double longer = static_cast<double>(std::max(one.size(), other.size()));
  return 1 - static_cast<double>(edits_between(one, other)) / longer;
}

std::optional<AnchorMatch> find_anchor(std::string_view key, std::string_view anchor, double least) {
  return best_match(key, anchor, least, true);
}

std::optional<AnchorMatch> begins_with_anchor(std::string_view key, std::string_view anchor, double least) {
  return best_match(key.substr(0, std::min(key.size(), anchor.size() + anchor.size() / 5 + 1)), anchor, least, false);
}

double least_likeness(std::string_view anchor) {
  if (anchor.size() <= kExactAnchorLength) return 1;
  return anchor.size() <= kShortAnchorLength ? kLeastShort : kLeastLong;
}

}  // namespace hoso::extraction
