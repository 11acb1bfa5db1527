// SPDX-License-Identifier: Apache-2.0
#include "ocr/reading_order.h"

#include <algorithm>
#include <limits>
#include <span>
#include <utility>

#include "ocr/column_band.h"
#include "ocr/pieces.h"
#include "ocr/side_notes.h"
#include "ocr/table_text.h"

namespace hoso::ocr {
namespace {

using models::Box;
using models::Line;
using models::PageText;

/// The text made anew, piece by piece.
class Writer {
 public:
  /// Adds a piece below the last, or to its line where the engine had them in one.
  void add(const Piece& piece, bool own_block) {
    if (text_.blocks.empty() || own_block || block_ != piece.source_block) text_.blocks.emplace_back();
    models::Block& block = text_.blocks.back();
    if (block.lines.empty() || line_ != piece.source_line) block.lines.emplace_back();
    Line& line = block.lines.back();
    line.words.insert(line.words.end(), piece.line.words.begin(), piece.line.words.end());
    line.box = models::united(line.box, piece.line.box);
    block.box = models::united(block.box, line.box);
    block_ = piece.source_block;
    line_ = piece.source_line;
  }

  /// A column is a block, whatever the engine thought.
  void add_column(const std::vector<Piece>& column) {
    line_ = block_ = kNone;
    for (std::size_t index = 0; index < column.size(); ++index) {
      Piece piece = column[index];
      piece.source_block = kColumn;
      line_ = kNone;
      add(piece, index == 0);
    }
    line_ = block_ = kNone;
  }

  /// Each cell with text is a block; a frame is no more than that.
  void add_table(TableText table) {
    for (std::size_t cell = 0; cell < table.lines.size(); ++cell) {
      if (table.lines[cell].empty()) continue;
      table.table.cells[cell].block = text_.blocks.size();
      models::Block& block = text_.blocks.emplace_back();
      block.lines = std::move(table.lines[cell]);
      for (const Line& line : block.lines) block.box = models::united(block.box, line.box);
    }
    if (table.table.cells.size() > 1) text_.tables.push_back(std::move(table.table));
    line_ = block_ = kNone;
  }

  PageText take() { return std::move(text_); }

 private:
  static constexpr int kNone = -1, kColumn = -2;
  PageText text_;
  int line_ = kNone, block_ = kNone;
};

/// How many of the pieces stand in the row of the first one.
std::size_t row_length(std::span<const Piece> pieces) {
  std::size_t length = 1;
  while (length < pieces.size() && in_one_row(pieces.front().line.box, pieces[length].line.box)) ++length;
  return length;
}

/// Puts pieces in order, bands of two columns and rows, with the notes beside them.
class Orderer {
 public:
  Orderer(std::vector<SideNote> notes, const Box& area, double unit_px)
      : notes_(std::move(notes)), area_(area), unit_px_(unit_px) {}

  void add(std::span<Piece> rest) {
    while (!rest.empty()) {
      add_notes_before(rest.front().line.box.bottom());
      if (const auto band = find_column_band(rest, area_, unit_px_)) {
        writer_.add_column(band->left);
        writer_.add_column(band->right);
        rest = rest.subspan(band->taken);
        continue;
      }
      const std::span<Piece> row = rest.first(row_length(rest));
      std::ranges::stable_sort(row, {}, [](const Piece& piece) { return piece.line.box.x; });
      for (const Piece& piece : row) writer_.add(piece, false);
      rest = rest.subspan(row.size());
    }
  }

  void add(TableText table) {
    add_notes_before(table.table.box.y);
    writer_.add_table(std::move(table));
  }

  PageText take() {
    add_notes_before(std::numeric_limits<double>::infinity());
    return writer_.take();
  }

 private:
  void add_notes_before(double y) {
    for (; next_note_ < notes_.size() && notes_[next_note_].after_y < y; ++next_note_)
      writer_.add_column(notes_[next_note_].pieces);
  }

  std::vector<SideNote> notes_;
  std::size_t next_note_ = 0;
  Box area_;
  double unit_px_;
  Writer writer_;
};

/// Whether a piece is read before a table: above it, or beside it to the left.
bool is_before(const Piece& piece, const Box& table) {
  const Box& box = piece.line.box;
  const double middle = box.y + box.height / 2;
  return middle < table.y || (middle < table.bottom() && box.x + box.width / 2 < table.x);
}

}  // namespace

PageText in_reading_order(PageText text) {
  const double unit = letter_height(text);
  Box area;
  for (const models::Block& block : text.blocks) area = models::united(area, block.box);
  std::vector<TableText> tables = take_table_text(text);
  if (unit <= 0) return text;
  std::vector<Piece> pieces = pieces_of(text, unit);
  Orderer order(take_side_notes(pieces, unit), area, unit);
  std::span<Piece> rest(pieces);
  for (TableText& table : tables) {
    const auto after =
        std::ranges::stable_partition(rest, [&](const Piece& piece) { return is_before(piece, table.table.box); });
    order.add(rest.first(rest.size() - after.size()));
    rest = rest.last(after.size());
    order.add(std::move(table));
  }
  order.add(rest);
  return order.take();
}

}  // namespace hoso::ocr
