// SPDX-License-Identifier: Apache-2.0
#include "extraction/form/cells.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "extraction/text/fuzzy.h"

namespace hoso::extraction {
namespace {

using Words = std::vector<const models::Word*>;

constexpr std::size_t kNumberLetters = 3;

std::optional<int> number_of(const Words& words) {
  std::string key;
  for (const models::Word* word : words) key += key_of(word->text);
  const bool digits = std::all_of(key.begin(), key.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
  return digits && !key.empty() && key.size() <= kNumberLetters ? std::optional(std::stoi(key)) : std::nullopt;
}

bool holds(const models::Box& box, const models::Box& word) {
  const double x = word.x + word.width / 2, y = word.y + word.height / 2;
  return x >= box.x && x < box.right() && y >= box.y && y < box.bottom();
}

Words words_in(const PageLayout& layout, const models::Box& box) {
  Words out;
  for (const Segment& row : rows_in(layout, box))
    for (const models::Word* word : row.words)
      if (holds(box, word->box) && !key_of(word->text).empty()) out.push_back(word);
  return out;
}

/// A cell that is higher than headings is none: what a fold or the sheet's edge parts from the table.
int heading_rows(const models::Table& table) {
  constexpr int kHeadingRowsMax = 3;
  int rows = 1;
  for (const models::TableCell& cell : table.cells)
    if (cell.row == 0 && cell.row_span <= kHeadingRowsMax) rows = std::max(rows, cell.row_span);
  return rows;
}

}  // namespace

bool numbers_columns(const Cells& row) {
  std::size_t same = 0;
  for (std::size_t i = 0; i < row.columns.size(); ++i)
    if (number_of(row.columns[i]) == static_cast<int>(i) + 1) ++same;
  return same > 2 && same == row.filled();
}

std::optional<int> Cells::number() const { return number_of(columns.front()); }

std::size_t Cells::filled() const {
  return static_cast<std::size_t>(
      std::count_if(columns.begin(), columns.end(), [](const Words& words) { return !words.empty(); }));
}

Cells cells_of(const Segment& row, const std::vector<double>& borders) {
  Cells cells{.columns = std::vector<Words>(borders.size() + 1), .box = row.box};
  for (const models::Word* word : row.words) {
    if (key_of(word->text).empty()) continue;  // rulings
    const double x = word->box.x + word->box.width / 2;
    const auto column = std::upper_bound(borders.begin(), borders.end(), x) - borders.begin();
    cells.columns[static_cast<std::size_t>(column)].push_back(word);
  }
  return cells;
}

std::vector<Cells> ruled_rows(const PageLayout& layout, const models::Table& table, bool with_headings) {
  std::vector<Cells> rows;
  for (int row = with_headings ? 0 : heading_rows(table); row < table.rows; ++row) {
    Cells cells{.columns = std::vector<Words>(static_cast<std::size_t>(table.columns)), .box = {}};
    bool caption = false;
    for (const models::TableCell& cell : table.cells) {
      if (cell.row != row) continue;
      caption = caption || cell.column_span == table.columns;
      cells.box = models::united(cells.box, cell.box);
      cells.columns[static_cast<std::size_t>(cell.column)] = words_in(layout, cell.box);
    }
    if (!caption && cells.filled() > 0 && !numbers_columns(cells)) rows.push_back(std::move(cells));
  }
  return rows;
}

std::vector<Words> ruled_headings(const PageLayout& layout, const models::Table& table) {
  std::vector<Words> out(static_cast<std::size_t>(table.columns));
  std::vector<int> lowest(out.size(), -1);
  const int below = heading_rows(table);
  for (const models::TableCell& cell : table.cells) {
    if (cell.row >= below) continue;
    for (int column = cell.column; column < cell.column + cell.column_span; ++column) {
      const auto at = static_cast<std::size_t>(column);
      Words words = words_in(layout, cell.box);
      if (cell.row <= lowest[at] || words.empty()) continue;
      lowest[at] = cell.row;
      out[at] = std::move(words);
    }
  }
  return out;
}

}  // namespace hoso::extraction
