// SPDX-License-Identifier: Apache-2.0
#include "imaging/sheet_edges.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "hoso/imaging/components.h"

namespace hoso::imaging {
namespace {

constexpr double kMillimetresPerInch = 25.4;
constexpr double kWorkingDpi = 150;   // of most scans the half, which is there
constexpr double kInkLevelMax = 128;  // of Readable::image

// ---- print cut by the image's edge

/// Letters at the image's left edge are looked at as they are; the other edges are turned there.
struct EdgeStrip {
  cv::Mat ink;  ///< CV_8UC1; column 0 is the edge
  double pixels_per_mm = 1;
};

/// As high as letters are, and no rule: rules are thinner.
bool is_letter_high(const cv::Rect& box, double pixels_per_mm) {
  const double height_mm = box.height / pixels_per_mm;
  return height_mm >= 1.2 && height_mm <= 7;
}

/// Lines that are cut at a side: a letter touches the edge, and at least four others stand in the strip on its height.
int lines_cut_at_side(const EdgeStrip& strip) {
  const std::vector<Component> pieces = components_of(strip.ink);
  int lines = 0;
  for (const Component& cut : pieces) {
    const cv::Rect& box = cut.box;
    if (box.x > 0 || box.width > 2 * box.height || !is_letter_high(box, strip.pixels_per_mm)) continue;
    const auto follows = [&](const Component& other) {
      const int shared = std::min(box.br().y, other.box.br().y) - std::max(box.y, other.box.y);
      return other.box.x > 0 && is_letter_high(other.box, strip.pixels_per_mm) &&
             2 * shared > std::min(box.height, other.box.height);
    };
    if (std::ranges::count_if(pieces, follows) >= 4) ++lines;
  }
  return lines;
}

/// A line that is cut along: many letters touch the edge.
bool is_cut_along(const EdgeStrip& strip) {
  constexpr int kLettersMin = 12;
  const auto is_cut_letter = [&](const Component& piece) {
    const double along_mm = piece.box.height / strip.pixels_per_mm, across_mm = piece.box.width / strip.pixels_per_mm;
    return piece.box.x == 0 && along_mm >= 0.3 && along_mm <= 5 && across_mm >= 0.7 && across_mm <= 6;
  };
  return std::ranges::count_if(components_of(strip.ink), is_cut_letter) >= kLettersMin;
}

// ---- the sheet's corners

constexpr double kSideMinShare = 0.3;  // of the image's short side

using Points = std::vector<cv::Point2f>;

cv::Point2f met(cv::Point2f a, cv::Point2f b, cv::Point2f c, cv::Point2f d) {
  const cv::Point2f ab = b - a, cd = d - c;
  const float cross = ab.x * cd.y - ab.y * cd.x;
  if (std::abs(cross) < 1e-3F) return {-1e6F, -1e6F};
  const cv::Point2f ac = c - a;
  return a + ab * ((ac.x * cd.y - ac.y * cd.x) / cross);
}

/// The outline of the largest bright region and its hull; empty where it is not nearly convex, as sheets are.
struct Outline {
  std::vector<cv::Point> line;
  Points hull;
};

Outline sheet_outline(const cv::Mat& border) {
  std::vector<std::vector<cv::Point>> outlines;
  cv::Mat sheet;
  cv::compare(border, 0, sheet, cv::CMP_EQ);
  cv::findContours(sheet, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
  if (outlines.empty()) return {};
  const auto largest = std::ranges::max_element(outlines, {}, [](const auto& line) { return cv::contourArea(line); });
  std::vector<cv::Point> hull;
  cv::convexHull(*largest, hull);
  constexpr double kHullFillMin = 0.97;
  if (cv::contourArea(*largest) < kHullFillMin * cv::contourArea(hull)) return {};
  Outline outline{.line = *largest};
  cv::approxPolyDP(hull, hull, 1.5, true);
  for (const cv::Point& point : hull) outline.hull.emplace_back(point);
  return outline;
}

struct Side {
  cv::Point2f from, to;
};

/// The hull's long sides; empty where they are not four.
std::vector<Side> four_sides(const Points& hull, double side_min) {
  std::vector<Side> sides;
  for (std::size_t at = 0; at < hull.size(); ++at) {
    const Side side{hull[at], hull[(at + 1) % hull.size()]};
    if (cv::norm(side.to - side.from) >= side_min) sides.push_back(side);
  }
  if (sides.size() != 4) sides.clear();
  return sides;
}

/// Where neighbours of the four sides would meet if they went on.
Points corners_of(const std::vector<Side>& sides) {
  Points corners;
  for (std::size_t at = 0; at < sides.size(); ++at) {
    const Side& next = sides[(at + 1) % sides.size()];
    corners.push_back(met(sides[at].from, sides[at].to, next.from, next.to));
  }
  return corners;
}

/// The straight line through the outline's points along a side, its ends left aside.
Side fitted(const Side& side, const std::vector<cv::Point>& outline) {
  constexpr double kAside = 2, kEndShare = 0.05;  // cells; of the side's length
  const cv::Point2f way = side.to - side.from;
  const double length = cv::norm(way);
  Points along;
  for (const cv::Point& point : outline) {
    const cv::Point2f off = cv::Point2f(point) - side.from;
    const double share = off.dot(way) / (length * length);
    if (std::abs(off.cross(way)) / length <= kAside && share > kEndShare && share < 1 - kEndShare)
      along.emplace_back(point);
  }
  if (along.size() < 2) return side;
  cv::Vec4f line;
  cv::fitLine(along, line, cv::DIST_HUBER, 0, 0.01, 0.01);
  const cv::Point2f middle(line[2], line[3]);
  const float forward = std::copysign(static_cast<float>(length) / 2, line[0] * way.x + line[1] * way.y);
  const cv::Point2f half(line[0] * forward, line[1] * forward);
  return {middle - half, middle + half};
}

/// From the upper left one clockwise.
std::array<cv::Point2f, 4> clockwise(const Points& corners) {
  std::array<cv::Point2f, 4> ring{};
  std::ranges::copy(corners, ring.begin());
  if (cv::contourArea(corners, true) < 0) std::ranges::reverse(ring);
  std::ranges::rotate(ring, std::ranges::min_element(ring, {}, [](const auto& corner) { return corner.x + corner.y; }));
  return ring;
}

/// The corners of a sheet of four straight sides, from the upper left one clockwise, in cells.
std::optional<std::array<cv::Point2f, 4>> sheet_corners(const cv::Mat& border) {
  if (border.empty() || cv::countNonZero(border) == 0) return std::nullopt;
  const Outline outline = sheet_outline(border);
  std::vector<Side> sides = four_sides(outline.hull, kSideMinShare * std::min(border.cols, border.rows));
  if (sides.empty()) return std::nullopt;
  for (Side& side : sides) side = fitted(side, outline.line);
  return clockwise(corners_of(sides));
}

/// Where a table of wood or cloth reaches the image's edge that is as light as paper, but not in all colours.
cv::Mat coloured_table(const cv::Mat& cells) {
  constexpr double kLightestPaper = 0.9, kTableMax = 0.5;  // of the cells; of its light
  if (cells.channels() == 1) return {};
  std::vector<cv::Mat> channels;
  cv::split(cells, channels);
  const cv::Mat least = cv::min(cv::min(channels[0], channels[1]), channels[2]);
  std::vector<uchar> levels(least.begin<uchar>(), least.end<uchar>());
  const auto paper =
      levels.begin() + static_cast<std::ptrdiff_t>(kLightestPaper * static_cast<double>(levels.size() - 1));
  std::ranges::nth_element(levels, paper);
  return border_mask(least, static_cast<int>(kTableMax * *paper));
}

double degrees_of(cv::Point2f way) { return std::atan2(way.y, way.x) * 180 / std::numbers::pi; }

}  // namespace

int count_cut_lines(const Readable& readable, double dpi) {
  constexpr double kSideMm = 25, kAlongMm = 8;
  const double scale = std::min(1.0, kWorkingDpi / dpi);
  const double pixels_per_mm = scale * dpi / kMillimetresPerInch;
  const cv::Mat small = readable.at({std::max(1, static_cast<int>(readable.image.cols * scale)),
                                     std::max(1, static_cast<int>(readable.image.rows * scale))});
  const cv::Mat ink = small < kInkLevelMax;
  const cv::Rect page({0, 0}, ink.size());
  const int side = static_cast<int>(kSideMm * pixels_per_mm);
  const cv::Mat left = ink(page & cv::Rect(0, 0, side, ink.rows));
  cv::Mat right, upper, lower;
  cv::flip(ink(page & cv::Rect(ink.cols - side, 0, side, ink.rows)), right, 1);
  cv::transpose(ink(page & cv::Rect(0, 0, ink.cols, side)), upper);
  cv::transpose(ink(page & cv::Rect(0, ink.rows - side, ink.cols, side)), lower);
  cv::flip(lower, lower, 1);
  int lines = 0;
  for (const cv::Mat& strip : {left, right, upper, lower}) {
    lines += lines_cut_at_side({strip, pixels_per_mm});
    const int along = std::min(strip.cols, static_cast<int>(kAlongMm * pixels_per_mm));
    if (is_cut_along({strip.colRange(0, along), pixels_per_mm})) ++lines;
  }
  return lines;
}

std::optional<double> missing_corner_px(const Readable& readable) {
  const cv::Mat& border = readable.border;
  if (border.empty() || cv::countNonZero(border) == 0) return std::nullopt;
  const Points hull = sheet_outline(border).hull;
  const Points corners = corners_of(four_sides(hull, kSideMinShare * std::min(border.cols, border.rows)));
  double deepest = 0;
  for (const cv::Point2f& corner : corners) deepest = std::max(deepest, -cv::pointPolygonTest(hull, corner, true));
  if (corners.empty()) return std::nullopt;
  return deepest * readable.image.cols / border.cols;
}

std::optional<Sheet> find_sheet(const cv::Mat& border, const cv::Mat& cells) {
  constexpr double kLeastOnLightTable = 0.25, kMost = 0.97;  // of the image; more is the image itself
  const auto share_of = [&](const std::array<cv::Point2f, 4>& corners) {
    return cv::contourArea(Points(corners.begin(), corners.end())) / static_cast<double>(cells.total());
  };
  if (const auto corners = sheet_corners(border); corners && share_of(*corners) < kMost)
    return Sheet{.corners = *corners};
  const auto corners = sheet_corners(coloured_table(cells));
  if (!corners || share_of(*corners) < kLeastOnLightTable || share_of(*corners) >= kMost) return std::nullopt;
  return Sheet{.corners = *corners, .on_light_table = true};
}

std::optional<double> photographed_turn(const Readable& readable, TextAxis axis) {
  constexpr double kAslantMin = 0.3;  // degrees between opposite sides
  if (!readable.sheet) return std::nullopt;
  const auto& corners = readable.sheet->corners;
  const auto& [upper_left, upper_right, lower_right, lower_left] = corners;
  const double along = degrees_of(upper_right - upper_left) - degrees_of(lower_right - lower_left);
  const double down = degrees_of(lower_left - upper_left) - degrees_of(lower_right - upper_right);
  if (std::max(std::abs(along), std::abs(down)) < kAslantMin) return std::nullopt;
  const std::array<cv::Point2f, 4> square{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}};
  const cv::Mat seen = cv::getPerspectiveTransform(square.data(), corners.data());
  const Points near_middle{{0.49F, 0.5F}, {0.51F, 0.5F}, {0.5F, 0.49F}, {0.5F, 0.51F}};
  Points on_image;
  cv::perspectiveTransform(near_middle, on_image, seen);
  return axis == TextAxis::horizontal ? -degrees_of(on_image[1] - on_image[0])
                                      : 90 - degrees_of(on_image[3] - on_image[2]);
}

}  // namespace hoso::imaging
