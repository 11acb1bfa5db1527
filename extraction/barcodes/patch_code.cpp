// SPDX-License-Identifier: Apache-2.0
#include "extraction/barcodes/patch_code.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "hoso/imaging/reduced.h"

namespace hoso::extraction {
namespace {

constexpr double kDpi = 75;                        // enough: the narrow bar has 6 pixels
constexpr double kUnits = 10;                      // four bars and three spaces are 0.80 inch, in units of 0.08
constexpr double kWide = 2.5;                      // units of a wide bar
constexpr double kTolerance = 0.35;                // units by which a bar or space may be off
constexpr double kInchMin = 0.55, kInchMax = 1.1;  // size of the whole, as printers and scanners make it
constexpr double kLengthMin = 1.7;                 // inches of bars across
constexpr int kStep = 3;                           // pixels between the lines that are looked at
constexpr std::array<double, 7> kPattern{1, 1, kWide, 1, 1, 1, kWide};

struct Run {
  int begin = 0, length = 0;
  bool dark = false;
};

/// Of a line across the bars, black as 255.
void find_runs(const cv::Mat& line, std::vector<Run>& runs) {
  runs.clear();
  const auto* pixels = line.ptr<std::uint8_t>();
  for (int x = 0, begin = 0; x < line.cols; begin = x) {
    while (x < line.cols && pixels[x] == pixels[begin]) ++x;
    runs.push_back({begin, x - begin, pixels[begin] != 0});
  }
}

/// Whether seven runs from `at` on are the patch T, read with (`step` 1) or against (-1) the column.
bool fits(const std::vector<Run>& runs, std::size_t at, double dpi, bool against) {
  double total = 0;
  for (std::size_t i = 0; i < kPattern.size(); ++i) total += runs[at + i].length;
  if (total < kInchMin * dpi || total > kInchMax * dpi) return false;
  for (std::size_t i = 0; i < kPattern.size(); ++i) {
    const double units = runs[at + i].length / total * kUnits;
    if (std::abs(units - kPattern.at(against ? kPattern.size() - 1 - i : i)) > kTolerance) return false;
  }
  return true;
}

/// Where a line crosses a patch T; read from the nearer end, since turned round it would be a patch 3.
std::optional<cv::Range> crossing(const cv::Mat& line, const std::vector<Run>& runs, double dpi) {
  for (std::size_t i = 0; i + kPattern.size() <= runs.size(); ++i) {
    if (!runs[i].dark) continue;
    const Run& last = runs[i + kPattern.size() - 1];
    const int begin = runs[i].begin, end = last.begin + last.length;
    const bool nearer_end = begin + end > line.cols;
    if (fits(runs, i, dpi, nearer_end)) return cv::Range(begin, end);
  }
  return std::nullopt;
}

/// Upright bars, on a page with black as 255; in its pixels.
std::optional<cv::Rect> upright_bars(const cv::Mat& black, double dpi) {
  cv::Rect found;
  std::vector<Run> runs;
  int last = 0;
  for (int y = 0; y < black.rows; y += kStep) {
    find_runs(black.row(y), runs);
    const auto columns = crossing(black.row(y), runs, dpi);
    if (!columns) continue;
    const bool same = !found.empty() && y - last <= 3 * kStep && std::abs(columns->start - found.x) < found.width / 2;
    const cv::Rect one(columns->start, y, columns->size(), kStep);
    found = same ? (found | one) : one;
    last = y;
    if (found.height >= kLengthMin * dpi) return found;
  }
  return std::nullopt;
}

/// The page at 75 to 150 dpi.
cv::Mat small_enough(const cv::Mat& grey, double& dpi) {
  cv::Mat small = grey;
  for (; dpi >= 2 * kDpi && std::min(small.cols, small.rows) > 1; dpi /= 2) small = imaging::halved(small);
  if (dpi >= kDpi) return small;
  cv::Mat large;
  cv::resize(small, large, {}, kDpi / dpi, kDpi / dpi, cv::INTER_LINEAR);
  dpi = kDpi;
  return large;
}

}  // namespace

std::optional<models::Barcode> read_patch_t(const cv::Mat& grey, double dpi, double shown_scale) {
  double small_dpi = std::max(1.0, dpi);
  const double least = kLengthMin * small_dpi;
  if (grey.cols < least || grey.rows < least) return std::nullopt;
  cv::Mat black, turned;
  cv::threshold(small_enough(grey, small_dpi), black, 0, 255, cv::THRESH_BINARY_INV | cv::THRESH_OTSU);
  cv::transpose(black, turned);
  std::optional<cv::Rect> box = upright_bars(turned, small_dpi);
  if (box)
    box = cv::Rect(box->y, box->x, box->height, box->width);
  else
    box = upright_bars(black, small_dpi);
  if (!box) return std::nullopt;
  const double to_page = std::max(1.0, dpi) / (small_dpi * shown_scale);
  return models::Barcode{.format = "PatchCode",
                         .text = "T",
                         .box = {box->x * to_page, box->y * to_page, box->width * to_page, box->height * to_page}};
}

}  // namespace hoso::extraction
