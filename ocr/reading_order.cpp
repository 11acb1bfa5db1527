// SPDX-License-Identifier: Apache-2.0
#include "ocr/reading_order.h"

#include <algorithm>
#include <span>
#include <utility>

#include "ocr/column_band.h"
#include "ocr/pieces.h"
#include "ocr/side_notes.h"

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

}  // namespace

PageText in_reading_order(PageText text) {
  const double unit = letter_height(text);
  if (unit <= 0) return text;
  std::vector<Piece> pieces = pieces_of(text, unit);
  Box area;
  for (const Piece& piece : pieces) area = models::united(area, piece.line.box);
  Writer writer;
  std::vector<SideNote> notes = take_side_notes(pieces, unit);
  auto note = notes.begin();
  for (std::span<Piece> rest(pieces); !rest.empty();) {
    for (; note != notes.end() && note->after_y < rest.front().line.box.bottom(); ++note)
      writer.add_column(note->pieces);
    if (const auto band = find_column_band(rest, area, unit)) {
      writer.add_column(band->left);
      writer.add_column(band->right);
      rest = rest.subspan(band->taken);
      continue;
    }
    const std::span<Piece> row = rest.first(row_length(rest));
    std::ranges::stable_sort(row, {}, [](const Piece& piece) { return piece.line.box.x; });
    for (const Piece& piece : row) writer.add(piece, false);
    rest = rest.subspan(row.size());
  }
  for (; note != notes.end(); ++note) writer.add_column(note->pieces);
  return writer.take();
}

}  // namespace hoso::ocr
