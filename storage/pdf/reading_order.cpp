// SPDX-License-Identifier: Apache-2.0
#include "storage/pdf/reading_order.h"

#include <algorithm>
#include <limits>
#include <span>

#include "storage/pdf/line_boxes.h"

namespace hoso::storage {
namespace {

using models::Box;

constexpr int kSizeSteps = 3;
// In line heights.
constexpr double kLeastStepDown = 0.2;
constexpr double kRaisedStep = 0.25, kRaisedMax = 2;
constexpr double kRowTolerance = 0.3;
constexpr double kOverhang = 0.1;
// In font sizes: readers join lines beside each other whose gap is narrower.
constexpr double kColumnsApart = 1.05;

struct PlacedLine {
  const models::Line* line = nullptr;
  Box box;
  double baseline = 0;
  double raised = 0;
};
using Lines = std::span<const PlacedLine>;

/// Between line `at - 1` and line `at`: all lines before end at `before`, all after begin at `after`.
struct Cut {
  std::size_t at = 0;
  double before = 0, after = 0;
};

/// Where everything before lies at least `least` before everything after, by the ends and beginnings given.
template <typename End, typename Begin>
std::vector<Cut> cuts(Lines lines, End end, Begin begin, double least) {
  std::vector<double> first_after(lines.size());
  double first = std::numeric_limits<double>::infinity();
  for (std::size_t i = lines.size(); i-- > 0;) first_after[i] = first = std::min(first, begin(lines[i].box));
  std::vector<Cut> out;
  double last = -std::numeric_limits<double>::infinity();
  for (std::size_t i = 1; i < lines.size(); ++i) {
    last = std::max(last, end(lines[i - 1].box));
    if (last + least < first_after[i]) out.push_back({.at = i, .before = last, .after = first_after[i]});
  }
  return out;
}

std::vector<Lines> divided(Lines lines, const std::vector<Cut>& cuts) {
  std::vector<Lines> out;
  std::size_t from = 0;
  for (const Cut& cut : cuts) {
    out.push_back(lines.subspan(from, cut.at - from));
    from = cut.at;
  }
  out.push_back(lines.subspan(from));
  return out;
}

Box box_of(Lines lines) {
  Box box;
  for (const PlacedLine& line : lines) box = models::united(box, line.box);
  return box;
}

double top(const Box& box) { return box.y; }
double left(const Box& box) { return box.x; }
double right(const Box& box) { return box.right(); }

bool overlap_sideways(const Box& one, const Box& other) { return one.x <= other.right() && other.x <= one.right(); }

class Planner {
 public:
  explicit Planner(double line_height_px) : height_px_(line_height_px) {}

  void plan(Lines lines) {
    if (lines.size() == 1) {
      add(lines.front());
    } else if (const auto bands = cuts(lines, top, top, kLeastStepDown * height_px_); !bands.empty()) {
      plan_bands(lines, bands);
    } else if (const auto columns = cuts(lines, right, left, 0); !columns.empty()) {
      plan_columns(lines, columns);
    } else if (const auto apart = raised(lines); !cuts(apart, top, top, kLeastStepDown * height_px_).empty()) {
      plan(apart);
    } else {
      for (const PlacedLine& line : lines) add(line);
    }
  }

  [[nodiscard]] std::vector<ReadingStep> result() && { return std::move(steps_); }

 private:
  void add(const PlacedLine& line) {
    steps_.emplace_back(OrderedLine{
        .line = line.line, .size_step = size_step_, .font_limit_px = font_limit_px_, .raised_px = line.raised});
  }

  /// Lines whose tops come in their order, as far as raising them a little can do that: the second line of a column
  /// and what is read after it beside the column.
  [[nodiscard]] std::vector<PlacedLine> raised(Lines lines) const {
    std::vector<PlacedLine> out(lines.begin(), lines.end());
    double next = std::numeric_limits<double>::infinity();
    for (std::size_t i = out.size(); i-- > 0;) {
      const double up = out[i].box.y - (next - kRaisedStep * height_px_);
      if (up > 0 && out[i].raised + up <= kRaisedMax * height_px_) {
        out[i].box.y -= up;
        out[i].box.height += up;
        out[i].raised += up;
      }
      next = std::min(next, out[i].box.y);
    }
    return out;
  }

  void next_size() { size_step_ = (size_step_ + 1) % kSizeSteps; }

  /// Whether these lines stand side by side on one base line, as the cells of a table's row.
  [[nodiscard]] bool is_row(Lines lines) const {
    const auto [lowest, highest] =
        std::ranges::minmax_element(lines, {}, [](const PlacedLine& line) { return line.baseline; });
    return highest->baseline - lowest->baseline < kRowTolerance * height_px_ &&
           cuts(lines, right, left, 0).size() + 1 == lines.size();
  }

  /// Only tops are compared by readers, so a band may reach into the next one. Lines and rows below each other need no
  /// gap.
  void plan_bands(Lines lines, const std::vector<Cut>& cuts) {
    const Box all = box_of(lines);
    const double overhang = kOverhang * height_px_;
    const auto bands = divided(lines, cuts);
    plan(bands.front());
    for (std::size_t i = 1; i < bands.size(); ++i) {
      const Lines above = bands[i - 1], below = bands[i];
      if (!is_row(above) || !is_row(below) || !overlap_sideways(box_of(above), box_of(below))) {
        const double middle = (cuts[i - 1].before + cuts[i - 1].after) / 2;
        steps_.emplace_back(BandGap{{.x = all.x - overhang, .y = middle, .width = all.width + 2 * overhang}});
        next_size();
      }
      plan(below);
    }
  }

  void plan_columns(Lines lines, const std::vector<Cut>& cuts) {
    const bool row = is_row(lines);
    const Box all = box_of(lines);
    const auto columns = divided(lines, cuts);
    const double limit_outside = font_limit_px_;
    if (!row)
      for (const Cut& cut : cuts) font_limit_px_ = std::min(font_limit_px_, (cut.after - cut.before) / kColumnsApart);
    plan(columns.front());
    for (std::size_t i = 1; i < columns.size(); ++i) {
      const Cut& cut = cuts[i - 1];
      Box gap{.x = cut.before, .y = all.y, .width = cut.after - cut.before, .height = all.height};
      if (row) {
        gap.height = columns[i - 1].front().baseline - all.y;
        steps_.emplace_back(RowGap{.box = gap, .size_step = size_step_});
      } else {
        steps_.emplace_back(ColumnGap{gap});
        next_size();
      }
      plan(columns[i]);
    }
    font_limit_px_ = limit_outside;
  }

  double height_px_;
  double font_limit_px_ = std::numeric_limits<double>::infinity();
  int size_step_ = 0;
  std::vector<ReadingStep> steps_;
};

}  // namespace

std::vector<ReadingStep> reading_steps(const models::PageText& text, double line_height_px) {
  std::vector<PlacedLine> lines;
  for (const models::Block& block : text.blocks) {
    for (const models::Line& line : block.lines) {
      if (!line.words.empty())
        lines.push_back({.line = &line, .box = line_box(line), .baseline = models::baseline_px(line)});
    }
  }
  Planner planner(line_height_px);
  if (!lines.empty()) planner.plan(lines);
  return std::move(planner).result();
}

}  // namespace hoso::storage
