// SPDX-License-Identifier: Apache-2.0
#include "ocr/pieces.h"

#include <algorithm>

namespace hoso::ocr {
namespace {

using models::Box;
using models::Line;
using models::Word;

void add_word(Line& line, const Word& word) {
  line.words.push_back(word);
  line.box = models::united(line.box, word.box);
}

std::vector<Line> cut_at_gaps(const Line& line, double gap_px) {
  std::vector<Line> parts;
  for (const Word& word : line.words) {
    if (parts.empty() || word.box.x - parts.back().box.right() >= gap_px) parts.emplace_back();
    add_word(parts.back(), word);
  }
  return parts;
}

}  // namespace

double letter_height(const models::PageText& text) {
  std::vector<double> heights;
  for (const models::Block& block : text.blocks) {
    for (const Line& line : block.lines) {
      for (const Word& word : line.words) heights.push_back(word.box.height);
    }
  }
  if (heights.empty()) return 0;
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::ranges::nth_element(heights, middle);
  return *middle;
}

std::vector<Piece> pieces_of(const models::PageText& text, double gap_px) {
  std::vector<Piece> pieces;
  int line_number = 0, block_number = 0;
  for (const models::Block& block : text.blocks) {
    for (const Line& line : block.lines) {
      for (Line& part : cut_at_gaps(line, gap_px)) pieces.push_back({std::move(part), line_number, block_number});
      ++line_number;
    }
    ++block_number;
  }
  std::ranges::stable_sort(pieces, {}, [](const Piece& piece) { return piece.line.box.y + piece.line.box.height / 2; });
  return pieces;
}

bool in_one_row(const Box& one, const Box& other) {
  const double common = std::min(one.bottom(), other.bottom()) - std::max(one.y, other.y);
  return common >= 0.5 * std::min(one.height, other.height);
}

bool is_number_line(const Piece& piece) {
  const std::string text = models::folded(models::text_of(piece.line));
  return text.starts_with("so:") || text.starts_with("so :") || text.starts_with("ma ho so");
}

double apart_sideways(const Box& one, const Box& other) {
  return std::max(one.x, other.x) - std::min(one.right(), other.right());
}

}  // namespace hoso::ocr
