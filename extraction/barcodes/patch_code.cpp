// SPDX-License-Identifier: Apache-2.0
#include "extraction/barcodes/patch_code.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <opencv2/imgproc.hpp>

namespace hoso::extraction {
namespace {

constexpr double kDpi = 100;                       // enough: the narrow bar has 8 pixels
constexpr double kUnits = 10;                      // four bars and three spaces are 0.80 inch, in units of 0.08
constexpr double kWide = 2.5;                      // units of a wide bar
constexpr double kTolerance = 0.35;                // units by which a bar or space may be off
constexpr double kInchMin = 0.55, kInchMax = 1.1;  // size of the whole, as printers and scanners make it
constexpr double kLengthMin = 1.7;                 // inches of bars across
constexpr int kStep = 4;                           // pixels between the lines that are looked at
constexpr std::array<double, 7> kPattern{1, 1, kWide, 1, 1, 1, kWide};

struct Run {
  int begin = 0, length = 0;
  bool dark = false;
};

std::vector<Run> runs_of(const cv::Mat& column) {
  std::vector<Run> runs;
  for (int y = 0; y < column.rows; ++y) {
    const bool dark = column.at<std::uint8_t>(y) != 0;
    if (runs.empty() || runs.back().dark != dark) runs.push_back({y, 0, dark});
    ++runs.back().length;
  }
  return runs;
}

/// Whether seven runs from `at` on are the patch T, read with (`step` 1) or against (-1) the column.
bool fits(const std::vector<Run>& runs, std::size_t at, bool against) {
  double total = 0;
  for (std::size_t i = 0; i < kPattern.size(); ++i) total += runs[at + i].length;
  if (total < kInchMin * kDpi || total > kInchMax * kDpi) return false;
  for (std::size_t i = 0; i < kPattern.size(); ++i) {
    const double units = runs[at + i].length / total * kUnits;
    if (std::abs(units - kPattern.at(against ? kPattern.size() - 1 - i : i)) > kTolerance) return false;
  }
  return true;
}

/// Where a column crosses a patch T; read from the nearer end, since turned round it would be a patch 3.
std::optional<cv::Range> crossing(const cv::Mat& column) {
  const std::vector<Run> runs = runs_of(column);
  for (std::size_t i = 0; i + kPattern.size() <= runs.size(); ++i) {
    if (!runs[i].dark) continue;
    const Run& last = runs[i + kPattern.size() - 1];
    const int begin = runs[i].begin, end = last.begin + last.length;
    const bool nearer_end = begin + end > column.rows;
    if (fits(runs, i, nearer_end)) return cv::Range(begin, end);
  }
  return std::nullopt;
}

/// Bars that lie across, on a page with black as 255; in its pixels.
std::optional<cv::Rect> bars_across(const cv::Mat& black) {
  cv::Rect found;
  int last = 0;
  for (int x = 0; x < black.cols; x += kStep) {
    const auto rows = crossing(black.col(x));
    if (!rows) continue;
    const bool same = !found.empty() && x - last <= 3 * kStep && std::abs(rows->start - found.y) < found.height / 2;
    const cv::Rect one(x, rows->start, kStep, rows->size());
    found = same ? (found | one) : one;
    last = x;
    if (found.width >= kLengthMin * kDpi) return found;
  }
  return std::nullopt;
}

}  // namespace

std::optional<models::Barcode> read_patch_t(const cv::Mat& grey, double dpi, double shown_scale) {
  const double scale = kDpi / std::max(1.0, dpi);
  if (grey.empty() || grey.cols * scale < kLengthMin * kDpi || grey.rows * scale < kLengthMin * kDpi)
    return std::nullopt;
  cv::Mat small, black, turned;
  cv::resize(grey, small, {}, scale, scale, cv::INTER_LINEAR);
  cv::threshold(small, black, 0, 255, cv::THRESH_BINARY_INV | cv::THRESH_OTSU);
  std::optional<cv::Rect> box = bars_across(black);
  if (!box) {
    cv::transpose(black, turned);
    box = bars_across(turned);
    if (box) box = cv::Rect(box->y, box->x, box->height, box->width);
  }
  if (!box) return std::nullopt;
  const double to_page = 1 / (scale * shown_scale);
  return models::Barcode{.format = "PatchCode",
                         .text = "T",
                         .box = {box->x * to_page, box->y * to_page, box->width * to_page, box->height * to_page}};
}

}  // namespace hoso::extraction
