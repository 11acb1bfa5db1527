// SPDX-License-Identifier: Apache-2.0
#include "imaging/orientation.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "hoso/imaging/components.h"
#include "imaging/warp.h"

namespace hoso::imaging {
namespace {

using models::Affine;
using models::Box;

constexpr double kMillimetresPerInch = 25.4;
constexpr double kLineHeightMaxMm = 12;
constexpr double kCropHeight = 44;     // the recogniser scales lines to 36 pixels itself
constexpr double kCropWidthMax = 500;  // enough words to tell the direction
constexpr int kPatience = 3;           // times the wanted number of lines, where those say nothing
constexpr double kLegibleEnough = 12;  // letters: one line that reads as well as this, and no other way, decides

int first_degrees(TextAxis axis) { return axis == TextAxis::horizontal ? 0 : 90; }

/// From the page's pixels to a frame in which lines along the axis lie straight and horizontal.
Affine line_frame(TextAxis axis, double skew_degrees, models::Size page) {
  const auto lies = turned_clockwise(first_degrees(axis));
  return models::then(models::upright_map(lies, page),
                      straightening_map(skew_degrees, models::upright_size(lies, page)));
}

bool is_line_like(const Box& box, double area, double pixels_per_mm) {
  constexpr double kHeightMinMm = 1.2, kAspectMin = 2.5, kFillMin = 0.2;
  const double height_mm = box.height / pixels_per_mm;
  return height_mm >= kHeightMinMm && height_mm <= kLineHeightMaxMm && box.width >= kAspectMin * box.height &&
         area >= kFillMin * box.width * box.height;
}

/// Frames of tables, seals and pictures would tie the lines that they touch into one piece; bars of a bar code look
/// like lines.
bool is_frame_or_bar(const Component& piece, double pixels_per_mm) {
  constexpr double kBarLengthMinMm = 5, kBarAspectMin = 4, kBarFillMin = 0.75;
  const int width = piece.box.width, height = piece.box.height;
  const double side_max = kLineHeightMaxMm * pixels_per_mm;
  if (width > side_max && height > side_max) return true;
  const bool solid = piece.area_px > kBarFillMin * width * height;
  return solid && width > kBarLengthMinMm * pixels_per_mm && width > kBarAspectMin * height;
}

/// Erases the piece of ink that reaches from edge to edge of a part of the page, both ways.
void erase_widest(cv::Mat part) {
  cv::Mat labels, stats, centres;
  const int count = cv::connectedComponentsWithStats(part, labels, stats, centres, 8, CV_32S);
  for (int label = 1; label < count; ++label) {
    const int* row = stats.ptr<int>(label);
    if (row[cv::CC_STAT_WIDTH] == part.cols && row[cv::CC_STAT_HEIGHT] == part.rows) part.setTo(0, labels == label);
  }
}

void erase_frames_and_bars(cv::Mat& ink, double pixels_per_mm) {
  for (const Component& piece : components_of(ink)) {
    if (is_frame_or_bar(piece, pixels_per_mm)) erase_widest(ink(piece.box));
  }
}

/// Boxes of line-like pieces in the line frame of the sketch, widest first.
std::vector<Box> line_boxes(const Sketch& sketch, const Affine& frame, models::Size frame_size, double pixels_per_mm) {
  cv::Mat straight = warped(255 - sketch.ink, frame, frame_size);
  cv::Mat joined = straight < 128;
  erase_frames_and_bars(joined, pixels_per_mm);
  const int gap = std::max(3, static_cast<int>(std::lround(4.5 * pixels_per_mm)));
  cv::morphologyEx(joined, joined, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {gap, 1}));
  std::vector<Box> boxes;
  for (const Component& component : components_of(joined)) {
    const Box box{static_cast<double>(component.box.x), static_cast<double>(component.box.y),
                  static_cast<double>(component.box.width), static_cast<double>(component.box.height)};
    if (is_line_like(box, component.area_px, pixels_per_mm)) boxes.push_back(box);
  }
  // Equally wide ones stay in their order from top to bottom.
  std::ranges::stable_sort(boxes, std::greater{}, &Box::width);
  return boxes;
}

/// One box of the frame (in page pixels) as an image of a height that suits the recogniser.
cv::Mat cut(const cv::Mat& readable, const Affine& frame, Box box) {
  const double margin = 0.2 * box.height;
  box = {box.x - margin, box.y - margin, box.width + 2 * margin, box.height + 2 * margin};
  const double scale = std::min(1.5, kCropHeight / std::max(1.0, box.height));
  box.width = std::min(box.width, kCropWidthMax / scale);
  const models::Size size{std::max(1, static_cast<int>(box.width)), std::max(1, static_cast<int>(box.height))};
  const cv::Mat crop = warped(readable, models::then(frame, {1, 0, -box.x, 0, 1, -box.y}), size);
  cv::Mat scaled;
  cv::resize(crop, scaled, {}, scale, scale, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
  return scaled;
}

std::vector<TextAxis> possible_axes(const AxisFindings& axes) {
  // One profile stands out clearly against the other: its axis needs no reading.
  constexpr double kClear = 1.35;
  const double horizontal = axes.horizontal.line_likeness, vertical = axes.vertical.line_likeness;
  if (horizontal > kClear * vertical) return {TextAxis::horizontal};
  if (vertical > kClear * horizontal) return {TextAxis::vertical};
  return {TextAxis::horizontal, TextAxis::vertical};
}

struct Ranking {
  std::size_t best = 0;
  double best_score = 0, second_score = 0;
};

Ranking rank(const std::array<double, 4>& scores) {
  Ranking ranking;
  ranking.best = static_cast<std::size_t>(std::ranges::max_element(scores) - scores.begin());
  ranking.best_score = scores[ranking.best];
  for (std::size_t index = 0; index < scores.size(); ++index) {
    if (index != ranking.best) ranking.second_score = std::max(ranking.second_score, scores[index]);
  }
  return ranking;
}

bool decided(const Ranking& ranking) {
  return ranking.best_score >= kLegibleEnough && ranking.best_score >= 4 * ranking.second_score;
}

/// Near 1 where many letters were legible in one direction only.
double confidence_of(const Ranking& ranking) {
  constexpr double kDoubt = 2;  // letters that may be read by chance
  return (ranking.best_score - ranking.second_score) / (ranking.best_score + kDoubt);
}

/// A turn that is a mere guess would only spoil the lines.
double supported_degrees(const SkewFinding& skew) {
  constexpr double kConfidenceMin = 0.35;
  return skew.confidence >= kConfidenceMin ? skew.degrees : 0;
}

bool clear(const Ranking& ranking) { return confidence_of(ranking) >= 0.7; }

/// The line-like pieces of a page along one axis, each cut out when it is wanted.
struct LinesAlong {
  std::size_t first = 0;   ///< index of the first of the axis's two directions
  Affine frame;            ///< from the page's pixels to where the lines are level
  std::vector<Box> boxes;  ///< in that frame, widest first

  /// CV_8UC1, ready to be read; upright if the page is turned by the axis's first degrees (0 or 90).
  [[nodiscard]] cv::Mat crop(const cv::Mat& readable, std::size_t line) const {
    return cut(readable, frame, boxes.at(line));
  }
};

LinesAlong lines_along(TextAxis axis, models::Size page, double dpi, const Sketch& sketch, double skew_degrees) {
  LinesAlong lines{.first = static_cast<std::size_t>(first_degrees(axis) / 90)};
  if (sketch.points.empty()) return lines;
  const auto lies = turned_clockwise(first_degrees(axis));
  const models::Size sketch_size = size_of(sketch.ink);
  const Affine frame = line_frame(axis, skew_degrees, sketch_size);
  const double scale_x = static_cast<double>(page.width_px) / sketch_size.width_px;
  const double scale_y = static_cast<double>(page.height_px) / sketch_size.height_px;
  const bool swapped = axis == TextAxis::vertical;
  const Affine enlarge{swapped ? scale_y : scale_x, 0, 0, 0, swapped ? scale_x : scale_y, 0};
  lines.frame = models::then(models::then({1 / scale_x, 0, 0, 0, 1 / scale_y, 0}, frame), enlarge);
  const double pixels_per_mm = sketch.scale * dpi / kMillimetresPerInch;
  for (const Box& box : line_boxes(sketch, frame, models::upright_size(lies, sketch_size), pixels_per_mm))
    lines.boxes.push_back(models::mapped(enlarge, box));
  return lines;
}

/// Reads the lines in both directions of each axis, the widest first, and adds to the scores until those are clear.
void read_lines(const cv::Mat& readable, const std::vector<LinesAlong>& axes, int lines,
                const LegibilityReader& legibility, std::array<double, 4>& scores) {
  // The widest lines may be such as no dictionary knows (the machine-readable lines of a card): then narrower ones are
  // read.
  for (std::size_t line = 0; line < static_cast<std::size_t>(kPatience * lines); ++line) {
    if (line >= static_cast<std::size_t>(lines) && clear(rank(scores))) return;
    for (const LinesAlong& axis : axes) {
      if (line >= axis.boxes.size()) continue;
      const cv::Mat crop = axis.crop(readable, line);
      cv::Mat reversed;
      cv::rotate(crop, reversed, cv::ROTATE_180);
      scores.at(axis.first) += legibility(crop);
      scores.at(axis.first + 2) += legibility(reversed);
    }
    if (decided(rank(scores))) return;
  }
}

}  // namespace

OrientationFinding find_orientation(const cv::Mat& readable, double dpi, const Sketch& sketch, const AxisFindings& axes,
                                    int lines, const LegibilityReader& legibility) {
  OrientationFinding finding;
  if (!legibility || lines < 1) return finding;
  const auto along = [&](TextAxis axis) {
    return lines_along(axis, size_of(readable), dpi, sketch, supported_degrees(axes.along(axis)));
  };
  const std::vector<TextAxis> possible = possible_axes(axes);
  std::vector<LinesAlong> found;
  std::ranges::transform(possible, std::back_inserter(found), along);
  read_lines(readable, found, lines, legibility, finding.scores);
  if (possible.size() == 1 && !clear(rank(finding.scores))) {
    // A bar code's profile is as clear as that of lines: look at the other axis too.
    const bool horizontal = possible.front() == TextAxis::horizontal;
    read_lines(readable, {along(horizontal ? TextAxis::vertical : TextAxis::horizontal)}, lines, legibility,
               finding.scores);
  }
  const Ranking ranking = rank(finding.scores);
  if (ranking.best_score <= 0) return finding;
  finding.degrees = static_cast<int>(90 * ranking.best);
  finding.confidence = confidence_of(ranking);
  return finding;
}

}  // namespace hoso::imaging
