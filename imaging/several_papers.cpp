// SPDX-License-Identifier: Apache-2.0
#include "imaging/several_papers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <optional>
#include <utility>

#include <opencv2/imgproc.hpp>

#include "imaging/warp.h"

namespace hoso::imaging {
namespace {

constexpr double kMillimetresPerInch = 25.4;
constexpr double kShortSideMinMm = 35, kLongSideMinMm = 60;  // stamps and seals are smaller, ID-1 cards larger
constexpr double kThickerMm = 8;    // what is thinner (lines of print, rules, the bed's edge) is no paper
constexpr double kRestMax = 0.008;  // share of the image that may lie outside the papers: dust, the bed's edges
constexpr double kFillMin = 0.93;   // of its rectangle: rounded corners leave 0.99 of a card
constexpr double kConfidenceMin = 0.6;
constexpr double kRimMm = 2.5;     // around a paper, what belongs to its edges and shadow
constexpr double kCutRimMm = 0.5;  // that is not cut out with it

/// The levels of the lid, and how far others must be from them to be something else.
struct Lid {
  cv::Scalar level;
  double differs_by = 0;
};

std::uint8_t median(std::vector<std::uint8_t> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

/// The image's outermost cells, as rows of one pixel each.
cv::Mat ring_of(const cv::Mat& cells) {
  const int wide = std::max(2, std::min(cells.rows, cells.cols) / 50);
  cv::Mat ring;
  for (const cv::Mat& side : {cells.rowRange(0, wide), cells.rowRange(cells.rows - wide, cells.rows),
                              cells.colRange(0, wide), cells.colRange(cells.cols - wide, cells.cols)})
    ring.push_back(side.clone().reshape(0, static_cast<int>(side.total())));
  return ring;
}

/// How far each pixel is from a level, in the channel where it is farthest.
cv::Mat distance_from(const cv::Mat& image, const cv::Scalar& level) {
  cv::Mat apart;
  cv::absdiff(image, level, apart);
  if (apart.channels() == 1) return apart;
  cv::Mat one, farthest;
  cv::extractChannel(apart, farthest, 0);
  for (int channel = 1; channel < apart.channels(); ++channel) {
    cv::extractChannel(apart, one, channel);
    cv::max(farthest, one, farthest);
  }
  return farthest;
}

Lid lid_of(const cv::Mat& cells) {
  constexpr double kDiffersMin = 4, kSpreads = 4;
  const cv::Mat ring = ring_of(cells);
  Lid lid;
  for (int channel = 0; channel < ring.channels(); ++channel) {
    cv::Mat levels;
    cv::extractChannel(ring, levels, channel);
    lid.level[channel] = median({levels.begin<std::uint8_t>(), levels.end<std::uint8_t>()});
  }
  const cv::Mat apart = distance_from(ring, lid.level);
  lid.differs_by =
      std::max(kDiffersMin, 2 + kSpreads * median({apart.begin<std::uint8_t>(), apart.end<std::uint8_t>()}));
  return lid;
}

using Outline = std::vector<cv::Point>;

std::vector<Outline> outlines_of(const cv::Mat& mask) {
  std::vector<Outline> outlines;
  cv::findContours(mask, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
  return outlines;
}

/// What differs from the lid, with everything that it encloses.
cv::Mat filled(const cv::Mat& differs) {
  cv::Mat closed, whole(differs.size(), CV_8UC1, cv::Scalar(0));
  cv::morphologyEx(differs, closed, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
  cv::drawContours(whole, outlines_of(closed), -1, cv::Scalar(255), cv::FILLED);
  return whole;
}

/// A rectangle by its own axes; pixels or cells.
struct Sides {
  cv::Point2f centre, along, down;  ///< `along` and `down` are halves of its sides; the first is nearly level

  [[nodiscard]] Sides scaled(float factor) const { return {centre * factor, along * factor, down * factor}; }
  [[nodiscard]] std::array<cv::Point2f, 4> corners() const {
    return {centre - along - down, centre + along - down, centre + along + down, centre - along + down};
  }
};

Sides sides_of(const cv::RotatedRect& rectangle) {
  std::array<cv::Point2f, 4> corners;
  rectangle.points(corners.data());
  cv::Point2f along = (corners[1] - corners[0]) / 2, down = (corners[2] - corners[1]) / 2;
  if (std::abs(along.x) * cv::norm(down) < std::abs(down.x) * cv::norm(along)) std::swap(along, down);
  return {rectangle.center, along.x < 0 ? -along : along, down.y < 0 ? -down : down};
}

Sides with_rim(const Sides& sides, double rim) {
  const auto longer = [&](const cv::Point2f& half) { return half * static_cast<float>(1 + rim / cv::norm(half)); };
  return {sides.centre, longer(sides.along), longer(sides.down)};
}

void fill_with(cv::Mat& image, const Sides& sides, int level) {
  std::vector<cv::Point> corners;
  for (const cv::Point2f& corner : sides.corners()) corners.emplace_back(corner);
  cv::fillConvexPoly(image, corners, cv::Scalar::all(level));
}

/// The darkest level within that many pixels of a point; 255 outside the image.
double darkest_near(const cv::Mat& image, const cv::Point2f& point, int reach) {
  const cv::Rect near =
      cv::Rect(static_cast<int>(point.x) - reach, static_cast<int>(point.y) - reach, 2 * reach, 2 * reach) &
      cv::Rect(0, 0, image.cols, image.rows);
  if (near.empty()) return 255;
  cv::Mat levels = image(near);
  if (levels.channels() == 3) cv::cvtColor(levels, levels, cv::COLOR_BGR2GRAY);
  double darkest = 255;
  cv::minMaxLoc(levels, &darkest);
  return darkest;
}

/// The share of points along a rectangle's sides that have ink within a millimetre: high where it is a drawn frame, not
/// the shadow of an edge.
double drawn_share(const cv::Mat& image, const Sides& sides, double lid_level, double dpi) {
  constexpr int kPoints = 40;
  constexpr double kInkLevelMax = 0.55;  // of the lid's; shadows of papers are paler
  const int reach = std::max(1, static_cast<int>(dpi / kMillimetresPerInch));
  int inked = 0;
  for (int at = 0; at < kPoints; ++at) {
    const float share = 2 * (static_cast<float>(at) + 0.5F) / kPoints - 1;
    for (const cv::Point2f& from_centre : {share * sides.along + sides.down, share * sides.along - sides.down,
                                           sides.along + share * sides.down, -sides.along + share * sides.down})
      inked += darkest_near(image, sides.centre + from_centre, reach) < kInkLevelMax * lid_level ? 1 : 0;
  }
  return inked / (4.0 * kPoints);
}

/// How near the ratio of the sides is to that of a usual paper: 1 exactly, 0 not at all.
double format_likeness(const Sides& sides) {
  constexpr double kCard = 85.6 / 53.98, kPaper = std::numbers::sqrt2;  // ISO/IEC 7810 ID-1, ISO 216
  constexpr double kTolerance = 0.05;
  const double one = cv::norm(sides.along), other = cv::norm(sides.down);
  const double ratio = std::max(one, other) / std::min(one, other);
  const double apart = std::min(std::abs(ratio / kCard - 1), std::abs(ratio / kPaper - 1));
  return std::max(0.0, 1 - apart / kTolerance);
}

/// An image with what lies on it, in cells.
struct Bed {
  const cv::Mat& image;
  double dpi;
  double cell_px;     ///< pixels a cell
  double lid_level;   ///< mean of the channels
  double differs_by;  ///< as Lid
  cv::Mat apart;      ///< CV_8UC1: how far each cell is from the lid
  cv::Mat things;     ///< CV_8UC1: what differs from the lid, filled

  [[nodiscard]] double cells(double millimetres) const { return millimetres / kMillimetresPerInch * dpi / cell_px; }
};

Bed look_at(const cv::Mat& image, const cv::Mat& cells, double dpi) {
  const Lid lid = lid_of(cells);
  Bed bed{.image = image, .dpi = dpi, .cell_px = static_cast<double>(image.cols) / cells.cols};
  bed.lid_level = (lid.level[0] + lid.level[1] + lid.level[2]) / cells.channels();
  bed.differs_by = lid.differs_by;
  bed.apart = distance_from(cells, lid.level);
  bed.things = filled(bed.apart > lid.differs_by);
  return bed;
}

/// How sure it is that a filled rectangle is a paper. One that is much lighter or darker than the lid may have any
/// format; one that is about as light must have a usual one, and be tinted or not drawn.
double paper_confidence(const Bed& bed, const Sides& sides, double fill) {
  constexpr double kUnlike = 60, kTintedMin = 0.8, kDrawnMax = 0.3, kFillNone = 0.85, kFillSure = 0.95;
  cv::Mat within(bed.apart.size(), CV_8UC1, cv::Scalar(0));
  fill_with(within, sides, 255);
  const double shape = std::clamp((fill - kFillNone) / (kFillSure - kFillNone), 0.0, 1.0);
  if (cv::mean(bed.apart, within)[0] > kUnlike) return shape;
  const double format = format_likeness(sides);
  cv::Mat tinted;
  cv::bitwise_and(bed.apart > bed.differs_by, within, tinted);
  const bool is_tinted = cv::countNonZero(tinted) >= kTintedMin * cv::countNonZero(within);
  const Sides in_image = sides.scaled(static_cast<float>(bed.cell_px));
  if (format <= 0 || (!is_tinted && drawn_share(bed.image, in_image, bed.lid_level, bed.dpi) > kDrawnMax)) return 0;
  constexpr double kUnusual = 0.7;  // of the confidence stays where the format is just usual
  return shape * (kUnusual + (1 - kUnusual) * format);
}

PaperOnImage paper_of(const Sides& sides, double confidence) {
  return {.centre = {sides.centre.x, sides.centre.y},
          .width_px = 2 * cv::norm(sides.along),
          .height_px = 2 * cv::norm(sides.down),
          .degrees = std::atan2(-sides.along.y, sides.along.x) * 180 / std::numbers::pi,
          .confidence = confidence};
}

/// The papers with what is left of the things on the bed; nothing where one of the larger things is no paper.
struct Found {
  std::vector<PaperOnImage> papers;
  cv::Mat rest;
};

std::optional<Found> papers_on(const Bed& bed) {
  cv::Mat thick;
  const int least = std::max(3, static_cast<int>(bed.cells(kThickerMm)));
  cv::morphologyEx(bed.things, thick, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, {least, least}));
  Found found{.rest = bed.things.clone()};
  for (const Outline& outline : outlines_of(thick)) {
    const cv::RotatedRect rectangle = cv::minAreaRect(outline);
    const Sides sides = sides_of(rectangle);
    const double one = 2 * cv::norm(sides.along), other = 2 * cv::norm(sides.down);
    if (std::min(one, other) < bed.cells(kShortSideMinMm) || std::max(one, other) < bed.cells(kLongSideMinMm)) continue;
    // An outline runs through the middles of its cells.
    const double fill = (cv::contourArea(outline) + cv::arcLength(outline, true) / 2) / ((one + 1) * (other + 1));
    const double confidence = fill < kFillMin ? 0 : paper_confidence(bed, sides, fill);
    if (confidence < kConfidenceMin) return std::nullopt;
    fill_with(found.rest, with_rim(sides, bed.cells(kRimMm)), 0);
    Sides shifted = sides;
    shifted.centre += cv::Point2f(0.5F, 0.5F);
    found.papers.push_back(paper_of(shifted.scaled(static_cast<float>(bed.cell_px)), confidence));
  }
  return found;
}

/// Row by row, from left to right in a row.
void sort_by_rows(std::vector<PaperOnImage>& papers) {
  std::ranges::sort(papers, {}, [](const PaperOnImage& paper) { return paper.centre.y; });
  for (auto row = papers.begin(); row != papers.end();) {
    const double below = row->centre.y + row->height_px / 2;
    const auto end = std::find_if(row, papers.end(), [&](const PaperOnImage& one) { return one.centre.y > below; });
    std::sort(row, end,
              [](const PaperOnImage& one, const PaperOnImage& other) { return one.centre.x < other.centre.x; });
    row = end;
  }
}

}  // namespace

std::vector<PaperOnImage> find_several_papers(const cv::Mat& image, const cv::Mat& cells, double dpi) {
  constexpr int kSideMin = 32;
  if (std::min(cells.rows, cells.cols) < kSideMin) return {};
  const Bed bed = look_at(image, cells, dpi);
  std::optional<Found> found = papers_on(bed);
  if (!found || found->papers.size() < 2) return {};
  if (cv::countNonZero(found->rest) > kRestMax * static_cast<double>(cells.total())) return {};
  sort_by_rows(found->papers);
  return std::move(found->papers);
}

PaperCut cut_out(const cv::Mat& image, const PaperOnImage& paper, double dpi) {
  constexpr double kLevelDegrees = 0.15;  // less is left to the skew of the lines, and no pixel is drawn anew
  const double rim = kCutRimMm * dpi / kMillimetresPerInch;
  const models::Size size{std::max(1, static_cast<int>(paper.width_px - 2 * rim)),
                          std::max(1, static_cast<int>(paper.height_px - 2 * rim))};
  const models::Affine centred{.x0 = size.width_px / 2.0 - paper.centre.x, .y0 = size.height_px / 2.0 - paper.centre.y};
  PaperCut cut{.from_image = models::then(centred, straightening_map(paper.degrees, size))};
  if (std::abs(paper.degrees) > kLevelDegrees) {
    cut.pixels = warped(image, cut.from_image, size);
    return cut;
  }
  const cv::Rect whole =
      cv::Rect(static_cast<int>(-centred.x0), static_cast<int>(-centred.y0), size.width_px, size.height_px) &
      cv::Rect(0, 0, image.cols, image.rows);
  cut.pixels = image(whole).clone();
  cut.from_image = {.x0 = -1.0 * whole.x, .y0 = -1.0 * whole.y};
  return cut;
}

cv::Mat without_papers(const cv::Mat& image, const std::vector<PaperOnImage>& papers, double dpi) {
  cv::Mat rest = image.clone();
  for (const PaperOnImage& paper : papers) {
    const models::Affine straight = straightening_map(paper.degrees, {0, 0});  // about (0, 0)
    const auto half = [&](double x, double y) {
      const models::Point turned = models::inverse(straight)({x, y});
      return cv::Point2f(static_cast<float>(turned.x), static_cast<float>(turned.y));
    };
    const cv::Point2f centre(static_cast<float>(paper.centre.x), static_cast<float>(paper.centre.y));
    const Sides sides{centre, half(paper.width_px / 2, 0), half(0, paper.height_px / 2)};
    fill_with(rest, with_rim(sides, kRimMm * dpi / kMillimetresPerInch), 255);
  }
  return rest;
}

}  // namespace hoso::imaging
