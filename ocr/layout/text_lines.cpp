// SPDX-License-Identifier: Apache-2.0
#include "ocr/layout/text_lines.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "ocr/layout/groups.h"
#include "ocr/layout/tied_letters.h"

namespace hoso::ocr {
namespace {

bool ruling_between(const Rulings& rulings, int left, int right, int top, int bottom) {
  return std::ranges::any_of(rulings.vertical, [&](const cv::Rect& ruling) {
    const int middle = ruling.x + ruling.width / 2;
    return middle >= left && middle <= right &&
           2 * overlap(top, bottom, ruling.y, ruling.y + ruling.height) >= bottom - top;
  });
}

/// A piece of a frame beside print: much higher than letters and thinner than any of them.
bool is_upright_stroke(const cv::Rect& box, int letter_height) {
  constexpr double kHigher = 1.8, kThinner = 0.12;
  return box.height > kHigher * letter_height && box.width < kThinner * box.height;
}

/// The height by which the gap between two pieces is measured. What is much higher and stands apart is a pen's or a
/// picture's.
double unit_of(double height, double other) {
  constexpr double kLike = 1.45;
  const double lower = std::min(height, other), higher = std::max(height, other);
  return higher > kLike * lower ? lower : (lower + higher) / 2;
}

/// How far to the right another letter stands, where both can be of one word or of neighbouring ones.
std::optional<int> gap_between_letters(const cv::Rect& left, const cv::Rect& right) {
  constexpr double kOverlapMin = 0.45, kRatioMax = 2.5, kGapMax = 1.5;
  if (2 * right.x + right.width <= 2 * left.x + left.width) return std::nullopt;
  const int lower = std::min(left.height, right.height), higher = std::max(left.height, right.height);
  if (overlap_y(left, right) < kOverlapMin * lower || higher > kRatioMax * lower) return std::nullopt;
  if (is_upright_stroke(left, lower) || is_upright_stroke(right, lower)) return std::nullopt;
  const int gap = right.x - (left.x + left.width);
  if (gap > kGapMax * unit_of(lower, higher)) return std::nullopt;
  return gap;
}

void link(std::span<const cv::Rect> letters, const Rulings& rulings, cv::Size page, double letter_height,
          Groups& groups) {
  const BoxGrid grid(letters, page, static_cast<int>(2 * letter_height));
  for (std::size_t index = 0; index < letters.size(); ++index) {
    const cv::Rect& box = letters[index];
    const int reach = box.width + static_cast<int>(2.7 * box.height);
    int nearest = std::numeric_limits<int>::max();
    std::size_t found = index;
    grid.visit({box.x, box.y, reach, box.height}, [&](std::size_t other) {
      if (other == index) return;
      const auto gap = gap_between_letters(box, letters[other]);
      if (!gap || *gap >= nearest) return;
      nearest = *gap;
      found = other;
    });
    if (found == index) continue;
    const cv::Rect& next = letters[found];
    const int top = std::max(box.y, next.y), bottom = std::min(box.y + box.height, next.y + next.height);
    if (!ruling_between(rulings, box.x + box.width - 1, next.x + 1, top, bottom)) groups.join(index, found);
  }
}

double quantile(std::vector<int> values, double share) {
  const auto at = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::ranges::nth_element(values, values.begin() + at);
  return values[static_cast<std::size_t>(at)];
}

TextLine line_of(std::vector<cv::Rect> letters) {
  std::vector<int> tops, bottoms;
  TextLine line{.box = letters.front()};
  for (const cv::Rect& letter : letters) {
    tops.push_back(letter.y);
    bottoms.push_back(letter.y + letter.height);
    line.box |= letter;
  }
  line.band_top = quantile(tops, 0.6);
  line.band_bottom = std::max(quantile(bottoms, 0.5), line.band_top + 1);
  std::ranges::sort(letters, {}, [](const cv::Rect& letter) { return letter.x; });
  line.parts = std::move(letters);
  return line;
}

std::vector<TextLine> lines_of_groups(std::span<const cv::Rect> letters, Groups& groups) {
  std::vector<std::vector<cv::Rect>> members(letters.size());
  for (std::size_t index = 0; index < letters.size(); ++index) members[groups.of(index)].push_back(letters[index]);
  std::vector<TextLine> lines;
  for (auto& group : members) {
    if (!group.empty()) lines.push_back(line_of(std::move(group)));
  }
  return lines;
}

/// Two lines that a stroke through both made one: without the strokes that are higher than letters it falls apart.
std::vector<TextLine> parted(TextLine line, const Rulings& rulings, cv::Size page, double letter_height) {
  constexpr double kTooHigh = 2.6, kStroke = 1.7;
  if (line.box.height <= kTooHigh * line.x_height() || line.parts.size() < 4) return {std::move(line)};
  std::vector<int> heights;
  for (const cv::Rect& part : line.parts) heights.push_back(part.height);
  const double usual = quantile(heights, 0.5);
  std::vector<cv::Rect> letters, strokes;
  for (const cv::Rect& part : line.parts) (part.height > kStroke * usual ? strokes : letters).push_back(part);
  if (strokes.empty() || letters.empty()) return {std::move(line)};
  Groups groups(letters.size());
  link(letters, rulings, page, letter_height, groups);
  std::vector<TextLine> lines = lines_of_groups(letters, groups);
  // Each line keeps what of a stroke stands in it.
  for (TextLine& one : lines) {
    const int top = static_cast<int>(one.band_top - one.x_height()),
              bottom = static_cast<int>(one.band_bottom + 0.5 * one.x_height());
    const cv::Rect reach(one.box.x - static_cast<int>(one.x_height()), top,
                         one.box.width + static_cast<int>(2 * one.x_height()), bottom - top);
    for (const cv::Rect& stroke : strokes) {
      const cv::Rect inside = stroke & reach;
      if (inside.empty() || inside.height < 0.5 * one.x_height() || stroke.width > 3 * one.x_height()) continue;
      one.parts.push_back(inside);
      one.box |= inside;
    }
    std::ranges::sort(one.parts, {}, [](const cv::Rect& part) { return part.x; });
  }
  return lines;
}

constexpr double kBandRatioMax = 1.9;

bool on_one_band(const TextLine& one, const TextLine& other) {
  constexpr double kOverlapMin = 0.5;
  const double lower = std::min(one.x_height(), other.x_height()), higher = std::max(one.x_height(), other.x_height());
  const double common = std::min(one.band_bottom, other.band_bottom) - std::max(one.band_top, other.band_top);
  return common >= kOverlapMin * lower && higher <= kBandRatioMax * lower;
}

/// The widest free space between two pieces, where dashes and commas between them may stand.
double free_gap(const TextLine& left, const TextLine& right, std::span<const cv::Rect> marks) {
  const double unit = std::max(left.x_height(), right.x_height());
  const int from = left.box.x + left.box.width, to = right.box.x;
  if (to - from <= 0 || to - from > 6 * unit) return to - from;
  std::vector<std::pair<int, int>> between{{to, to}};
  for (const cv::Rect& mark : marks) {
    const double middle = mark.y + mark.height / 2.0;
    if (mark.x >= from && mark.x + mark.width <= to && middle > left.band_top && middle < left.band_bottom)
      between.emplace_back(mark.x, mark.x + mark.width);
  }
  std::ranges::sort(between);
  int reached = from, widest = 0;
  for (const auto& [begin, end] : between) {
    widest = std::max(widest, begin - reached);
    reached = std::max(reached, end);
  }
  return widest;
}

/// Joins pieces of lines over gaps that words leave.
std::vector<TextLine> merged(std::vector<TextLine> pieces, std::span<const cv::Rect> marks, const Rulings& rulings) {
  constexpr double kGapMax = 2.0;
  constexpr double kFarthest = 6 * kBandRatioMax;  // pieces that have dashes between them, the right one larger
  std::ranges::stable_sort(pieces, {}, [](const TextLine& line) { return line.box.x; });
  Groups groups(pieces.size());
  for (std::size_t index = 0; index < pieces.size(); ++index) {
    const TextLine& left = pieces[index];
    const int end = left.box.x + left.box.width;
    for (std::size_t other = index + 1; other < pieces.size(); ++other) {
      const TextLine& right = pieces[other];
      if (right.box.x - end > kFarthest * left.x_height()) break;
      if (!on_one_band(left, right)) continue;
      if (free_gap(left, right, marks) > kGapMax * unit_of(left.x_height(), right.x_height())) continue;
      const int top = static_cast<int>(std::max(left.band_top, right.band_top));
      const int bottom = static_cast<int>(std::min(left.band_bottom, right.band_bottom));
      if (!ruling_between(rulings, end - 1, right.box.x + 1, top, bottom)) groups.join(index, other);
    }
  }
  std::vector<std::vector<cv::Rect>> members(pieces.size());
  for (std::size_t index = 0; index < pieces.size(); ++index) {
    auto& parts = members[groups.of(index)];
    parts.insert(parts.end(), pieces[index].parts.begin(), pieces[index].parts.end());
  }
  std::vector<TextLine> lines;
  for (auto& parts : members) {
    if (!parts.empty()) lines.push_back(line_of(std::move(parts)));
  }
  return lines;
}

/// How near a mark is to a line, in x-heights; nothing where it is too far.
std::optional<double> distance(const TextLine& line, const cv::Rect& mark) {
  constexpr double kAboveMax = 1.15, kBelowMax = 0.6, kBelowWeight = 1.5, kBeside = 0.35, kBesideInBand = 0.75,
                   kDashBefore = 1.9;
  const double unit = line.x_height(), middle = mark.y + mark.height / 2.0;
  const double above = (line.band_top - middle) / unit, below = (middle - line.band_bottom) / unit;
  const bool in_band = above <= 0 && below <= 0;
  if (above > kAboveMax || below > kBelowMax || mark.height > 1.5 * unit) return std::nullopt;
  const bool dash = in_band && mark.width > 1.5 * mark.height && mark.x + mark.width <= line.box.x + unit;
  // A dot on the baseline before the first letter is the end of a leader.
  const bool before = mark.x + mark.width <= line.box.x;
  if (before && in_band && !dash && middle > (line.band_top + line.band_bottom) / 2) return std::nullopt;
  const double reach = unit * (dash ? kDashBefore : in_band ? kBesideInBand : kBeside);
  const auto near = [&](const cv::Rect& part) { return -overlap_x(part, mark) <= reach; };
  if (std::ranges::none_of(line.parts, near)) return std::nullopt;
  return in_band ? 0.0 : std::max(above, kBelowWeight * below);
}

/// Gives marks to lines. Where letters alone stand is asked, so that marks do not pull others after them.
void attach_marks(std::vector<TextLine>& lines, std::span<const cv::Rect> marks, cv::Size page, double letter_height) {
  std::vector<cv::Rect> reaches;
  for (const TextLine& line : lines) {
    const int unit = static_cast<int>(2 * line.x_height()) + 1;
    reaches.emplace_back(line.box.x - unit, line.box.y - unit, line.box.width + 2 * unit, line.box.height + 2 * unit);
  }
  const BoxGrid grid(reaches, page, static_cast<int>(4 * letter_height));
  std::vector<std::vector<cv::Rect>> given(lines.size());
  for (const cv::Rect& mark : marks) {
    std::optional<std::size_t> best;
    double least = std::numeric_limits<double>::max();
    grid.visit(mark, [&](std::size_t index) {
      const auto far = distance(lines[index], mark);
      if (!far || *far >= least) return;
      least = *far;
      best = index;
    });
    if (best) given[*best].push_back(mark);
  }
  for (std::size_t index = 0; index < lines.size(); ++index) {
    TextLine& line = lines[index];
    for (const cv::Rect& mark : given[index]) {
      line.parts.push_back(mark);
      line.box |= mark;
    }
    std::ranges::stable_sort(line.parts, {}, [](const cv::Rect& part) { return part.x; });
  }
}

/// Small letters that stand alone over or under a line are its marks: a hook and a horn that touch are as high as a
/// small letter.
std::vector<cv::Rect> take_lone_marks(std::vector<TextLine>& lines) {
  constexpr double kHeightMax = 0.95;  // of the line's x-height: a circumflex with an acute over it
  constexpr std::size_t kLettersMin = 4;
  std::vector<cv::Rect> marks;
  const auto is_mark_of = [](const TextLine& lone, const TextLine& line) {
    return line.parts.size() >= kLettersMin && lone.box.height <= kHeightMax * line.x_height() &&
           lone.box.x >= line.box.x && lone.box.x + lone.box.width <= line.box.x + line.box.width &&
           distance(line, lone.box).has_value();
  };
  std::vector<TextLine> kept;
  for (const TextLine& lone : lines) {
    const bool mark = lone.parts.size() == 1 &&
                      std::ranges::any_of(lines, [&](const TextLine& line) { return is_mark_of(lone, line); });
    if (mark)
      marks.push_back(lone.box);
    else
      kept.push_back(lone);
  }
  lines = std::move(kept);
  return marks;
}

std::vector<cv::Rect> boxes_of(std::span<const Component> components, std::span<const Role> roles, Role wanted) {
  std::vector<cv::Rect> boxes;
  for (std::size_t index = 0; index < components.size(); ++index) {
    if (roles[index] == wanted) boxes.push_back(components[index].box);
  }
  return boxes;
}

/// A line's box between these heights over and under its band.
cv::Rect rows_of(const TextLine& line, double above, double below) {
  const int top = static_cast<int>(line.band_top - above * line.x_height());
  const int bottom = static_cast<int>(std::ceil(line.band_bottom + below * line.x_height()));
  return line.box & cv::Rect(line.box.x, top, line.box.width, bottom - top);
}

}  // namespace

cv::Rect TextLine::with_tied() const {
  cv::Rect all = box;
  for (const cv::Rect& part : tied) all |= part;
  return all;
}

std::optional<cv::Rect> TextLine::without_overhang() const {
  constexpr double kAbove = 0.9, kBelow = 0.5, kTall = 2.4;  // in x-heights: print reaches 2.3
  if (box.height <= kTall * x_height()) return std::nullopt;
  return rows_of(*this, kAbove, kBelow);
}

std::optional<cv::Rect> TextLine::letters_alone() const {
  constexpr double kAbove = 0.45, kBelow = 0.3;  // in x-heights
  const cv::Rect rows = rows_of(*this, kAbove, kBelow);
  return rows.height < box.height ? std::optional(rows) : std::nullopt;
}

std::vector<TextLine> parted_at_gaps(const TextLine& line, double x_heights) {
  std::vector<std::vector<cv::Rect>> pieces;
  int reached = 0;
  for (const cv::Rect& part : line.parts) {
    if (pieces.empty() || part.x - reached >= x_heights * line.x_height()) pieces.emplace_back();
    pieces.back().push_back(part);
    reached = std::max(reached, part.x + part.width);
  }
  if (pieces.size() < 2) return {line};
  std::vector<TextLine> lines;
  for (auto& piece : pieces) lines.push_back(line_of(std::move(piece)));
  return lines;
}

TextLine part_of(const TextLine& line, std::size_t from, std::size_t to) {
  using Offset = std::ptrdiff_t;
  return line_of({line.parts.begin() + static_cast<Offset>(from), line.parts.begin() + static_cast<Offset>(to)});
}

namespace {

/// Sides of cells, from the left, that part the row at a height.
std::vector<int> sides_at(std::span<const models::Table> tables, const cv::Rect& line) {
  const double x = line.x + line.width / 2.0, y = line.y + line.height / 2.0;
  std::vector<int> sides;
  for (const models::Table& table : tables) {
    if (x < table.box.x || x > table.box.right() || y < table.box.y || y > table.box.bottom()) continue;
    for (const models::TableCell& cell : table.cells)
      if (y >= cell.box.y && y < cell.box.bottom() && cell.box.x > table.box.x + 1)
        sides.push_back(static_cast<int>(cell.box.x));
  }
  std::ranges::sort(sides);
  return sides;
}

}  // namespace

std::vector<TextLine> parted_at_cells(const TextLine& line, std::span<const models::Table> tables,
                                      double letter_height_px) {
  constexpr double kReach = 0.5, kThin = 0.3;  // letter heights: from a side to its ruling, which leans; its thickness
  const double reach = kReach * letter_height_px;
  std::vector<int> sides = sides_at(tables, line.box);
  std::erase_if(sides, [&](int side) { return side <= line.box.x || side >= line.box.x + line.box.width; });
  if (sides.empty()) return {line};
  const auto is_of_ruling = [&](const cv::Rect& part) {
    return part.width < kThin * letter_height_px &&
           std::ranges::any_of(sides, [&](int side) { return std::abs(part.x + part.width / 2.0 - side) < reach; });
  };
  std::vector<std::vector<cv::Rect>> pieces(sides.size() + 1);
  for (const cv::Rect& part : line.parts) {
    if (is_of_ruling(part)) continue;
    const auto stands_over = [&](int side) { return part.x < side - reach && part.x + part.width > side + reach; };
    if (std::ranges::any_of(sides, stands_over)) return {line};
    const auto cell = std::ranges::lower_bound(sides, part.x + part.width / 2) - sides.begin();
    pieces[static_cast<std::size_t>(cell)].push_back(part);
  }
  std::vector<TextLine> lines;
  for (auto& piece : pieces)
    if (!piece.empty()) lines.push_back(line_of(std::move(piece)));
  return lines.size() < 2 ? std::vector<TextLine>{line} : lines;
}

std::vector<TextLine> text_lines_of(const cv::Mat& ink, std::span<const Component> components,
                                    std::span<const Role> roles, const Rulings& rulings, double letter_height_px) {
  const std::vector<cv::Rect> letters = boxes_of(components, roles, Role::letter);
  std::vector<cv::Rect> marks = boxes_of(components, roles, Role::mark);
  Groups groups(letters.size());
  link(letters, rulings, ink.size(), letter_height_px, groups);
  std::vector<TextLine> pieces;
  for (TextLine& line : lines_of_groups(letters, groups)) {
    for (TextLine& part : parted(std::move(line), rulings, ink.size(), letter_height_px))
      pieces.push_back(std::move(part));
  }
  std::vector<TextLine> lines =
      with_tied_letters(merged(std::move(pieces), marks, rulings), ink, boxes_of(components, roles, Role::large));
  for (const cv::Rect& mark : take_lone_marks(lines)) marks.push_back(mark);
  attach_marks(lines, marks, ink.size(), letter_height_px);
  std::ranges::stable_sort(lines, {}, [](const TextLine& line) { return line.band_bottom; });
  return lines;
}

}  // namespace hoso::ocr
