// SPDX-License-Identifier: Apache-2.0
#include "ocr/layout/rulings.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>

#include <opencv2/imgproc.hpp>

#include "hoso/imaging/reduced.h"
#include "ocr/layout/components.h"
#include "ocr/layout/groups.h"

namespace hoso::ocr {
namespace {

/// The first inked pixel of a row, or its end: most of a page is paper, so eight are looked at in one go.
const std::uint8_t* next_ink(const std::uint8_t* at, const std::uint8_t* end) {
  for (std::uint64_t eight = 0; end - at >= 8; at += 8) {
    std::memcpy(&eight, at, sizeof eight);
    if (eight != 0) break;
  }
  return std::find_if(at, end, [](std::uint8_t level) { return level != 0; });
}

/// Marks runs of ink of at least that length along the rows.
cv::Mat long_runs(const cv::Mat& ink, int length_min) {
  cv::Mat runs(ink.size(), CV_8UC1, cv::Scalar(0));
  for (int y = 0; y < ink.rows; ++y) {
    const auto* row = ink.ptr<std::uint8_t>(y);
    auto* out = runs.ptr<std::uint8_t>(y);
    for (int x = 0; x < ink.cols;) {
      x = static_cast<int>(next_ink(row + x, row + ink.cols) - row);
      if (x == ink.cols) break;
      const auto* end = std::find(row + x, row + ink.cols, std::uint8_t{0});
      const int to = static_cast<int>(end - row);
      if (to - x >= length_min) std::fill(out + x, out + to, std::uint8_t{255});
      x = to;
    }
  }
  return runs;
}

/// Half scale, where a ruling that leans by a pixel is still one run: ink where two of the four pixels are.
cv::Mat half_scale(const cv::Mat& ink) {
  constexpr int kTwoOfFour = 255 * 2 / 4;
  return imaging::halved(ink) >= kTwoOfFour;
}

struct Shape {
  double length_min, side_length_min, thickness_max, restore;
};

double share_of_ink(const cv::Mat& ink, cv::Rect area) {
  area &= cv::Rect(0, 0, ink.cols, ink.rows);
  return area.empty() ? 0 : static_cast<double>(cv::countNonZero(ink(area))) / area.area();
}

/// Baselines of small print are long runs too, but have print beside them.
bool stands_free(const cv::Mat& half_ink, const cv::Rect& run, int thickness) {
  constexpr double kBesideMax = 0.22;
  const int reach = std::max(1, thickness), gap = 1;
  const double above = share_of_ink(half_ink, {run.x, run.y - gap - reach, run.width, reach});
  const double below = share_of_ink(half_ink, {run.x, run.y + run.height + gap, run.width, reach});
  return std::min(above, below) <= kBesideMax && std::max(above, below) <= 2 * kBesideMax;
}

/// Removes the marked pixels of a region but for strokes that go on above and below.
void erase(cv::Mat& region, const cv::Mat& marked, int restore_px) {
  cv::Mat without = region.clone();
  without.setTo(cv::Scalar(0), marked);
  cv::Mat crossing;
  cv::morphologyEx(without, crossing, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {1, restore_px}));
  cv::bitwise_and(crossing, region, crossing);
  cv::bitwise_or(without, crossing, region);
}

/// The pixels of an area at full scale that lie in, just above or just below a run at half scale.
cv::Mat marked_in(const cv::Mat& runs, const cv::Rect& area) {
  cv::Mat marked(area.size(), CV_8UC1);
  for (int y = 0; y < area.height; ++y) {
    const int at = std::min((area.y + y) / 2, runs.rows - 1);
    const auto* above = runs.ptr<std::uint8_t>(std::max(0, at - 1));
    const auto* row = runs.ptr<std::uint8_t>(at);
    const auto* below = runs.ptr<std::uint8_t>(std::min(at + 1, runs.rows - 1));
    auto* out = marked.ptr<std::uint8_t>(y);
    for (int x = 0; x < area.width; ++x) {
      const int column = std::min((area.x + x) / 2, runs.cols - 1);
      out[x] = static_cast<std::uint8_t>(above[column] | row[column] | below[column]);
    }
  }
  return marked;
}

enum class Direction { horizontal, vertical };

cv::Rect turned(const cv::Rect& box) { return {box.y, box.x, box.height, box.width}; }

/// Erases a ruling, which lies horizontally where its runs were found.
void erase_ruling(cv::Mat& ink, const cv::Mat& runs, const cv::Rect& area, Direction direction, int restore_px) {
  const cv::Mat marked = marked_in(runs, area);
  if (direction == Direction::horizontal) {
    cv::Mat region = ink(area);
    erase(region, marked, restore_px);
    return;
  }
  cv::Mat region, back;
  cv::transpose(ink(turned(area)), region);
  erase(region, marked, restore_px);
  cv::transpose(region, back);
  back.copyTo(ink(turned(area)));
}

/// From one edge of the page to the other: a fold, a streak of the drum, a line of a fax. Print has margins.
bool spans_page(const cv::Rect& ruling, const cv::Rect& page) {
  constexpr double kEdge = 0.01;
  const double edge = kEdge * page.width;
  return ruling.x <= edge && ruling.x + ruling.width >= page.width - edge;
}

/// Whether a standing ruling goes from one lying ruling to another: the side of a cell, however low the row is.
bool is_cell_side(const cv::Rect& standing, const std::vector<cv::Rect>& lying, int reach_px) {
  const auto meets = [&](int y) {
    return std::any_of(lying.begin(), lying.end(), [&](const cv::Rect& ruling) {
      return y >= ruling.y - reach_px && y <= ruling.y + ruling.height + reach_px &&
             standing.x + standing.width >= ruling.x - reach_px && standing.x <= ruling.x + ruling.width + reach_px;
    });
  };
  return meets(standing.y) && meets(standing.y + standing.height);
}

/// Whether two sides are neighbours on one row, so near that no more than a digit stands between them.
bool part_a_digit(const cv::Rect& one, const cv::Rect& other, int reach_px) {
  constexpr double kPlace = 1.35;  // of their length
  return std::abs(one.y - other.y) <= reach_px && std::abs(one.x - other.x) <= kPlace * one.height;
}

/// What a short run is. The teeth of a comb, which has a place for each digit of a number, part no cells: the digits
/// are one line.
enum class ShortRun { none, side, tooth };

/// Which runs are sides of cells, or teeth, though they are short. The runs lie, as `take_out` has them; `lying` are as
/// on the page.
std::vector<ShortRun> short_sides(const std::vector<Component>& runs, double length_min,
                                  const std::vector<cv::Rect>& lying, int reach_px) {
  constexpr std::size_t kTeethMin = 5;
  std::vector<std::size_t> at;
  std::vector<cv::Rect> sides;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const cv::Rect& box = runs[i].box;
    const cv::Rect side = turned({2 * box.x, 2 * box.y, 2 * box.width, 2 * box.height});
    if (side.height >= static_cast<int>(length_min) || !is_cell_side(side, lying, reach_px)) continue;
    at.push_back(i), sides.push_back(side);
  }
  Groups rows(sides.size());
  for (std::size_t one = 0; one < sides.size(); ++one)
    for (std::size_t other = one + 1; other < sides.size(); ++other)
      if (part_a_digit(sides[one], sides[other], reach_px)) rows.join(one, other);
  std::vector<std::size_t> teeth(sides.size(), 0);
  for (std::size_t i = 0; i < sides.size(); ++i) ++teeth[rows.of(i)];
  std::vector<ShortRun> out(runs.size(), ShortRun::none);
  for (std::size_t i = 0; i < sides.size(); ++i)
    out[at[i]] = teeth[rows.of(i)] < kTeethMin ? ShortRun::side : ShortRun::tooth;
  return out;
}

struct Taken {
  std::vector<cv::Rect> rulings, teeth;
};

/// Rulings of one direction; they are gone from the ink afterwards. `half` is the ink at half scale, turned so that the
/// rulings lie. Shorter ones count where they part two cells of a row between `lying` ones.
Taken take_out(cv::Mat& ink, const cv::Mat& half, Direction direction, const Shape& shape,
               const std::vector<cv::Rect>& lying) {
  const bool lies = direction == Direction::horizontal;
  const cv::Rect page(0, 0, lies ? ink.cols : ink.rows, lies ? ink.rows : ink.cols);
  const double least = lying.size() < 2 ? shape.length_min : shape.side_length_min;
  const cv::Mat runs = long_runs(half, std::max(8, static_cast<int>(least / 2)));
  Taken taken;
  const std::vector<Component> found = components_of(runs);
  const std::vector<ShortRun> sides = short_sides(found, shape.length_min, lying, static_cast<int>(shape.restore));
  for (std::size_t i = 0; i < found.size(); ++i) {
    const Component& run = found[i];
    if (2 * run.box.width < static_cast<int>(shape.length_min) && sides[i] == ShortRun::none) continue;
    const double thickness = 2.0 * run.area_px / run.box.width;
    if (thickness > shape.thickness_max || run.box.height > 12 + run.box.width / 20) continue;
    if (!stands_free(half, run.box, static_cast<int>(thickness / 2 + 1))) continue;
    const int margin = 2 + static_cast<int>(shape.restore);
    const cv::Rect ruling = cv::Rect(2 * run.box.x, 2 * run.box.y, 2 * run.box.width, 2 * run.box.height) & page;
    const cv::Rect area = cv::Rect(ruling.x, ruling.y - margin, ruling.width, ruling.height + 2 * margin) & page;
    erase_ruling(ink, runs, area, direction, static_cast<int>(shape.restore + thickness) | 1);
    if (spans_page(ruling, page)) continue;
    (sides[i] == ShortRun::tooth ? taken.teeth : taken.rulings).push_back(lies ? ruling : turned(ruling));
  }
  return taken;
}

}  // namespace

Rulings take_out_rulings(cv::Mat& ink, double letter_height_px) {
  const Shape shape{6 * letter_height_px, 1.8 * letter_height_px, 0.4 * letter_height_px,
                    std::max(2.0, 0.45 * letter_height_px)};
  const cv::Mat half = half_scale(ink);
  Rulings rulings;
  rulings.horizontal = take_out(ink, half, Direction::horizontal, shape, {}).rulings;
  cv::Mat lying;
  cv::transpose(half, lying);
  Taken standing = take_out(ink, lying, Direction::vertical, shape, rulings.horizontal);
  rulings.vertical = std::move(standing.rulings);
  rulings.teeth = std::move(standing.teeth);
  return rulings;
}

cv::Mat without_teeth(const cv::Mat& grey, const std::vector<cv::Rect>& teeth) {
  constexpr int kEdge = 2, kPaper = 2;  // px: how far a tooth fades, and of the paper beside it
  cv::Mat out = grey.clone();
  for (const cv::Rect& tooth : teeth) {
    const cv::Rect area = cv::Rect(tooth.x - kEdge, tooth.y, tooth.width + 2 * kEdge, tooth.height) &
                          cv::Rect(kPaper, 0, grey.cols - 2 * kPaper, grey.rows);
    for (int y = area.y; y < area.y + area.height; ++y) {
      auto* row = out.ptr<std::uint8_t>(y);
      const std::uint8_t left = row[area.x - kPaper], right = row[std::min(area.x + area.width + 1, grey.cols - 1)];
      std::fill(row + area.x, row + area.x + area.width, std::max(left, right));
    }
  }
  return out;
}

}  // namespace hoso::ocr
