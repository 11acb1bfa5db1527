// SPDX-License-Identifier: Apache-2.0
#include "hoso/models/text.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace hoso::models {
namespace {

const icu::Normalizer2& normalizer(bool compose) {
  UErrorCode status = U_ZERO_ERROR;
  return compose ? *icu::Normalizer2::getNFCInstance(status) : *icu::Normalizer2::getNFDInstance(status);
}

icu::UnicodeString normalised(std::string_view text, bool compose) {
  UErrorCode status = U_ZERO_ERROR;
  const auto source = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  return normalizer(compose).normalize(source, status);
}

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

/// Whether something of a word reaches below the baseline.
bool descends(const std::string& word) {
  constexpr UChar32 kDotBelow = 0x0323;
  constexpr std::u16string_view kBelow = u"gjpqyQ,;()[]{}|/@_$";
  const icu::UnicodeString decomposed = normalised(word, false);
  for (int32_t i = 0; i < decomposed.length(); ++i) {
    const char16_t unit = decomposed.charAt(i);
    if (unit == kDotBelow || kBelow.find(unit) != std::u16string_view::npos) return true;
  }
  return false;
}

/// Whether a word stands above the baseline: dashes, quotes.
bool floats(const std::string& word) {
  const icu::UnicodeString units = icu::UnicodeString::fromUTF8(word);
  for (int32_t i = 0; i < units.length(); i = units.moveIndex32(i, 1)) {
    if (u_isalnum(units.char32At(i))) return false;
  }
  return true;
}

bool is_print(UChar32 point) {
  constexpr UChar32 kReplacement = 0xFFFD;
  switch (u_charType(point)) {
    case U_CONTROL_CHAR:
    case U_FORMAT_CHAR:
    case U_PRIVATE_USE_CHAR:
    case U_SURROGATE:
    case U_UNASSIGNED:
      return false;
    default:
      return point != kReplacement && !u_isUWhiteSpace(point);
  }
}

}  // namespace

std::string text_of(const Line& line) {
  std::string out;
  for (const Word& word : line.words) out.append(out.empty() ? "" : " ").append(word.text);
  return out;
}

std::string text_of(const PageText& text) {
  const std::vector<int> tables = table_numbers(text);
  std::string out;
  for (std::size_t index = 0; index < text.blocks.size(); ++index) {
    const bool next_cell = index > 0 && tables[index] > 0 && tables[index] == tables[index - 1];
    if (!out.empty() && !next_cell) out += '\n';
    for (const Line& line : text.blocks[index].lines) out.append(text_of(line)).append("\n");
  }
  return out;
}

namespace {

Line mapped(const Affine& map, Line line) {
  line.box = mapped(map, line.box);
  for (Word& word : line.words) word.box = mapped(map, word.box);
  return line;
}

}  // namespace

void append(PageText& text, const PageText& other, const Affine& map) {
  const std::size_t blocks_before = text.blocks.size();
  for (Block block : other.blocks) {
    block.box = mapped(map, block.box);
    for (Line& line : block.lines) line = mapped(map, std::move(line));
    text.blocks.push_back(std::move(block));
  }
  for (Table table : other.tables) {
    table.box = mapped(map, table.box);
    for (TableCell& cell : table.cells) {
      cell.box = mapped(map, cell.box);
      if (cell.block) *cell.block += blocks_before;
    }
    text.tables.push_back(std::move(table));
  }
  for (Line line : other.framed) text.framed.push_back(mapped(map, std::move(line)));
}

std::vector<int> table_numbers(const PageText& text) {
  std::vector<int> numbers(text.blocks.size(), 0);
  for (std::size_t table = 0; table < text.tables.size(); ++table)
    for (const TableCell& cell : text.tables[table].cells)
      if (cell.block) numbers.at(*cell.block) = static_cast<int>(table) + 1;
  return numbers;
}

std::size_t word_count(const PageText& text) {
  std::size_t count = 0;
  for (const Block& block : text.blocks)
    for (const Line& line : block.lines) count += line.words.size();
  return count;
}

double mean_confidence(const PageText& text) {
  const std::size_t count = word_count(text);
  double sum = 0;
  for (const Block& block : text.blocks)
    for (const Line& line : block.lines)
      for (const Word& word : line.words) sum += word.confidence;
  return count == 0 ? 0 : sum / static_cast<double>(count);
}

double baseline_px(const Line& line) {
  std::vector<double> standing, any;
  for (const Word& word : line.words) {
    any.push_back(word.box.bottom());
    if (!floats(word.text) && !descends(word.text)) standing.push_back(word.box.bottom());
  }
  if (standing.empty()) return *std::ranges::min_element(any);
  const auto middle = standing.begin() + static_cast<std::ptrdiff_t>(standing.size() / 2);
  std::ranges::nth_element(standing, middle);
  return *middle;
}

std::string nfc(std::string_view text) { return utf8(normalised(text, true)); }

std::string folded(std::string_view text) {
  const icu::UnicodeString decomposed = normalised(text, false);
  icu::UnicodeString out;
  for (int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    const UChar32 c = u_tolower(decomposed.char32At(i));
    if (u_charType(c) == U_NON_SPACING_MARK) continue;
    out.append(c == 0x0111 ? UChar32{'d'} : c);
  }
  UErrorCode status = U_ZERO_ERROR;
  return utf8(normalizer(true).normalize(out, status));
}

bool has_tone(std::string_view text) {
  constexpr std::u16string_view kTones = u"\u0300\u0301\u0303\u0309\u0323";
  const icu::UnicodeString decomposed = normalised(text, false);
  for (int32_t i = 0; i < decomposed.length(); ++i)
    if (kTones.find(decomposed.charAt(i)) != std::u16string_view::npos) return true;
  return false;
}

std::string printable(std::string_view text) {
  const auto source = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  icu::UnicodeString kept;
  for (int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1))
    if (const UChar32 point = source.char32At(i); is_print(point)) kept.append(point);
  return nfc(utf8(kept));
}

std::string collapsed(std::string_view text) {
  const auto source = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  icu::UnicodeString out;
  bool space = false;
  for (int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
    const UChar32 c = source.char32At(i);
    if (u_isUWhiteSpace(c)) {
      space = true;
      continue;
    }
    if (space && !out.isEmpty()) out.append(UChar32{' '});
    space = false;
    out.append(c);
  }
  return utf8(out);
}

}  // namespace hoso::models
