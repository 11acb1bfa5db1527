// SPDX-License-Identifier: Apache-2.0
#include "imaging/seals.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>

#include <opencv2/imgproc.hpp>

#include "hoso/imaging/reduced.h"

namespace hoso::imaging {
namespace {

constexpr double kMmPerInch = 25.4;
constexpr double kSearchDpi = 37.5, kRefineDpi = 75;
// Seals of offices and companies measure 32 to 42 mm, some less.
constexpr double kRadiusMinMm = 9, kRadiusMaxMm = 23;

double mm_to_px(double mm, double dpi) { return mm / kMmPerInch * dpi; }

cv::Size scaled(cv::Size size, double factor) {
  return {std::max(1, cvRound(size.width * factor)), std::max(1, cvRound(size.height * factor))};
}

/// An image that goes on beyond its edges, so that rings about any of its pixels can be looked at.
class Ground {
 public:
  explicit Ground(const cv::Mat& image, int margin) : margin_(margin) {
    cv::copyMakeBorder(image, image_, margin, margin, margin, margin, cv::BORDER_REPLICATE);
  }
  [[nodiscard]] int level_at(cv::Point at) const { return image_.ptr<std::uint8_t>(at.y + margin_)[at.x + margin_]; }

 private:
  cv::Mat image_;
  int margin_;
};

constexpr std::size_t kDirections = 120;
constexpr double kOutside = 3;  // pixels from a ring's edge to what is outside
constexpr int kReach = 4;       // pixels by which a ring's centre may lie elsewhere than where it is looked for

const std::array<cv::Point2d, kDirections>& directions() {
  static const auto all = [] {
    std::array<cv::Point2d, kDirections> made;
    for (std::size_t index = 0; index < made.size(); ++index) {
      const double angle = 2 * std::numbers::pi * static_cast<double>(index) / kDirections;
      made.at(index) = {std::cos(angle), std::sin(angle)};
    }
    return made;
  }();
  return all;
}

/// The pixels that tell of a ring's edge in one direction.
struct EdgePixels {
  std::array<cv::Point, 2> inside;
  cv::Point outside;
};
using Ring = std::vector<EdgePixels>;

/// The ring in every `stride`-th direction.
Ring ring_about(cv::Point2d centre, double radius, std::size_t stride) {
  constexpr double kInside[] = {0.5, 1.5};  // pixels from the ring's edge
  Ring ring;
  ring.reserve(kDirections / stride);
  for (std::size_t index = 0; index < kDirections; index += stride) {
    const cv::Point2d& direction = directions()[index];
    const auto pixel_at = [&](double distance) {
      const cv::Point2d at = centre + distance * direction;
      return cv::Point(cvRound(at.x), cvRound(at.y));
    };
    ring.push_back({{pixel_at(radius - kInside[0]), pixel_at(radius - kInside[1])}, pixel_at(radius + kOutside)});
  }
  return ring;
}

/// Share of the ring's directions, every `stride`-th, in which ink ends at it; it is moved by `shift`.
double ring_share(const Ground& ground, const Ring& ring, cv::Point shift, std::size_t stride) {
  constexpr int kStep = 50;  // grey levels from ink to what is outside
  std::size_t rings = 0, looked_at = 0;
  for (std::size_t index = 0; index < ring.size(); index += stride, ++looked_at) {
    const EdgePixels& edge = ring[index];
    const int ink = std::min(ground.level_at(edge.inside[0] + shift), ground.level_at(edge.inside[1] + shift));
    if (ground.level_at(edge.outside + shift) - ink > kStep) ++rings;
  }
  return static_cast<double>(rings) / static_cast<double>(looked_at);
}

/// The largest of the rings about a centre; confidence 0: there is none.
SealRing outer_ring(const Ground& ground, cv::Point2d centre, double radius_min, double radius_max) {
  constexpr std::size_t kStride = 3, kRough = 4;
  constexpr double kRoughMin = 0.3;                 // of every fourth of them: below it the others are not asked
  constexpr double kShareMin = 0.4, kAsGood = 0.7;  // of the best
  constexpr std::ptrdiff_t kStroke = 4;             // pixels over which one ring may be seen
  std::vector<SealRing> rings;
  double best = kShareMin;
  for (double radius = radius_min; radius <= radius_max; radius += 1) {
    SealRing here{.centre = centre, .radius_px = radius};
    const Ring ring = ring_about(centre, radius, kStride);
    for (int dx = -kReach; dx <= kReach; ++dx)
      for (int dy = -kReach; dy <= kReach; ++dy) {
        if (ring_share(ground, ring, {dx, dy}, kRough) < kRoughMin) continue;
        const double share = ring_share(ground, ring, {dx, dy}, 1);
        if (share > here.confidence)
          here = {.centre = centre + cv::Point2d(dx, dy), .radius_px = radius, .confidence = share};
      }
    best = std::max(best, here.confidence);
    rings.push_back(here);
  }
  const auto outermost = std::ranges::find_if(rings.rbegin(), rings.rend(),
                                              [&](const SealRing& ring) { return ring.confidence >= kAsGood * best; });
  if (outermost == rings.rend()) return {};
  const auto stroke_end = outermost + std::min<std::ptrdiff_t>(kStroke, rings.rend() - outermost);
  return *std::max_element(outermost, stroke_end, [](const SealRing& one, const SealRing& other) {
    return one.confidence < other.confidence;
  });
}

/// The ring nearby for which most directions speak.
SealRing refined(const Ground& ground, cv::Point2d centre, double radius) {
  constexpr double kNear = 3;  // pixels
  SealRing best;
  const auto try_out = [&](cv::Point2d at, double around) {
    const double share = ring_share(ground, ring_about(at, around, 1), {}, 1);
    if (share > best.confidence) best = {.centre = at, .radius_px = around, .confidence = share};
  };
  for (double dr = -kNear; dr <= kNear; ++dr)
    for (double dx = -kNear; dx <= kNear; dx += 1.5)
      for (double dy = -kNear; dy <= kNear; dy += 1.5) try_out(centre + cv::Point2d(dx, dy), radius + dr);
  const SealRing rough = best;
  for (const double dr : {-0.5, 0.0, 0.5})
    for (const double dx : {-0.75, 0.0, 0.75})
      for (const double dy : {-0.75, 0.0, 0.75}) try_out(rough.centre + cv::Point2d(dx, dy), rough.radius_px + dr);
  return best;
}

/// Emblems and medals are round too, but full of ink.
bool is_filled(const cv::Mat& image, const SealRing& ring) {
  constexpr double kFilled = 0.6, kInner = 0.9;  // of the radius
  constexpr int kInk = 150;
  cv::Mat disc(image.size(), CV_8UC1, cv::Scalar(0));
  cv::circle(disc, ring.centre, cvRound(kInner * ring.radius_px), 255, cv::FILLED);
  const int area = cv::countNonZero(disc);
  return area > 0 && cv::countNonZero((image < kInk) & disc) > kFilled * area;
}

/// Outer rings only: the inner ones of the same seal stand within them.
std::vector<SealRing> outermost(std::vector<SealRing> rings) {
  std::ranges::stable_sort(rings, std::ranges::greater{}, &SealRing::radius_px);
  std::vector<SealRing> kept;
  for (const SealRing& ring : rings) {
    const bool within = std::ranges::any_of(
        kept, [&](const SealRing& outer) { return cv::norm(ring.centre - outer.centre) < outer.radius_px; });
    if (!within) kept.push_back(ring);
  }
  return kept;
}

/// @param search, refine  the page at kSearchDpi and kRefineDpi, CV_8UC1, ink towards 0 on white
std::vector<SealRing> rings_in(const cv::Mat& search, const cv::Mat& refine, double dpi) {
  constexpr std::size_t kCandidates = 12;
  constexpr double kConfidenceMin = 0.8;
  constexpr double kGradient = 150, kVotesMin = 22, kApartPx = 10;
  std::vector<cv::Vec3f> circles;
  cv::HoughCircles(search, circles, cv::HOUGH_GRADIENT, 1, kApartPx, kGradient, kVotesMin,
                   cvFloor(mm_to_px(kRadiusMinMm, kSearchDpi)), cvCeil(mm_to_px(kRadiusMaxMm, kSearchDpi)));
  if (circles.empty()) return {};
  const double finer = kRefineDpi / kSearchDpi, to_page = dpi / kRefineDpi;
  const auto margin = [](double radius_max) { return cvCeil(radius_max + kOutside) + 2 * kReach; };
  const double search_radius_max = mm_to_px(kRadiusMaxMm, kSearchDpi);
  const Ground search_ground(search, margin(search_radius_max));
  const Ground refine_ground(refine, margin(finer * search_radius_max) + cvCeil(finer * kReach));
  std::vector<SealRing> rings;
  for (std::size_t index = 0; index < std::min(kCandidates, circles.size()); ++index) {
    const cv::Vec3f& circle = circles[index];
    const cv::Point2d centre(circle[0], circle[1]);
    const bool known = std::ranges::any_of(rings, [&](const SealRing& ring) {
      return cv::norm(centre * (dpi / kSearchDpi) - ring.centre) < ring.radius_px;
    });
    if (known) continue;
    const SealRing outer = outer_ring(search_ground, centre, mm_to_px(kRadiusMinMm, kSearchDpi), search_radius_max);
    if (outer.confidence <= 0) continue;
    const SealRing ring = refined(refine_ground, outer.centre * finer + cv::Point2d(0.5, 0.5), outer.radius_px * finer);
    if (ring.confidence < kConfidenceMin || is_filled(refine, ring)) continue;
    rings.push_back({.centre = (ring.centre + cv::Point2d(0.5, 0.5)) * to_page,
                     .radius_px = ring.radius_px * to_page,
                     .confidence = ring.confidence});
  }
  return outermost(std::move(rings));
}

}  // namespace

std::vector<SealRing> find_seals(const Readable& page, double dpi) {
  if (dpi < kRefineDpi) return {};
  const cv::Mat refine = page.at(scaled(page.image.size(), kRefineDpi / dpi));
  return rings_in(reduced(refine, scaled(page.image.size(), kSearchDpi / dpi)), refine, dpi);
}

std::vector<SealRing> find_coloured_seals(const cv::Mat& pixels, double dpi) {
  if (dpi < kRefineDpi || pixels.type() != CV_8UC3) return {};
  const cv::Mat small = reduced(pixels, scaled(pixels.size(), kRefineDpi / dpi));
  std::array<cv::Mat, 3> channels;
  cv::split(small, channels);
  // How far the colours lie apart, so that a seal's ink is dark and print and paper are white.
  cv::Mat refine = 255 - (cv::max(cv::max(channels[0], channels[1]), channels[2]) -
                          cv::min(cv::min(channels[0], channels[1]), channels[2]));
  return rings_in(reduced(refine, scaled(pixels.size(), kSearchDpi / dpi)), refine, dpi);
}

}  // namespace hoso::imaging
