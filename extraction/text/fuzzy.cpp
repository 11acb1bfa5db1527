// SPDX-License-Identifier: Apache-2.0
#include "extraction/text/fuzzy.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include "hoso/models/text.h"

namespace hoso::extraction {
namespace {

constexpr std::size_t kExactAnchorLength = 5;  // "dean", "donxin": one edit makes another word
constexpr std::size_t kShortAnchorLength = 9;
constexpr double kLeastShort = 0.84;  // one edit in 7 letters
constexpr double kLeastLong = 0.85;

std::string key_by_folding(std::string_view text) {
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

/// The letter of a key that a code point stands for (each for itself); 0: none. nullopt: it is not among those that
/// print has: Latin, with marks as Vietnamese has them, combining marks, dashes and quotes.
std::optional<char> known_key(UChar32 point) {
  constexpr UChar32 kLatinEnd = 0x370, kVietnameseBegin = 0x1E00, kDashesEnd = 0x2070;
  constexpr UChar32 kGap = kVietnameseBegin - kLatinEnd;
  static const auto keys = [] {
    std::array<char, kDashesEnd - kGap> out{};
    for (UChar32 at = 0; at < static_cast<UChar32>(out.size()); ++at) {
      std::string text;
      icu::UnicodeString(at < kLatinEnd ? at : at + kGap).toUTF8String(text);
      const std::string key = key_by_folding(text);
      out.at(static_cast<std::size_t>(at)) = key.empty() ? '\0' : key.front();
    }
    return out;
  }();
  if (point < kLatinEnd) return keys.at(static_cast<std::size_t>(point));
  if (point >= kVietnameseBegin && point < kDashesEnd) return keys.at(static_cast<std::size_t>(point - kGap));
  return std::nullopt;
}

constexpr std::size_t kWordBits = 64;

/// Where in a key the stretch begins that is compared with an anchor.
enum class Begin { anywhere, at_start };

/// The column of the edit distance table that belongs to one letter of the text, as differences from row to row in bits
/// (Myers 1999, Hyyrö 2003): all rows of a pattern of up to 64 letters at once.
class BitColumn {
 public:
  explicit BitColumn(std::string_view pattern) : last_(std::uint64_t{1} << (pattern.size() - 1)) {
    for (std::size_t i = 0; i < pattern.size(); ++i) places_.at(index_of(pattern[i])) |= std::uint64_t{1} << i;
  }

  /// By how much the last row changes with the next letter: -1, 0 or 1.
  int step(char letter, Begin begin) {
    const std::uint64_t equal = places_.at(index_of(letter));
    const std::uint64_t zero = (((equal & rises_) + rises_) ^ rises_) | equal | falls_;
    std::uint64_t more = falls_ | ~(zero | rises_), less = rises_ & zero;
    const int change = (more & last_) != 0 ? 1 : (less & last_) != 0 ? -1 : 0;
    more = more << 1 | (begin == Begin::at_start ? 1 : 0);
    less <<= 1;
    rises_ = less | ~(zero | more), falls_ = more & zero;
    return change;
  }

 private:
  static std::size_t index_of(char letter) { return static_cast<unsigned char>(letter); }

  std::array<std::uint64_t, 256> places_{};
  std::uint64_t last_, rises_ = ~std::uint64_t{0}, falls_ = 0;
};

/// One row of the edit distance table: fewest edits that turn a stretch ending at each position into the anchor, and
/// where that stretch begins.
struct Row {
  std::vector<std::size_t> edits, begin;
};

Row first_row(std::size_t length, Begin begin) {
  Row row{std::vector<std::size_t>(length + 1), std::vector<std::size_t>(length + 1, 0)};
  std::iota(row.edits.begin(), row.edits.end(), std::size_t{0});
  if (begin == Begin::anywhere) {
    std::fill(row.edits.begin(), row.edits.end(), std::size_t{0});
    std::iota(row.begin.begin(), row.begin.end(), std::size_t{0});
  }
  return row;
}

void fill_next_row(const Row& above, std::string_view key, char letter, Row& row) {
  row.edits[0] = above.edits[0] + 1;
  row.begin[0] = above.begin[0];
  for (std::size_t i = 1; i <= key.size(); ++i) {
    row.edits[i] = above.edits[i - 1] + (key[i - 1] == letter ? 0 : 1);
    row.begin[i] = above.begin[i - 1];
    if (above.edits[i] + 1 < row.edits[i]) row.edits[i] = above.edits[i] + 1, row.begin[i] = above.begin[i];
    if (row.edits[i - 1] + 1 < row.edits[i]) row.edits[i] = row.edits[i - 1] + 1, row.begin[i] = row.begin[i - 1];
  }
}

Row last_row(std::string_view key, std::string_view anchor, Begin begin) {
  Row row = first_row(key.size(), begin), next = row;
  for (const char letter : anchor) {
    fill_next_row(row, key, letter, next);
    std::swap(row, next);
  }
  return row;
}

double likeness_of(std::size_t edits, std::string_view anchor) {
  return 1 - static_cast<double>(edits) / static_cast<double>(anchor.size());
}

/// Whether the anchor stands anywhere in the key, or at its start; does not tell where. For anchors of up to 64
/// letters.
bool has_match(std::string_view key, std::string_view anchor, double least, Begin begin) {
  BitColumn column(anchor);
  int edits = static_cast<int>(anchor.size()), fewest = edits;
  for (const char letter : key) {
    edits += column.step(letter, begin);
    fewest = std::min(fewest, edits);
  }
  return likeness_of(static_cast<std::size_t>(fewest), anchor) >= least;
}

std::optional<AnchorMatch> best_match(std::string_view key, std::string_view anchor, double least, Begin begin) {
  if (key.empty() || anchor.empty()) return std::nullopt;
  // Nearly all end here, for a twentieth of the cost of the table.
  if (anchor.size() <= kWordBits && !has_match(key, anchor, least, begin)) return std::nullopt;
  const Row row = last_row(key, anchor, begin);
  const auto best = std::min_element(row.edits.begin(), row.edits.end());
  const double like = likeness_of(*best, anchor);
  if (like < least) return std::nullopt;
  const auto end = static_cast<std::size_t>(best - row.edits.begin());
  return AnchorMatch{.begin = row.begin[end], .end = end, .likeness = like};
}

}  // namespace

std::string key_of(std::string_view text) {
  const auto length = static_cast<int32_t>(text.size());
  std::string key;
  for (int32_t i = 0; i < length;) {
    const int32_t begin = i;
    UChar32 point = 0;
    U8_NEXT_OR_FFFD(text.data(), i, length, point);
    const std::optional<char> letter = known_key(point);
    if (!letter)
      key += key_by_folding(text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(i - begin)));
    else if (*letter != 0)
      key += *letter;
  }
  return key;
}

std::size_t edits_between(std::string_view one, std::string_view other) {
  if (one.empty() || one.size() > kWordBits) return last_row(one, other, Begin::at_start).edits.back();
  BitColumn column(one);
  int edits = static_cast<int>(one.size());
  for (const char letter : other) edits += column.step(letter, Begin::at_start);
  return static_cast<std::size_t>(edits);
}

double likeness(std::string_view one, std::string_view other) {
  if (one.empty() || other.empty()) return 0;
  const double longer = static_cast<double>(std::max(one.size(), other.size()));
  return 1 - static_cast<double>(edits_between(one, other)) / longer;
}

std::optional<AnchorMatch> find_anchor(std::string_view key, std::string_view anchor, double least) {
  return best_match(key, anchor, least, Begin::anywhere);
}

std::optional<AnchorMatch> begins_with_anchor(std::string_view key, std::string_view anchor, double least) {
  return best_match(key.substr(0, std::min(key.size(), anchor.size() + anchor.size() / 5 + 1)), anchor, least,
                    Begin::at_start);
}

double least_likeness(std::string_view anchor) {
  if (anchor.size() <= kExactAnchorLength) return 1;
  return anchor.size() <= kShortAnchorLength ? kLeastShort : kLeastLong;
}

}  // namespace hoso::extraction
