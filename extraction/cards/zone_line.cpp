// SPDX-License-Identifier: Apache-2.0
#include "extraction/cards/zone_line.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <opencv2/imgproc.hpp>

namespace hoso::extraction {
namespace {

constexpr double kPitchMin = 5;         // px; with less, letters are a guess
constexpr double kInkOfPitches = 29.7;  // the first and last letter do not fill their cells
constexpr double kMargin = 1.2;         // pitches of the searched part around the box
constexpr double kCapitals = 1.0;       // height of capitals in pitches
constexpr double kSlopeMax = 0.03, kSlopeStep = 0.0025;
constexpr double kPitchTolerance = 0.05, kPitchStep = 0.002, kPhaseStep = 0.25;

/// Darkness against the paper around, 1 for the darkest ink.
cv::Mat1f darkness_of(const cv::Mat& grey, double pitch) {
  cv::Mat paper, smooth;
  const int side = 2 * static_cast<int>(pitch) + 1;
  cv::morphologyEx(grey, paper, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {side, side}));
  cv::blur(paper, smooth, {side, side});
  cv::Mat1f dark;
  cv::subtract(smooth, grey, dark, cv::noArray(), CV_32F);
  std::vector<float> values(dark.begin(), dark.end());
  const auto dark_end = values.begin() + static_cast<std::ptrdiff_t>(0.95 * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), dark_end, values.end());
  dark /= std::max(8.0F, *dark_end);
  return cv::min(cv::max(dark, 0), 1);
}

/// The line's print in the searched part: y = middle + slope * (x - half the width).
struct Run {
  double slope = 0, middle = 0;
};

/// How much darker a band of capitals' height is than what lies above and below, best place on a profile of rows.
std::pair<double, double> best_band(const std::vector<double>& profile, int height) {
  const int rim = std::max(1, height / 4), rows = static_cast<int>(profile.size());
  std::vector<double> sums(profile.size() + 1, 0);
  for (std::size_t i = 0; i < profile.size(); ++i) sums[i + 1] = sums[i] + profile[i];
  const auto sum = [&](int from, int to) {
    return sums[static_cast<std::size_t>(std::clamp(to, 0, rows))] -
           sums[static_cast<std::size_t>(std::clamp(from, 0, rows))];
  };
  double best = -1e9, middle = rows / 2.0;
  for (int top = 0; top + height <= rows; ++top) {
    const double inside = sum(top, top + height);
    const double outside = sum(top - rim, top) + sum(top + height, top + height + rim);
    if (inside - 2 * outside > best) best = inside - 2 * outside, middle = top + height / 2.0;
  }
  return {best, middle};
}

Run find_run(const cv::Mat1f& dark, double pitch) {
  constexpr int kStrips = 12;
  cv::Mat1f strips(dark.rows, kStrips);
  for (int i = 0; i < kStrips; ++i)
    cv::reduce(dark.colRange(i * dark.cols / kStrips, (i + 1) * dark.cols / kStrips), strips.col(i), 1, cv::REDUCE_AVG);
  Run run;
  double best = -1e9;
  for (double slope = -kSlopeMax; slope <= kSlopeMax + 1e-9; slope += kSlopeStep) {
    std::vector<double> profile(static_cast<std::size_t>(dark.rows), 0);
    for (int i = 0; i < kStrips; ++i) {
      const int shift = cvRound(slope * ((i + 0.5) / kStrips - 0.5) * dark.cols);
      for (int y = std::max(0, -shift); y < std::min(dark.rows, dark.rows - shift); ++y)
        profile[static_cast<std::size_t>(y)] += strips(y + shift, i);
    }
    const auto [score, middle] = best_band(profile, cvRound(kCapitals * pitch));
    if (score > best) best = score, run = {slope, middle};
  }
  return run;
}

/// `dark` with the run straight in the middle of `height` rows, `scale` times as large, from `left` on.
cv::Mat1f straightened(const cv::Mat1f& dark, const Run& run, double scale, double left, cv::Size size) {
  // Shown pixel (x, y) lies at (left + x / scale, middle + slope * (x - half) + (y - height / 2) / scale).
  const double half = dark.cols / 2.0;
  const cv::Matx23d map(1 / scale, 0, left + 0.5 / scale - 0.5, run.slope / scale, 1 / scale,
                        run.middle + run.slope * (left - half) - (size.height / 2.0 - 0.5) / scale - 0.5);
  cv::Mat1f out;
  const bool smaller = scale < 0.9;
  cv::Mat1f source = dark;
  if (smaller) cv::GaussianBlur(dark, source, {}, 0.4 / scale);
  cv::warpAffine(source, out, map, size, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP);
  return out;
}

/// Where cells begin and how wide they are, so that their borders lie between the letters.
struct Comb {
  double left = 0, pitch = 0;
};

Comb fit_comb(const cv::Mat1f& line, double pitch, int letters) {
  cv::Mat1f profile, smooth;
  cv::reduce(line, profile, 0, cv::REDUCE_AVG);
  cv::blur(profile, smooth, {3, 1});
  std::vector<double> sums(static_cast<std::size_t>(profile.cols) + 1, 0);
  for (int x = 0; x < profile.cols; ++x)
    sums[static_cast<std::size_t>(x) + 1] = sums[static_cast<std::size_t>(x)] + profile(0, x);
  const auto at = [&](double x) { return smooth(0, std::clamp(cvRound(x), 0, smooth.cols - 1)); };
  const auto ink = [&](double to) { return sums[static_cast<std::size_t>(std::clamp(cvRound(to), 0, profile.cols))]; };
  Comb best{.left = 0, .pitch = pitch};
  double least = 1e9;
  for (double p = pitch * (1 - kPitchTolerance); p <= pitch * (1 + kPitchTolerance); p += pitch * kPitchStep)
    for (double left = 0; left + letters * p <= profile.cols; left += kPhaseStep) {
      double cost = ink(left) + sums.back() - ink(left + letters * p);
      for (int i = 0; i <= letters; ++i) cost += at(left + i * p);
      if (cost < least) least = cost, best = {left, p};
    }
  return best;
}

}  // namespace

std::optional<cv::Mat1f> cells_of_line(const cv::Mat& grey, const cv::Rect& box, int letters, cv::Size cell) {
  const double pitch = box.width / (kInkOfPitches * letters / 30);
  if (pitch < kPitchMin) return std::nullopt;
  const int margin = cvCeil(kMargin * pitch);
  const cv::Rect part = cv::Rect(box.x - margin, box.y - margin / 2, box.width + 2 * margin, box.height + margin) &
                        cv::Rect({}, grey.size());
  if (part.width < letters * kPitchMin || part.height < pitch) return std::nullopt;
  const cv::Mat1f dark = darkness_of(grey(part), pitch);
  const Run run = find_run(dark, pitch);
  const double scale = cell.width / pitch;
  const cv::Mat1f line = straightened(dark, run, scale, 0, {cvFloor(part.width * scale), cell.height});
  const Comb comb = fit_comb(line.rowRange(cell.height / 6, cell.height - cell.height / 6), cell.width, letters);
  return straightened(dark, run, cell.width / (comb.pitch / scale), comb.left / scale,
                      {letters * cell.width, cell.height});
}

}  // namespace hoso::extraction
