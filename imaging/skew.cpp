// SPDX-License-Identifier: Apache-2.0
#include "imaging/skew.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>

namespace hoso::imaging {
namespace {

using Points = std::vector<cv::Point2f>;

constexpr double kCoarseStep = 0.5, kMiddleStep = 0.1, kFineStep = 0.02;

/// The sum of the squared steps of the profile that the points throw on the normal of lines with that turn.
double steepness(std::span<const cv::Point2f> points, TextAxis axis, double degrees, double reach) {
  const double angle = degrees * std::numbers::pi / 180;
  const bool along_rows = axis == TextAxis::horizontal;
  const auto from_x = static_cast<float>(along_rows ? std::sin(angle) : std::cos(angle));
  const auto from_y = static_cast<float>(along_rows ? std::cos(angle) : -std::sin(angle));
  std::vector<float> profile(static_cast<std::size_t>(2 * reach) + 6, 0);
  const auto middle = static_cast<float>(reach + 2);
  for (const cv::Point2f& point : points) {
    // Each point is shared between three bins (quadratic B-spline), else rounding favours turns that suit the grid.
    const float at = from_x * point.x + from_y * point.y + middle;
    const auto bin = static_cast<std::size_t>(at);
    const float rest = at - static_cast<float>(bin);
    profile[bin - 1] += 0.5F * (1 - rest) * (1 - rest);
    profile[bin] += 0.5F + rest * (1 - rest);
    profile[bin + 1] += 0.5F * rest * rest;
  }
  double sum = 0;
  for (std::size_t bin = 1; bin < profile.size(); ++bin) {
    const double step = profile[bin] - profile[bin - 1];
    sum += step * step;
  }
  return sum;
}

double reach_of(const Sketch& sketch) { return std::hypot(sketch.ink.cols, sketch.ink.rows) / 2; }

struct Peak {
  double degrees = 0, value = -1;
};

Peak best_of(std::span<const cv::Point2f> points, TextAxis axis, double reach, double from, double to, double step) {
  Peak best;
  const int count = static_cast<int>(std::lround((to - from) / step));
  for (int index = 0; index <= count; ++index) {
    const double degrees = from + index * step;
    const double value = steepness(points, axis, degrees, reach);
    if (value > best.value) best = {degrees, value};
  }
  return best;
}

double refined(std::span<const cv::Point2f> points, TextAxis axis, double reach, double degrees) {
  const Peak middle = best_of(points, axis, reach, degrees - kCoarseStep, degrees + kCoarseStep, kMiddleStep);
  return best_of(points, axis, reach, middle.degrees - kMiddleStep, middle.degrees + kMiddleStep, kFineStep).degrees;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

/// 0 at `low`, 1 at `high`.
double ramp(double value, double low, double high) { return std::clamp((value - low) / (high - low), 0.0, 1.0); }

struct Halves {
  Points first, second;

  /// Both hold enough of the ink to be measured alone.
  [[nodiscard]] bool comparable() const {
    return std::min(first.size(), second.size()) >= (first.size() + second.size()) / 8;
  }
};

Halves split(const Points& points, float cv::Point2f::*coordinate) {
  Halves halves;
  for (const cv::Point2f& point : points) (point.*coordinate < 0 ? halves.first : halves.second).push_back(point);
  return halves;
}

/// The left and the right half of a page of text both have steep profiles at its turn; those of noise have not.
double agreement(const Points& points, TextAxis axis, double reach, double degrees) {
  constexpr double kDisagreed = 1.03, kAgreed = 1.15, kWindow = 6, kWindowStep = 1;
  const Halves halves = split(points, axis == TextAxis::horizontal ? &cv::Point2f::x : &cv::Point2f::y);
  if (!halves.comparable()) return 1;  // the text stands on one side
  double worst = kAgreed;
  for (const Points* half : {&halves.first, &halves.second}) {
    std::vector<double> around;
    for (double off = -kWindow; off <= kWindow; off += kWindowStep)
      around.push_back(steepness(*half, axis, degrees + off, reach));
    worst = std::min(worst, steepness(*half, axis, degrees, reach) / std::max(1.0, median(around)));
  }
  return ramp(worst, kDisagreed, kAgreed);
}

}  // namespace

SkewFinding find_skew(const Sketch& sketch, TextAxis axis, double degrees_max) {
  constexpr std::size_t kPointsMin = 120;
  if (sketch.points.size() < kPointsMin || degrees_max <= 0) return {};
  const double reach = reach_of(sketch);
  std::vector<double> values;
  Peak best;
  const int steps = static_cast<int>(std::floor(degrees_max / kCoarseStep));
  for (int index = -steps; index <= steps; ++index) {
    const double degrees = index * kCoarseStep;
    values.push_back(steepness(sketch.points, axis, degrees, reach));
    if (values.back() > best.value) best = {degrees, values.back()};
  }
  SkewFinding finding;
  finding.line_likeness = best.value / std::max(1.0, median(values));
  finding.degrees = std::clamp(refined(sketch.points, axis, reach, best.degrees), -degrees_max, degrees_max);
  // A few pieces of ink lean some way or other whatever they are.
  finding.confidence = ramp(finding.line_likeness, 1.1, 1.6) * ramp(sketch.pieces, 8, 24) *
                       agreement(sketch.points, axis, reach, finding.degrees);
  return finding;
}

}  // namespace hoso::imaging
