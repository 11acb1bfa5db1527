// SPDX-License-Identifier: Apache-2.0
#include "ocr/side_notes.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

namespace hoso::ocr {
namespace {

using models::Box;

constexpr std::size_t kLinesMax = 3;
// In heights of letters:
constexpr double kReach = 2, kStartsBefore = 0.5, kGutterMin = 0.8, kRunGapMax = 3, kIndentMax = 3, kCellGapMin = 2,
                 kListGapMax = 0.5;
constexpr double kSameBaseline = 0.22;
constexpr double kSameHeight = 0.75;
constexpr double kInterleavedMin = 0.1;  // of the note's height
constexpr double kSmallPrint = 0.65, kSignatureGapMax = 12, kCentredMax = 1.5;

bool beside(const Box& one, const Box& other, double gutter) { return apart_sideways(one, other) >= gutter; }

/// What may be a note: blocks of a row, left to right.
struct Candidate {
  std::vector<int> blocks;
  std::vector<Piece> lines;
  Box box;

  void add(int block, const std::vector<Piece>& more) {
    blocks.push_back(block);
    lines.insert(lines.end(), more.begin(), more.end());
    for (const Piece& line : more) box = models::united(box, line.line.box);
  }
  [[nodiscard]] bool holds(int block) const { return std::ranges::find(blocks, block) != blocks.end(); }
  /// Captions: what they stand beside is read first, even where it begins a little lower.
  [[nodiscard]] bool in_small_print(double unit) const {
    return std::ranges::all_of(lines, [&](const Piece& piece) { return piece.line.box.height < kSmallPrint * unit; });
  }
};

/// Whether a line stands close below another of its own column, as the next of a list.
bool goes_on_below(const Box& note, const Box& other, double unit) {
  const double gap = note.y - other.bottom();
  return !beside(note, other, 0) && gap > -kListGapMax * unit && gap < kListGapMax * unit;
}

double common_height(const Box& one, const Box& other) {
  return std::min(one.bottom(), other.bottom()) - std::max(one.y, other.y);
}

/// Whether a line of the note and one of the column make a row that is read across: on one baseline, or, where the
/// paper is curled, nearly at one height.
bool in_row_with(const Candidate& note, const Piece& piece, double unit) {
  const double baseline = models::baseline_px(piece.line);
  const Box& other = piece.line.box;
  return std::ranges::any_of(note.lines, [&](const Piece& line) {
    const Box& box = line.line.box;
    return std::abs(models::baseline_px(line.line) - baseline) <= kSameBaseline * unit ||
           common_height(box, other) >= kSameHeight * std::max(box.height, other.height);
  });
}

/// Whether a line of the note stands beside one of the column's, not only between two of them.
bool interleaves(const Candidate& note, const Piece& piece) {
  const Box& other = piece.line.box;
  return std::ranges::any_of(note.lines, [&](const Piece& line) {
    return common_height(line.line.box, other) > kInterleavedMin * line.line.box.height;
  });
}

/// The column beside a note, line by line.
struct Column {
  std::vector<const Piece*> lines;
  Box box;
  bool interleaved = false;  ///< lines of the note stand beside some of its own

  [[nodiscard]] bool empty() const { return lines.empty(); }
  /// Whether a line comes next in it; below a signature block the signer's name does, with room for the signature.
  [[nodiscard]] bool goes_on_with(const Box& line, double unit, bool as_signature) const {
    if (line.y < box.bottom() + kRunGapMax * unit) return true;
    const double shift = std::abs((box.x + box.right()) - (line.x + line.right())) / 2;
    return as_signature && line.y < box.bottom() + kSignatureGapMax * unit && shift < kCentredMax * unit;
  }
  /// Whether a line stands beside its last one, as the cells of a row do.
  [[nodiscard]] bool has_beside_its_last(const Box& line, double unit) const {
    return !empty() && in_one_row(lines.back()->line.box, line) &&
           beside(lines.back()->line.box, line, kCellGapMin * unit);
  }
  void add(const Piece& piece) {
    lines.push_back(&piece);
    box = models::united(box, piece.line.box);
  }
};

/// Where the column beside a note ends; nothing where it does not begin before the note or is no column.
std::optional<double> end_of(const Column& column, const Box& note, bool small, double unit) {
  // The short last line of a paragraph stands between two indented lines.
  const bool ends_paragraph =
      !column.interleaved && note.x < column.box.x && column.box.x - note.right() < kIndentMax * unit;
  const double latest_start = small ? note.bottom() + kReach * unit : note.y - kStartsBefore * unit;
  if (ends_paragraph || column.lines.size() < 2 || column.box.y > latest_start || column.box.bottom() < note.y)
    return std::nullopt;
  return column.box.bottom();
}

/// The column beside a note as far as it reaches down without a gap; nothing where there is none, or where the note
/// stands in its rows.
std::optional<double> end_of_column_beside(const Candidate& note, const std::vector<Piece>& pieces, double unit) {
  const Box& box = note.box;
  const bool small = note.in_small_print(unit);
  Column column;
  for (const Piece& piece : pieces) {
    const Box& other = piece.line.box;
    if (note.holds(piece.source_block)) continue;
    if (goes_on_below(box, other, unit)) return std::nullopt;
    const bool follows = column.empty() || column.goes_on_with(other, unit, small);
    const bool near = other.bottom() > box.y - kReach * unit && other.y < box.bottom() + kReach * unit;
    const bool continues = !column.empty() && follows && !beside(column.box, other, 0) && other.y > box.y;
    if (!near && !continues) continue;
    if (!beside(box, other, kGutterMin * unit)) {
      if (other.bottom() > box.y && other.y < box.bottom()) return std::nullopt;
      continue;
    }
    if (!follows && (!small || column.lines.size() > 1)) break;
    if (!follows) column = {};
    const bool other_side = !column.empty() && (column.box.x > box.x) != (other.x > box.x);
    if (other_side || column.has_beside_its_last(other, unit) || in_row_with(note, piece, unit)) return std::nullopt;
    column.interleaved |= interleaves(note, piece);
    column.add(piece);
  }
  return end_of(column, box, small, unit);
}

/// Blocks of one line each that stand in one row with the first: captions of pictures side by side.
Candidate row_of(const std::map<int, std::vector<Piece>>& blocks, int first) {
  Candidate row;
  const Box& box = blocks.at(first).front().line.box;
  for (const auto& [block, lines] : blocks) {
    if (lines.size() == 1 && (block == first || in_one_row(box, lines.front().line.box))) row.add(block, lines);
  }
  std::ranges::stable_sort(row.lines, {}, [](const Piece& piece) { return piece.line.box.x; });
  return row;
}

}  // namespace

std::vector<SideNote> take_side_notes(std::vector<Piece>& pieces, double unit_px) {
  std::map<int, std::vector<Piece>> blocks;
  for (const Piece& piece : pieces) blocks[piece.source_block].push_back(piece);
  std::vector<SideNote> notes;
  const auto take_if_note = [&](const Candidate& candidate) {
    const auto end = end_of_column_beside(candidate, pieces, unit_px);
    if (!end) return false;
    std::erase_if(pieces, [&](const Piece& piece) { return candidate.holds(piece.source_block); });
    notes.push_back({candidate.lines, *end});
    return true;
  };
  std::vector<int> taken;
  for (const auto& [block, lines] : blocks) {
    if (is_number_line(lines.front())) continue;
    if (lines.size() > kLinesMax || std::ranges::find(taken, block) != taken.end()) continue;
    Candidate alone;
    alone.add(block, lines);
    if (take_if_note(alone) || lines.size() > 1) continue;
    if (const Candidate row = row_of(blocks, block); row.blocks.size() == 2 && take_if_note(row)) taken = row.blocks;
  }
  std::ranges::stable_sort(notes, {}, &SideNote::after_y);
  return notes;
}

}  // namespace hoso::ocr
