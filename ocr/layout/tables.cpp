// SPDX-License-Identifier: Apache-2.0
#include "ocr/layout/tables.h"

#include <algorithm>
#include <cstddef>
#include <map>

#include "ocr/layout/groups.h"

namespace hoso::ocr {
namespace {

using models::Table;
using models::TableCell;

// In heights of letters: how far a ruling may end short of another that it meets, up to where two beside each other
// are one (double rules), and how far the others reach beyond the last one where a side is open.
constexpr double kMeets = 0.8, kSameRule = 0.9, kOpenSide = 1.5;
constexpr double kCoveredMin = 0.4;  // of a cell's side; short ends of broken rulings are not found
constexpr int kCellsMax = 5000;

/// What lies on one straight line across a table. Along it some stretches are drawn.
struct Rule {
  double at = 0;
  std::vector<std::pair<double, double>> drawn;

  [[nodiscard]] double length() const {
    double sum = 0;
    for (const auto& [from, to] : drawn) sum += to - from;
    return sum;
  }
  [[nodiscard]] bool covers(double from, double to) const {
    double covered = 0;
    for (const auto& [begin, end] : drawn) covered += std::max(0.0, std::min(to, end) - std::max(from, begin));
    return covered >= kCoveredMin * (to - from);
  }
};

/// Rulings of one direction, which touch each other or others of their table.
struct RulingsOfTable {
  std::vector<cv::Rect> horizontal, vertical;
};

Rule lying(const cv::Rect& box) {
  return {box.y + box.height / 2.0, {{static_cast<double>(box.x), static_cast<double>(box.x + box.width)}}};
}
Rule standing(const cv::Rect& box) {
  return {box.x + box.width / 2.0, {{static_cast<double>(box.y), static_cast<double>(box.y + box.height)}}};
}

/// Pieces that lie on one line, as one rule each; its place is their mean, long ones count more.
std::vector<Rule> rules_of(std::vector<Rule> pieces, double tolerance) {
  std::ranges::stable_sort(pieces, {}, &Rule::at);
  std::vector<Rule> rules;
  for (const Rule& piece : pieces) {
    if (rules.empty() || piece.at - rules.back().at > tolerance) {
      rules.push_back(piece);
      continue;
    }
    Rule& rule = rules.back();
    const double before = rule.length(), more = piece.length();
    rule.at = (rule.at * before + piece.at * more) / std::max(before + more, 1.0);
    rule.drawn.insert(rule.drawn.end(), piece.drawn.begin(), piece.drawn.end());
  }
  return rules;
}

/// Adds rules that are not drawn where the crossing ones reach beyond the last.
void close_sides(std::vector<Rule>& rules, const std::vector<Rule>& crossing, double open) {
  double from = rules.front().at, to = rules.back().at;
  for (const Rule& rule : crossing) {
    for (const auto& [begin, end] : rule.drawn) {
      from = std::min(from, begin);
      to = std::max(to, end);
    }
  }
  if (rules.front().at - from > open) rules.insert(rules.begin(), Rule{from, {}});
  if (to - rules.back().at > open) rules.push_back({to, {}});
}

/// The rules of a table: `rows` lie, `columns` stand, both in order.
struct Grid {
  std::vector<Rule> rows, columns;

  [[nodiscard]] int row_count() const { return static_cast<int>(rows.size()) - 1; }
  [[nodiscard]] int column_count() const { return static_cast<int>(columns.size()) - 1; }
  /// Whether a rule parts the field from the one to its right or below it.
  [[nodiscard]] bool parted_right(int row, int column) const {
    return columns[index(column + 1)].covers(rows[index(row)].at, rows[index(row + 1)].at);
  }
  [[nodiscard]] bool parted_below(int row, int column) const {
    return rows[index(row + 1)].covers(columns[index(column)].at, columns[index(column + 1)].at);
  }
  /// Whether all there is are the four sides of one field.
  [[nodiscard]] bool is_frame() const {
    const auto closed = [](const std::vector<Rule>& sides, const std::vector<Rule>& crossing) {
      return sides.size() == 2 && std::ranges::all_of(sides, [&](const Rule& side) {
               return side.covers(crossing.front().at, crossing.back().at);
             });
    };
    return closed(rows, columns) && closed(columns, rows);
  }
  [[nodiscard]] models::Box box_of(int row, int column, int row_span, int column_span) const {
    const double x = columns[index(column)].at, y = rows[index(row)].at;
    return {x, y, columns[index(column + column_span)].at - x, rows[index(row + row_span)].at - y};
  }
  static std::size_t index(int at) { return static_cast<std::size_t>(at); }
};

/// Takes out inner rules that part no two fields: pieces of ink that lie somewhere in a cell.
void drop_idle_rules(Grid& grid) {
  const auto idle = [](const Rule& rule, const std::vector<Rule>& crossing) {
    for (std::size_t at = 1; at < crossing.size(); ++at)
      if (rule.covers(crossing[at - 1].at, crossing[at].at)) return false;
    return true;
  };
  const auto drop = [&](std::vector<Rule>& rules, const std::vector<Rule>& crossing) {
    if (rules.size() < 3) return;
    const auto dropped =
        std::remove_if(rules.begin() + 1, rules.end() - 1, [&](const Rule& rule) { return idle(rule, crossing); });
    rules.erase(dropped, rules.end() - 1);
  };
  drop(grid.rows, grid.columns);
  drop(grid.columns, grid.rows);
}

/// Joins fields that no rule parts to the largest rectangle that begins with each.
class CellFinder {
 public:
  explicit CellFinder(const Grid& grid)
      : grid_(grid), taken_(Grid::index(grid.row_count()) * Grid::index(grid.column_count()), false) {}

  std::vector<TableCell> cells() {
    std::vector<TableCell> out;
    for (int row = 0; row < grid_.row_count(); ++row)
      for (int column = 0; column < grid_.column_count(); ++column)
        if (!taken(row, column)) out.push_back(cell_at(row, column));
    return out;
  }

 private:
  [[nodiscard]] std::vector<bool>::reference taken(int row, int column) {
    return taken_[Grid::index(row) * Grid::index(grid_.column_count()) + Grid::index(column)];
  }

  /// Whether the fields below a row of fields go on with them.
  bool goes_on(int row, int column, int column_span) {
    for (int at = column; at < column + column_span; ++at) {
      if (taken(row + 1, at) || grid_.parted_below(row, at)) return false;
      if (at + 1 < column + column_span && grid_.parted_right(row + 1, at)) return false;
    }
    return true;
  }

  TableCell cell_at(int row, int column) {
    TableCell cell{.row = row, .column = column};
    while (column + cell.column_span < grid_.column_count() && !taken(row, column + cell.column_span) &&
           !grid_.parted_right(row, column + cell.column_span - 1))
      ++cell.column_span;
    while (row + cell.row_span < grid_.row_count() && goes_on(row + cell.row_span - 1, column, cell.column_span))
      ++cell.row_span;
    for (int y = row; y < row + cell.row_span; ++y)
      for (int x = column; x < column + cell.column_span; ++x) taken(y, x) = true;
    cell.box = grid_.box_of(row, column, cell.row_span, cell.column_span);
    return cell;
  }

  const Grid& grid_;
  std::vector<bool> taken_;
};

/// Rulings in groups of those that meet, lying ones with standing ones.
std::vector<RulingsOfTable> groups_of(const Rulings& rulings, int reach) {
  const std::size_t lying_count = rulings.horizontal.size();
  Groups groups(lying_count + rulings.vertical.size());
  for (std::size_t one = 0; one < lying_count; ++one) {
    const cv::Rect& box = rulings.horizontal[one];
    const cv::Rect near(box.x - reach, box.y - reach, box.width + 2 * reach, box.height + 2 * reach);
    for (std::size_t other = 0; other < rulings.vertical.size(); ++other)
      if (!(near & rulings.vertical[other]).empty()) groups.join(one, lying_count + other);
  }
  std::map<std::size_t, RulingsOfTable> found;
  for (std::size_t at = 0; at < lying_count; ++at) found[groups.of(at)].horizontal.push_back(rulings.horizontal[at]);
  for (std::size_t at = 0; at < rulings.vertical.size(); ++at)
    found[groups.of(lying_count + at)].vertical.push_back(rulings.vertical[at]);
  std::vector<RulingsOfTable> out;
  for (auto& [first, group] : found) out.push_back(std::move(group));
  return out;
}

Grid grid_of(const RulingsOfTable& rulings, double letter_height_px) {
  std::vector<Rule> rows, columns;
  for (const cv::Rect& box : rulings.horizontal) rows.push_back(lying(box));
  for (const cv::Rect& box : rulings.vertical) columns.push_back(standing(box));
  Grid grid{rules_of(std::move(rows), kSameRule * letter_height_px),
            rules_of(std::move(columns), kSameRule * letter_height_px)};
  close_sides(grid.rows, grid.columns, kOpenSide * letter_height_px);
  close_sides(grid.columns, grid.rows, kOpenSide * letter_height_px);
  drop_idle_rules(grid);
  return grid;
}

}  // namespace

std::vector<Table> tables_of(const Rulings& rulings, double letter_height_px) {
  std::vector<Table> tables;
  for (const RulingsOfTable& group : groups_of(rulings, static_cast<int>(kMeets * letter_height_px))) {
    if (group.horizontal.empty() || group.vertical.empty()) continue;
    const Grid grid = grid_of(group, letter_height_px);
    const int rows = grid.row_count(), columns = grid.column_count();
    if (rows * columns > kCellsMax) continue;
    Table table{.box = grid.box_of(0, 0, rows, columns), .rows = rows, .columns = columns};
    table.cells = CellFinder(grid).cells();
    // Fields of a frame within a frame run into each other.
    const bool parted = rows >= 2 && columns >= 2 && table.cells.size() >= 4;
    if (parted || grid.is_frame()) tables.push_back(std::move(table));
  }
  std::ranges::stable_sort(tables, {}, [](const Table& table) { return table.box.y; });
  return tables;
}

}  // namespace hoso::ocr
