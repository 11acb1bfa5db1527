// SPDX-License-Identifier: Apache-2.0
#include "imaging/skew.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <numbers>
#include <span>
#include <utility>

namespace hoso::imaging {
namespace {

using Points = std::vector<InkPoint>;

constexpr double kCoarseStep = 0.5, kMiddleStep = 0.1, kFineStep = 0.02;
constexpr std::size_t kRoughPoints = 5'000, kBandPoints = 20'000;

/// The sum of the squared steps of the profile that the points throw on the normal of lines with that turn; each counts
/// by its darkness: the fine lines of a printed ground are more than the print, and paler.
double steepness(std::span<const InkPoint> points, TextAxis axis, double degrees, double reach) {
  const double angle = degrees * std::numbers::pi / 180;
  const bool along_rows = axis == TextAxis::horizontal;
  const auto from_x = static_cast<float>(along_rows ? std::sin(angle) : std::cos(angle));
  const auto from_y = static_cast<float>(along_rows ? std::cos(angle) : -std::sin(angle));
  std::vector<float> profile(static_cast<std::size_t>(2 * reach) + 6, 0);
  const auto middle = static_cast<float>(reach + 2);
  for (const InkPoint& point : points) {
    // Each point is shared between three bins (quadratic B-spline), else rounding favours turns that suit the grid.
    const float at = from_x * point.x + from_y * point.y + middle;
    const auto bin = static_cast<std::size_t>(at);
    const float rest = at - static_cast<float>(bin);
    const float half = 0.5F * point.darkness;
    profile[bin - 1] += half * (1 - rest) * (1 - rest);
    profile[bin] += half + point.darkness * rest * (1 - rest);
    profile[bin + 1] += half * rest * rest;
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

Peak best_of(std::span<const InkPoint> points, TextAxis axis, double reach, double from, double to, double step) {
  Peak best;
  const int count = static_cast<int>(std::lround((to - from) / step));
  for (int index = 0; index <= count; ++index) {
    const double degrees = from + index * step;
    const double value = steepness(points, axis, degrees, reach);
    if (value > best.value) best = {degrees, value};
  }
  return best;
}

/// About so many of the points, evenly chosen: a turn is found roughly with few.
Points some_of(const Points& points, std::size_t enough) {
  const std::size_t of_each = std::max<std::size_t>(1, points.size() / enough);
  Points some;
  for (const std::size_t index : spread_over(points.size(), points.size() / of_each)) some.push_back(points[index]);
  return some;
}

double refined(const Points& points, const Points& some, TextAxis axis, double reach, double degrees) {
  const Peak middle = best_of(some, axis, reach, degrees - kCoarseStep, degrees + kCoarseStep, kMiddleStep);
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

Halves split(const Points& points, float InkPoint::*coordinate) {
  Halves halves;
  for (const InkPoint& point : points) (point.*coordinate < 0 ? halves.first : halves.second).push_back(point);
  return halves;
}

/// The left and the right half of a page of text both have steep profiles at its turn; those of noise have not.
double agreement(const Points& points, TextAxis axis, double reach, double degrees) {
  constexpr double kDisagreed = 1.03, kAgreed = 1.15, kWindow = 6, kWindowStep = 1;
  const Halves halves = split(points, axis == TextAxis::horizontal ? &InkPoint::x : &InkPoint::y);
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

constexpr double kTolerance = 0.15;  // degrees that bands of one turn may differ

/// The turn in one band of the page.
struct BandTurn {
  double at = 0;  ///< distance of the band's middle from the page's centre, across the lines
  double degrees = 0;
  double weight = 0;
};

/// Bands across the lines, each with as many points.
std::vector<BandTurn> turns_by_band(const Sketch& sketch, TextAxis axis, double degrees) {
  constexpr std::size_t kBands = 6;
  constexpr double kWindow = 1.5, kBandStep = 0.3;
  const auto across = axis == TextAxis::horizontal ? &InkPoint::y : &InkPoint::x;
  Points points = some_of(sketch.points, kBandPoints);
  std::ranges::sort(points, {}, across);
  std::vector<BandTurn> turns;
  for (std::size_t band = 0; band < kBands; ++band) {
    const std::size_t first = points.size() * band / kBands, last = points.size() * (band + 1) / kBands;
    const std::span<const InkPoint> part(points.data() + first, last - first);
    const double reach = reach_of(sketch);
    const Peak rough = best_of(part, axis, reach, degrees - kWindow, degrees + kWindow, kBandStep);
    const Peak middle = best_of(part, axis, reach, rough.degrees - kBandStep, rough.degrees + kBandStep, kMiddleStep);
    const Peak best = best_of(part, axis, reach, middle.degrees - kMiddleStep, middle.degrees + kMiddleStep, kFineStep);
    const double beside = std::max(steepness(part, axis, best.degrees - kWindow, reach),
                                   steepness(part, axis, best.degrees + kWindow, reach));
    turns.push_back({.at = part[part.size() / 2].*across,
                     .degrees = best.degrees,
                     .weight = ramp(best.value / std::max(1.0, beside), 1.1, 1.6)});
  }
  std::erase_if(turns, [](const BandTurn& turn) { return turn.weight <= 0; });
  return turns;
}

/// A straight line through turns of bands.
struct Trend {
  double at_centre = 0, growth = 0;  ///< degrees, degrees a pixel
  [[nodiscard]] double at(double place) const { return at_centre + growth * place; }
};

Trend trend_of(std::span<const BandTurn> turns) {
  double weight = 0, at = 0, degrees = 0, square = 0, product = 0;
  for (const BandTurn& turn : turns) {
    weight += turn.weight;
    at += turn.weight * turn.at;
    degrees += turn.weight * turn.degrees;
  }
  at /= weight;
  degrees /= weight;
  for (const BandTurn& turn : turns) {
    square += turn.weight * (turn.at - at) * (turn.at - at);
    product += turn.weight * (turn.at - at) * (turn.degrees - degrees);
  }
  const double growth = square > 0 ? product / square : 0;
  return {.at_centre = degrees - growth * at, .growth = growth};
}

/// The bands that lie on one line, the most that any two of them lead to; bands of pictures and stamps turn anyhow.
std::vector<BandTurn> on_one_line(std::span<const BandTurn> turns) {
  std::vector<BandTurn> best;
  for (std::size_t first = 0; first < turns.size(); ++first) {
    for (std::size_t second = first + 1; second < turns.size(); ++second) {
      const std::array pair{turns[first], turns[second]};
      const Trend trend = trend_of(pair);
      std::vector<BandTurn> near;
      std::ranges::copy_if(turns, std::back_inserter(near), [&](const BandTurn& turn) {
        return std::abs(turn.degrees - trend.at(turn.at)) <= kTolerance;
      });
      if (near.size() > best.size()) best = std::move(near);
    }
  }
  return best;
}

}  // namespace

TurnOfLines turn_of_lines(const Sketch& sketch, TextAxis axis, const SkewFinding& finding) {
  constexpr std::size_t kBandsMin = 4, kPointsMin = 600;
  constexpr double kRangeMin = 0.3;  // degrees between the outermost bands
  const TurnOfLines as_one{.at_centre = finding.degrees};
  if (finding.confidence <= 0 || sketch.points.size() < kPointsMin) return as_one;
  const std::vector<BandTurn> all = turns_by_band(sketch, axis, finding.degrees);
  const std::vector<BandTurn> turns = on_one_line(all);
  const auto as_found = std::ranges::count_if(
      all, [&](const BandTurn& turn) { return std::abs(turn.degrees - finding.degrees) <= kTolerance; });
  if (turns.size() < kBandsMin || as_found + 1 >= std::ssize(turns)) return as_one;
  if (turns.front().at >= 0 || turns.back().at <= 0) return as_one;
  const Trend trend = trend_of(turns);
  const double range = std::abs(trend.at(turns.back().at) - trend.at(turns.front().at));
  if (range < kRangeMin) return as_one;
  return {.at_centre = trend.at_centre, .growth = trend.growth * sketch.scale, .range = range};
}

SkewFinding find_skew(const Sketch& sketch, TextAxis axis, double degrees_max) {
  constexpr std::size_t kPointsMin = 120;
  if (sketch.points.size() < kPointsMin || degrees_max <= 0) return {};
  const double reach = reach_of(sketch);
  const Points some = some_of(sketch.points, kRoughPoints);
  Points darkest = some;  // which lines it is must not depend on how many there are; where they turn, on all
  for (InkPoint& point : darkest) point.darkness *= point.darkness;
  std::vector<double> values;
  Peak best;
  const int steps = static_cast<int>(std::floor(degrees_max / kCoarseStep));
  for (int index = -steps; index <= steps; ++index) {
    const double degrees = index * kCoarseStep;
    values.push_back(steepness(darkest, axis, degrees, reach));
    if (values.back() > best.value) best = {degrees, values.back()};
  }
  SkewFinding finding;
  finding.line_likeness = best.value / std::max(1.0, median(values));
  finding.degrees = std::clamp(refined(sketch.points, some, axis, reach, best.degrees), -degrees_max, degrees_max);
  // A few pieces of ink lean some way or other whatever they are.
  finding.confidence = ramp(finding.line_likeness, 1.1, 1.6) * ramp(sketch.pieces, 8, 24) *
                       agreement(some, axis, reach, finding.degrees);
  return finding;
}

void prefer_letters(Sketch& sketch, SkewFinding& finding, TextAxis axis, double dpi, double degrees_max) {
  constexpr double kLongMm = 25, kMillimetresPerInch = 25.4;
  Sketch letters = without_long_pieces(sketch, kLongMm / kMillimetresPerInch * dpi * sketch.scale);
  const SkewFinding by_letters = find_skew(letters, axis, degrees_max);
  if (by_letters.confidence <= finding.confidence) return;
  finding = by_letters;
  sketch.points = std::move(letters.points);
}

}  // namespace hoso::imaging
