// SPDX-License-Identifier: Apache-2.0
#include "ocr/layout/tied_letters.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hoso::ocr {
namespace {

// All in x-heights of the line.
constexpr double kReach = 14, kAbove = 0.75, kBelow = 0.35, kGapMax = 1.3, kWidthMax = 4, kJoinedWidthMax = 14;
constexpr double kJoinedFill = 0.45;  // of their box: letters that have grown together; an arc of a seal is emptier

/// The rows in which the letters of a line stand, along the larger thing and not much farther than the line.
cv::Rect strip_of(const TextLine& line, const cv::Rect& large) {
  const double unit = line.x_height();
  const int top = static_cast<int>(line.band_top - kAbove * unit),
            bottom = static_cast<int>(line.band_bottom + kBelow * unit);
  const int left = std::max(large.x, static_cast<int>(line.box.x - kReach * unit));
  const int right = std::min(large.x + large.width, static_cast<int>(line.box.x + line.box.width + kReach * unit));
  return {left, top, right - left, bottom - top};
}

bool touches(const TextLine& line, const cv::Rect& large) {
  const double unit = line.x_height();
  const int common =
      overlap(static_cast<int>(line.band_top), static_cast<int>(line.band_bottom), large.y, large.y + large.height);
  return common >= 0.5 * unit && -overlap_x(line.box, large) <= kGapMax * unit;
}

/// Stands on the line's baseline and reaches up to where its letters begin.
bool stands_in_line(const cv::Rect& box, double fill, const TextLine& line) {
  const double unit = line.x_height();
  return box.y + box.height >= line.band_bottom - 0.2 * unit && box.y <= line.band_top + 0.3 * unit &&
         box.width <= (fill > kJoinedFill ? kJoinedWidthMax : kWidthMax) * unit && box.width >= 0.12 * unit;
}

std::vector<cv::Rect> candidates(const TextLine& line, const cv::Mat& ink, std::span<const cv::Rect> large) {
  std::vector<cv::Rect> found;
  for (const cv::Rect& thing : large) {
    if (!touches(line, thing)) continue;
    const cv::Rect strip = strip_of(line, thing) & cv::Rect(0, 0, ink.cols, ink.rows);
    if (strip.empty()) continue;
    for (const Component& component : components_of(ink(strip))) {
      const cv::Rect box = component.box + strip.tl();
      const bool known = std::ranges::any_of(line.parts, [&](const cv::Rect& part) {
        return 2 * (part & box).area() > std::min(part.area(), box.area());
      });
      const double fill = static_cast<double>(component.area_px) / box.area();
      if (!known && stands_in_line(box, fill, line)) found.push_back(box);
    }
  }
  return found;
}

/// Adds candidates from the line's ends outwards, each next to the last.
void grow(TextLine& line, std::vector<cv::Rect> boxes) {
  cv::Rect reached = line.box;
  for (bool grown = true; grown;) {
    grown = false;
    for (auto box = boxes.begin(); box != boxes.end(); ++box) {
      if (-overlap_x(reached, *box) > kGapMax * line.x_height()) continue;
      line.tied.push_back(*box);
      reached |= *box;
      boxes.erase(box);
      grown = true;
      break;
    }
  }
}

/// Whether larger things fill the gap between two pieces, so that letters may stand in it that cannot be told apart.
bool filled(const cv::Rect& gap, std::span<const cv::Rect> large) {
  constexpr double kFilled = 0.75;
  std::vector<std::pair<int, int>> covered;
  for (const cv::Rect& thing : large) {
    const cv::Rect common = thing & gap;
    if (2 * common.height >= gap.height) covered.emplace_back(common.x, common.x + common.width);
  }
  std::ranges::sort(covered);
  int reached = gap.x, sum = 0;
  for (const auto& [from, to] : covered) {
    sum += std::max(0, to - std::max(from, reached));
    reached = std::max(reached, to);
  }
  return sum >= kFilled * gap.width;
}

bool meet(const TextLine& left, const TextLine& right, std::span<const cv::Rect> large) {
  const double unit = std::max(left.x_height(), right.x_height());
  const double top = std::max(left.band_top, right.band_top), bottom = std::min(left.band_bottom, right.band_bottom);
  if (bottom - top < 0.6 * unit) return false;
  const cv::Rect one = left.with_tied(), other = right.with_tied();
  const int gap = -overlap_x(one, other);
  const bool tied = !left.tied.empty() || !right.tied.empty();
  if (tied && gap <= kGapMax * unit) return true;
  if (gap <= 0 || gap > kReach * unit) return false;
  return filled({one.x + one.width, static_cast<int>(top), gap, static_cast<int>(bottom - top)}, large);
}

/// One line of two that meet in what ties them.
TextLine joined(TextLine left, TextLine right) {
  const double share =
      static_cast<double>(left.parts.size()) / static_cast<double>(left.parts.size() + right.parts.size());
  for (TextLine* line : {&left, &right}) {
    line->box = line->with_tied();
    line->parts.insert(line->parts.end(), line->tied.begin(), line->tied.end());
    line->tied.clear();
  }
  left.parts.insert(left.parts.end(), right.parts.begin(), right.parts.end());
  std::ranges::stable_sort(left.parts, {}, [](const cv::Rect& part) { return part.x; });
  left.box |= right.box;
  left.band_top = share * left.band_top + (1 - share) * right.band_top;
  left.band_bottom = share * left.band_bottom + (1 - share) * right.band_bottom;
  return left;
}

}  // namespace

std::vector<TextLine> with_tied_letters(std::vector<TextLine> lines, const cv::Mat& ink,
                                        std::span<const cv::Rect> large) {
  constexpr std::size_t kLettersMin = 3;
  for (TextLine& line : lines) {
    if (line.parts.size() >= kLettersMin) grow(line, candidates(line, ink, large));
  }
  std::ranges::stable_sort(lines, {}, [](const TextLine& line) { return line.box.x; });
  for (std::size_t index = 0; index < lines.size(); ++index) {
    for (std::size_t other = index + 1; other < lines.size();) {
      // Sorted by their left ends: whatever follows is farther away still.
      if (lines[other].box.x - lines[index].with_tied().br().x > 2 * kReach * lines[index].x_height()) break;
      if (!meet(lines[index], lines[other], large)) {
        ++other;
        continue;
      }
      lines[index] = joined(std::move(lines[index]), std::move(lines[other]));
      lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(other));
    }
  }
  return lines;
}

}  // namespace hoso::ocr
