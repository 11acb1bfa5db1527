// SPDX-License-Identifier: Apache-2.0
#include "ocr/counted_cells.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hoso::ocr {
namespace {

constexpr int kVotesMin = 3;
constexpr double kVotesShare = 0.5;  // of the cells of the column that hold one word
constexpr std::size_t kDigitsMax = 3;
constexpr double kCounted = 0.95, kShaped = 0.9;

/// A cell that holds one word and nothing else.
struct Counted {
  int row = 0;
  models::Word* word = nullptr;
};

bool holds(const models::Box& cell, const models::Box& box) {
  const double x = box.x + box.width / 2, y = box.y + box.height / 2;
  return x >= cell.x && x < cell.right() && y >= cell.y && y < cell.bottom();
}

std::vector<Counted> single_words(models::PageText& text, const models::Table& table, int column) {
  std::vector<Counted> out;
  for (const models::TableCell& cell : table.cells) {
    if (cell.column != column || cell.column_span > 1) continue;
    std::vector<models::Word*> words;
    for (models::Block& block : text.blocks)
      for (models::Line& line : block.lines)
        for (models::Word& word : line.words)
          if (holds(cell.box, word.box)) words.push_back(&word);
    if (words.size() == 1) out.push_back({cell.row, words.front()});
  }
  return out;
}

std::optional<int> number_of(const std::string& text) {
  const bool digits = std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; });
  return digits && !text.empty() && text.size() <= kDigitsMax ? std::optional(std::stoi(text)) : std::nullopt;
}

/// How many rows stand above the first number: what most of the column's numbers agree on.
std::optional<int> rows_above(const std::vector<Counted>& cells) {
  std::map<int, int> votes;
  for (const Counted& cell : cells)
    if (const auto number = number_of(cell.word->text)) ++votes[cell.row - *number];
  const auto most = std::ranges::max_element(votes, {}, [](const auto& vote) { return vote.second; });
  if (most == votes.end() || most->second < kVotesMin) return std::nullopt;
  return most->second >= kVotesShare * static_cast<double>(cells.size()) ? std::optional(most->first) : std::nullopt;
}

/// The digits that letters and signs have the shape of.
std::string as_digits(const std::string& text) {
  static const std::map<char, char> shapes{{'|', '1'}, {'l', '1'}, {'I', '1'}, {'i', '1'}, {'!', '1'},
                                           {'[', '1'}, {']', '1'}, {'O', '0'}, {'o', '0'}, {'S', '5'},
                                           {'s', '5'}, {'B', '8'}, {'Z', '2'}, {'z', '2'}};
  std::string out;
  for (const char letter : text) {
    const auto shape = shapes.find(letter);
    out += shape == shapes.end() ? letter : shape->second;
  }
  return out;
}

}  // namespace

void put_counts_right(models::PageText& text) {
  for (const models::Table& table : text.tables)
    for (int column = 0; column < table.columns; ++column) {
      const std::vector<Counted> cells = single_words(text, table, column);
      const auto above = rows_above(cells);
      if (!above) continue;
      for (const Counted& cell : cells) {
        if (cell.row <= *above) continue;
        const std::string wanted = std::to_string(cell.row - *above);
        const bool same = cell.word->text == wanted;
        if (!same && as_digits(cell.word->text) != wanted) continue;
        cell.word->text = wanted;
        cell.word->confidence = std::max(cell.word->confidence, same ? kCounted : kShaped);
      }
    }
}

}  // namespace hoso::ocr
