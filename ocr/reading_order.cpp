// SPDX-License-Identifier: Apache-2.0
#include "ocr/reading_order.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <optional>
#include <span>
#include <string>
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
    for (const std::size_t cell : cells_in_reading_order(table.table)) {
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

std::string plain(const Piece& piece) { return models::folded(models::text_of(piece.line)); }

/// A letter's day that stands higher or lower than its number, beside what the letter is about.
struct FreeDay {
  std::vector<Piece> piece;
  double subject_y = 0;  ///< middle of the subject's first line
};

/// Takes it out of the pieces: it is read between number and subject (NĐ 30/2020, Phụ lục I: zone 3, 4, then 5b).
std::optional<FreeDay> take_free_day(std::vector<Piece>& pieces, double unit_px) {
  constexpr double kAbove = 12, kBelow = 4;  // letter heights from the subject's first line: below the motto at most
  const auto subject = std::ranges::find_if(pieces, [](const Piece& piece) { return plain(piece).starts_with("v/v"); });
  if (subject == pieces.end()) return std::nullopt;
  const Box at = subject->line.box;
  const auto is_number = [](const Piece& piece) { return plain(piece).starts_with("so"); };
  const auto day = std::ranges::find_if(pieces, [&](const Piece& piece) {
    const Box& box = piece.line.box;
    const std::string text = plain(piece);
    const bool says_day = text.find("ngay") != std::string::npos && text.find("thang") != std::string::npos;
    const double lower = (box.y - at.y) / unit_px;
    return says_day && box.x > at.right() && lower > -kAbove && lower < kBelow;
  });
  if (day == pieces.end()) return std::nullopt;
  const bool beside_number = std::ranges::any_of(
      pieces, [&](const Piece& piece) { return is_number(piece) && in_one_row(piece.line.box, day->line.box); });
  if (beside_number) return std::nullopt;
  FreeDay free{.piece = {std::move(*day)}, .subject_y = at.y + at.height / 2};
  pieces.erase(day);
  return free;
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

/// Whether one side of an open sheet is a page by itself.
bool is_page(const std::vector<Box>& boxes, const Box& area) {
  constexpr std::size_t kLinesMin = 8;
  constexpr double kHeight = 0.4;
  Box side;
  for (const Box& box : boxes) side = models::united(side, box);
  return boxes.size() >= kLinesMin && side.height > kHeight * area.height;
}

/// Where the two pages of an open sheet meet (certificates, books on one image): nothing crosses the middle of a text
/// that is wider than high, and both sides are pages.
std::optional<double> fold_of(const PageText& text, const Box& area, double unit_px) {
  constexpr double kWide = 1.15, kFrom = 0.4, kTo = 0.6, kGap = 3;
  if (area.width < kWide * area.height) return std::nullopt;
  std::vector<Box> boxes;
  for (const Piece& piece : pieces_of(text, unit_px)) boxes.push_back(piece.line.box);
  for (const models::Table& table : text.tables) boxes.push_back(table.box);
  std::ranges::sort(boxes, {}, &Box::x);
  const double to = area.x + kTo * area.width;
  double reached = area.x + kFrom * area.width, widest = kGap * unit_px;
  std::optional<double> fold;
  for (const Box& box : boxes) {
    const double gap = std::min(box.x, to) - reached;
    if (box.right() <= reached) continue;
    if (gap > widest) widest = gap, fold = reached + gap / 2;
    reached = std::max(reached, box.right());
  }
  if (!fold) return std::nullopt;
  const auto right = std::ranges::partition(boxes, [&](const Box& box) { return box.right() < *fold; });
  const bool both = is_page({boxes.begin(), right.begin()}, area) && is_page({right.begin(), right.end()}, area);
  return both ? fold : std::nullopt;
}

/// What stands on one side of the fold.
PageText side_of(const PageText& text, double fold, bool left) {
  PageText side;
  const auto here = [&](const Box& box) { return (box.x + box.width / 2 < fold) == left; };
  for (const models::Block& block : text.blocks) {
    models::Block part;
    for (const Line& line : block.lines) {
      Line kept;
      for (const models::Word& word : line.words) {
        if (!here(word.box)) continue;
        kept.words.push_back(word);
        kept.box = models::united(kept.box, word.box);
      }
      if (kept.words.empty()) continue;
      part.box = models::united(part.box, kept.box);
      part.lines.push_back(std::move(kept));
    }
    if (!part.lines.empty()) side.blocks.push_back(std::move(part));
  }
  std::ranges::copy_if(text.tables, std::back_inserter(side.tables),
                       [&](const models::Table& table) { return here(table.box); });
  return side;
}

}  // namespace

PageText in_reading_order(PageText text) {
  const double unit = letter_height(text);
  Box area;
  for (const models::Block& block : text.blocks) area = models::united(area, block.box);
  if (const auto fold = unit > 0 ? fold_of(text, area, unit) : std::nullopt) {
    PageText ordered = in_reading_order(side_of(text, *fold, true));
    models::append(ordered, in_reading_order(side_of(text, *fold, false)), models::Affine{});
    return ordered;
  }
  std::vector<TableText> tables = take_table_text(text);
  if (unit <= 0) return text;
  std::vector<Piece> pieces = pieces_of(text, unit);
  std::optional<FreeDay> day = take_free_day(pieces, unit);
  Orderer order(take_side_notes(pieces, unit), area, unit);
  std::span<Piece> rest(pieces);
  if (day) {
    const auto from_subject = std::ranges::stable_partition(
        rest, [&](const Piece& piece) { return piece.line.box.y + piece.line.box.height / 2 < day->subject_y; });
    order.add(rest.first(rest.size() - from_subject.size()));
    order.add(day->piece);
    rest = rest.last(from_subject.size());
  }
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
