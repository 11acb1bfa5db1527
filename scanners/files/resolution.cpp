// SPDX-License-Identifier: Apache-2.0
#include "hoso/scanners/resolution.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hoso::scanners {
namespace {

using models::Dpi;
using models::DpiSource;
using models::Size;

struct Paper {
  const char* name;
  double short_mm, long_mm;
  double weight;  ///< of a distance from its size: a photograph has the size of a rarer paper by chance only
};

// ISO 216 and ISO/IEC 7810; A4 first, since it wins where sizes at two resolutions are the same.
constexpr std::array<Paper, 4> kPapers{
    {{"A4", 210, 297, 1}, {"A5", 148, 210, 4}, {"A3", 297, 420, 4}, {"ID-1", 53.98, 85.6, 1}}};
constexpr std::array<double, 7> kResolutions{300, 200, 600, 400, 150, 240, 100};
constexpr double kInchMm = 25.4;
constexpr double kA0ShortMm = 841, kA0LongMm = 1189;
constexpr double kSlack = 1.05;      // scanners cut and pad a little
constexpr double kNearShare = 0.04;  // sides within this share of a paper's are that paper
constexpr double kConfidenceStated = 0.95;
constexpr double kConfidenceFarOff = 0.25;

bool believable(Size size, const Dpi& stated) {
  if (stated.source == DpiSource::rendered) return true;  // by our own doing
  if (!(stated.x >= 1) || !(stated.y >= 1) || stated.x > 10'000 || stated.y > 10'000) return false;
  const auto [short_mm, long_mm] =
      std::minmax({size.width_px / stated.x * kInchMm, size.height_px / stated.y * kInchMm});
  const Paper card = kPapers[3], a3 = kPapers[2];
  if (long_mm > kA0LongMm * kSlack || short_mm > kA0ShortMm * kSlack) return false;
  if (long_mm < card.long_mm / kSlack || short_mm < card.short_mm / kSlack) return false;
  // 72 is what programs write that do not know; on a PDF page it is true unless pixels were taken for points.
  const bool is_72 = std::lround(stated.x) == 72 && std::lround(stated.y) == 72;
  return !is_72 || (stated.source == DpiSource::placement && long_mm <= a3.long_mm * kSlack) ||
         stated.source == DpiSource::device;
}

struct Guess {
  const Paper* paper = nullptr;
  double dpi = 0;
  double off = 10;  ///< the larger of both sides' logarithmic distances
};

double distance(Size size, const Paper& paper, double dpi) {
  const auto [short_px, long_px] = std::minmax(size.width_px, size.height_px);
  const double across = std::log(short_px * kInchMm / (paper.short_mm * dpi));
  const double along = std::log(long_px * kInchMm / (paper.long_mm * dpi));
  return std::max(std::abs(across), std::abs(along));
}

Guess nearest_standard(Size size) {
  Guess best;
  for (const double dpi : kResolutions)
    for (const Paper& paper : kPapers) {
      // 240 is a copier's choice for A4; elsewhere it would claim photographs of a sheet with its surroundings.
      if (dpi == 240 && &paper != kPapers.data()) continue;
      const double off = paper.weight * distance(size, paper, dpi);
      // A3 at 150 has nearly the size of A5 at 300: the more usual resolution wins unless clearly worse.
      if (off < best.off - 0.005) best = {&paper, dpi, off};
    }
  return best;
}

/// A photograph, or a scan of more than the sheet, shows A4 with something around it; less than the sheet is rarely
/// delivered.
Guess a4_with_surroundings(Size size) {
  constexpr double kCutWeight = 3, kSurroundingsMax = 0.3;
  const Paper& a4 = kPapers[0];
  const auto [short_px, long_px] = std::minmax(size.width_px, size.height_px);
  Guess best{.off = kSurroundingsMax};
  for (const double dpi : kResolutions) {
    const auto cost = [dpi](int side_px, double side_mm) {
      const double more = std::log(side_px * kInchMm / (side_mm * dpi));
      return more < 0 ? -more * kCutWeight : more;
    };
    const double off = std::max(cost(short_px, a4.short_mm), cost(long_px, a4.long_mm));
    if (off < best.off) best = {&a4, dpi, off};
  }
  return best;
}

/// For images of no paper's size: the first paper that they could show at some resolution.
Guess nearest_any(Size size) {
  if (const Guess guess = a4_with_surroundings(size); guess.paper != nullptr) return guess;
  for (const Paper& paper : kPapers) {
    const double area = paper.short_mm * paper.long_mm / (kInchMm * kInchMm);
    const double dpi = std::sqrt(static_cast<double>(size.width_px) * size.height_px / area);
    if (dpi >= 100 && dpi <= 600) return {&paper, std::round(dpi), distance(size, paper, dpi)};
  }
  return {nullptr, 300, 10};
}

}  // namespace

Dpi resolve_dpi(Size delivered, std::optional<Dpi> stated) {
  if (delivered.width_px < 1 || delivered.height_px < 1) return {};
  if (stated && believable(delivered, *stated)) {
    if (stated->confidence <= 0) stated->confidence = kConfidenceStated;
    return *stated;
  }
  Guess guess = nearest_standard(delivered);
  double confidence = std::exp(-guess.off / kNearShare);
  if (guess.off > kNearShare) {
    guess = nearest_any(delivered);
    confidence = kConfidenceFarOff * std::exp(-guess.off);
  }
  return {.x = guess.dpi,
          .y = guess.dpi,
          .source = DpiSource::estimated,
          .confidence = confidence,
          .paper = guess.paper == nullptr ? "" : guess.paper->name};
}

}  // namespace hoso::scanners
