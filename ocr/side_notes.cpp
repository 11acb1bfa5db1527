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

/// Whether a line stands below a column as a name under a signature does.
bool is_signer_below(const Box& run, const Box& other, double unit) {
  const double shift = std::abs((run.x + run.right()) - (other.x + other.right())) / 2;
  return other.y < run.bottom() + kSignatureGapMax * unit && shift < kCentredMax * unit;
}

/// The column beside a note as far as it reaches down without a gap; nothing where there is none, or where the note
/// stands in its rows.
std::optional<double> end_of_column_beside(const Candidate& note, const std::vector<Piece>& pieces, double unit) {
  const Box& box = note.box;
  const bool small = note.in_small_print(unit);
  std::vector<const Piece*> column;
  bool interleaved = false;
  Box run;
  const auto goes_on = [&](const Box& other) {
    return other.y < run.bottom() + kRunGapMax * unit || (small && is_signer_below(run, other, unit));
  };
  for (const Piece& piece : pieces) {
    const Box& other = piece.line.box;
    if (note.holds(piece.source_block)) continue;
    if (goes_on_below(box, other, unit)) return std::nullopt;
    const bool near = other.bottom() > box.y - kReach * unit && other.y < box.bottom() + kReach * unit;
    const bool continues = !run.empty() && !beside(run, other, 0) && other.y > box.y && goes_on(other);
    if (!near && !continues) continue;
    if (!beside(box, other, kGutterMin * unit)) {
      if (other.bottom() > box.y && other.y < box.bottom()) return std::nullopt;
      continue;
    }
    if (!run.empty() && !goes_on(other)) {
      if (!small || column.size() > 1) break;
      column.clear();
      run = {};
    }
    const bool other_side = !run.empty() && (run.x > box.x) != (other.x > box.x);
    const bool in_a_row = !column.empty() && in_one_row(column.back()->line.box, other) &&
                          beside(column.back()->line.box, other, kCellGapMin * unit);
    if (other_side || in_a_row || in_row_with(note, piece, unit)) return std::nullopt;
    interleaved |= interleaves(note, piece);
    column.push_back(&piece);
    run = models::united(run, other);
  }
  // The short last line of a paragraph stands between two indented lines.
  const bool ends_paragraph = !interleaved && box.x < run.x && run.x - box.right() < kIndentMax * unit;
  const double latest_start = small ? box.bottom() + kReach * unit : box.y - kStartsBefore * unit;
  if (ends_paragraph || column.size() < 2 || run.y > latest_start || run.bottom() < box.y) return std::nullopt;
  return run.bottom();
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
