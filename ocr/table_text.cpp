// SPDX-License-Identifier: Apache-2.0
#include "ocr/table_text.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <optional>
#include <span>
#include <utility>

#include "ocr/pieces.h"

namespace hoso::ocr {
namespace {

using models::Block;
using models::Box;
using models::Line;
using models::PageText;
using models::Word;

constexpr std::size_t kFilledCellsMin = 2;
constexpr double kFramedShareMax = 0.5;  // of a page's words; a frame around more is the page's border

bool holds(const Box& area, const Box& box) {
  const double x = box.x + box.width / 2, y = box.y + box.height / 2;
  return x >= area.x && x < area.right() && y >= area.y && y < area.bottom();
}

std::optional<std::size_t> cell_of(const models::Table& table, const Box& word) {
  if (!holds(table.box, word)) return std::nullopt;
  const auto cell = std::ranges::find_if(table.cells, [&](const auto& one) { return holds(one.box, word); });
  if (cell == table.cells.end()) return std::nullopt;
  return static_cast<std::size_t>(cell - table.cells.begin());
}

void add_word(Line& line, const Word& word) {
  line.words.push_back(word);
  line.box = models::united(line.box, word.box);
}

/// Puts pieces of lines in order: those in one row of the cell make one line.
std::vector<Line> cell_lines(std::vector<Line> pieces) {
  std::ranges::stable_sort(pieces, {}, [](const Line& line) { return line.box.y + line.box.height / 2; });
  std::vector<Line> lines;
  for (Line& piece : pieces) {
    if (lines.empty() || !in_one_row(lines.back().box, piece.box)) {
      lines.push_back(std::move(piece));
      continue;
    }
    for (const Word& word : piece.words) add_word(lines.back(), word);
    std::ranges::stable_sort(lines.back().words, {}, [](const Word& word) { return word.box.x; });
  }
  return lines;
}

/// The words of each cell, a line for each of the text's lines that they are from.
TableText text_in(models::Table table, const PageText& text) {
  TableText found{.table = std::move(table)};
  found.lines.resize(found.table.cells.size());
  for (const Block& block : text.blocks) {
    for (const Line& line : block.lines) {
      std::optional<std::size_t> last;
      for (const Word& word : line.words) {
        const auto cell = cell_of(found.table, word.box);
        if (cell && cell != last) found.lines[*cell].emplace_back();
        if (cell) add_word(found.lines[*cell].back(), word);
        last = cell;
      }
    }
  }
  for (std::vector<Line>& lines : found.lines) lines = cell_lines(std::move(lines));
  return found;
}

template <typename Parts>
void measure(Box& box, const Parts& parts) {
  box = {};
  for (const auto& part : parts) box = models::united(box, part.box);
}

void take_words(PageText& text, const models::Table& table) {
  for (Block& block : text.blocks) {
    for (Line& line : block.lines) {
      std::erase_if(line.words, [&](const Word& word) { return cell_of(table, word.box).has_value(); });
      measure(line.box, line.words);
    }
    std::erase_if(block.lines, [](const Line& line) { return line.words.empty(); });
    measure(block.box, block.lines);
  }
  std::erase_if(text.blocks, [](const Block& block) { return block.lines.empty(); });
}

bool is_frame(const models::Table& table) { return table.cells.size() == 1; }

std::size_t word_count(std::span<const Line> lines) {
  std::size_t count = 0;
  for (const Line& line : lines) count += line.words.size();
  return count;
}

/// Whether framed lines are something, but not most of the page.
bool is_part(std::span<const Line> framed, double words_on_page) {
  const auto words = static_cast<double>(word_count(framed));
  return words > 0 && words < kFramedShareMax * words_on_page;
}

std::size_t filled(const TableText& text) {
  return static_cast<std::size_t>(std::ranges::count_if(text.lines, [](const auto& lines) { return !lines.empty(); }));
}

/// How many rows the headings take: as many as the highest of the first row's, where it stands beside a heading over
/// several columns.
int heading_rows(const models::Table& table) {
  constexpr int kHeadingRowsMax = 3;
  int rows = 1;
  bool parted = false;
  for (const models::TableCell& cell : table.cells) {
    if (cell.row > 0 || cell.row_span > kHeadingRowsMax) continue;
    rows = std::max(rows, cell.row_span);
    parted |= cell.column_span > 1;
  }
  return parted ? rows : 1;
}

}  // namespace

std::vector<std::size_t> cells_in_reading_order(const models::Table& table) {
  const int headings = heading_rows(table);
  std::vector<std::size_t> order(table.cells.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  // Headings by the columns that they begin over, the upper before the lower.
  const auto end = std::ranges::find_if(table.cells, [&](const auto& cell) { return cell.row >= headings; });
  std::ranges::stable_sort(order.begin(), order.begin() + (end - table.cells.begin()), {}, [&](std::size_t index) {
    return std::pair(table.cells[index].column, table.cells[index].row);
  });
  return order;
}

std::vector<TableText> take_table_text(PageText& text) {
  std::vector<models::Table> tables = std::exchange(text.tables, {});
  // What stands in a table within a frame is the table's.
  std::ranges::stable_partition(tables, [](const models::Table& table) { return !is_frame(table); });
  const auto words_on_page = static_cast<double>(models::word_count(text));
  std::vector<TableText> taken;
  for (models::Table& table : tables) {
    TableText found = text_in(std::move(table), text);
    if (is_frame(found.table) ? !is_part(found.lines.front(), words_on_page) : filled(found) < kFilledCellsMin)
      continue;
    take_words(text, found.table);
    taken.push_back(std::move(found));
  }
  std::ranges::stable_sort(taken, {}, [](const TableText& one) { return one.table.box.y; });
  return taken;
}

}  // namespace hoso::ocr
