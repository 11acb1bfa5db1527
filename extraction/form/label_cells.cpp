// SPDX-License-Identifier: Apache-2.0
#include "extraction/form/label_cells.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "extraction/form/labels.h"
#include "extraction/text/fuzzy.h"
#include "extraction/text/vietnamese.h"

namespace hoso::extraction {
namespace {

using Words = std::vector<const models::Word*>;

constexpr int kLabelsMin = 2;              // label cells that make a column one of labels
constexpr std::size_t kNumberLetters = 2;  // of a label: "1.", "a)"

/// Whether words are one label and nothing else, but for its number.
bool is_label(const Words& words, const std::vector<std::string>& labels) {
  if (words.empty()) return false;
  const Segment segment = segment_of(words);
  const auto hits = find_labels(segment, labels);
  if (hits.size() != 1 || hits.front().value < words.size()) return false;
  std::size_t before = 0;
  for (std::size_t i = 0; i < hits.front().begin; ++i) before += key_of(words[i]->text).size();
  return before <= kNumberLetters;
}

Words words_in(const PageLayout& layout, const models::Box& box) {
  Words out;
  for (const Segment& row : rows_in(layout, box)) out.insert(out.end(), row.words.begin(), row.words.end());
  return out;
}

struct Cell {
  const models::TableCell* place = nullptr;
  Words words;
  bool label = false;
};

/// A table's cells by row and column.
class CellMap {
 public:
  CellMap(const PageLayout& layout, const models::Table& table, const std::vector<std::string>& labels) {
    std::map<int, int> labels_in;
    for (const models::TableCell& place : table.cells) {
      Cell cell{&place, words_in(layout, place.box)};
      cell.label = is_label(cell.words, labels);
      if (cell.label) ++labels_in[place.column];
      cells_.emplace(std::pair{place.row, place.column}, std::move(cell));
    }
    for (auto& [at, cell] : cells_) cell.label = cell.label && labels_in[at.second] >= kLabelsMin;
  }

  [[nodiscard]] const std::map<std::pair<int, int>, Cell>& all() const { return cells_; }

  /// The cells of values right of a label cell, up to the next label.
  [[nodiscard]] std::vector<const Cell*> values_of(const Cell& label) const {
    std::vector<const Cell*> out;
    int column = label.place->column + label.place->column_span;
    for (auto at = cells_.find({label.place->row, column}); at != cells_.end() && !at->second.label;
         at = cells_.find({label.place->row, column})) {
      out.push_back(&at->second);
      column += at->second.place->column_span;
    }
    return out;
  }

  /// What stands above a column, in a row whose first cell is no label.
  [[nodiscard]] Words heading_of(int column) const {
    const auto first = cells_.find({0, 0}), at = cells_.find({0, column});
    return first == cells_.end() || first->second.label || at == cells_.end() ? Words{} : at->second.words;
  }

 private:
  std::map<std::pair<int, int>, Cell> cells_;
};

LabelCell with_heading(const Cell& label, const Cell& value, const CellMap& cells,
                       const std::vector<std::string>& labels, bool& headed) {
  Words words = label.words;
  const Words heading = cells.heading_of(value.place->column);
  words.insert(words.end(), heading.begin(), heading.end());
  const bool together = !heading.empty() && is_label(words, labels);
  headed = headed || together;
  LabelCell out{segment_of(together ? words : label.words), value.words};
  out.label.box = segment_of(label.words).box;
  return out;
}

}  // namespace

std::vector<std::vector<LabelCell>> label_cells(const PageLayout& layout, const std::vector<std::string>& labels) {
  std::vector<std::vector<LabelCell>> runs;
  if (layout.tables == nullptr) return runs;
  for (const models::Table& table : *layout.tables) {
    const CellMap cells(layout, table, labels);
    std::map<std::size_t, std::vector<LabelCell>> columns;  // by the values' place behind the label
    std::map<std::size_t, bool> headed;
    for (const auto& [at, cell] : cells.all()) {
      if (!cell.label) continue;
      const auto values = cells.values_of(cell);
      for (std::size_t i = 0; i < values.size(); ++i)
        columns[i].push_back(with_heading(cell, *values[i], cells, labels, headed[i]));
    }
    for (auto& [at, run] : columns)
      if (at == 0 || headed[at]) runs.push_back(std::move(run));
  }
  return runs;
}

const Segment* end_of_label(const PageLayout& layout, const Segment& line) {
  for (const Segment& next : layout.segments) {
    const double gap = next.box.y - line.box.bottom();
    if (&next == &line || gap < -0.5 * line.box.height || gap > layout.line_height_px || !next.text.ends_with(':'))
      continue;
    const bool below =
        std::abs(next.box.x - line.box.x) < layout.line_height_px && next.box.right() <= line.box.right();
    if (below && !is_capitalised(next.words.front()->text) && line.centre_y() < next.box.y) return &next;
  }
  return nullptr;
}

}  // namespace hoso::extraction
