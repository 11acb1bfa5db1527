// SPDX-License-Identifier: Apache-2.0
#include "extraction/barcodes/candidates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "extraction/barcodes/dense_print.h"
#include "hoso/imaging/reduced.h"

namespace hoso::extraction {
namespace {

constexpr double kInkShare = 0.005, kPaperShare = 0.9;  // of the pixels of a page and of a code that are as dark
constexpr int kSampledRows = 4;                         // of an image, one in so many

constexpr int kScale = 8;  // modules and letters melt into areas
constexpr int kSideMin_px = 40, kSideMax_px = 720;
constexpr double kSquareness = 0.75;
constexpr double kFilled = 0.6;    // share of the rectangle that is dark
constexpr int kDarkerBy = 50;      // than the paper around: a photographed sheet lies in shadow
constexpr int kEdgeDarkerBy = 10;  // of a module, than what is around
constexpr int kPaperReach = 61;    // of the scaled image: where paper is looked for
constexpr int kEdgesMin = 10;      // from dark to light or back on a row and on a column of a code, at least
constexpr std::size_t kCandidatesMax = 12;

constexpr int kCellsJoined = 3;        // to 1.5 mm
constexpr double kDenseSquare = 0.15;  // least density of the cells of a square that may be a code

cv::Mat dark_areas(const cv::Mat& grey) {
  const cv::Mat small = imaging::reduced(grey, {std::max(1, grey.cols / kScale), std::max(1, grey.rows / kScale)});
  cv::Mat paper, dark;
  cv::dilate(small, paper, cv::getStructuringElement(cv::MORPH_RECT, {kPaperReach, kPaperReach}));
  cv::subtract(paper, small, dark);
  cv::threshold(dark, dark, kDarkerBy, 255, cv::THRESH_BINARY);
  cv::morphologyEx(dark, dark, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
  return dark;
}

/// `cell`: pixels of the page that are one of the mask.
bool is_square(const cv::Rect& box, int area, int cell) {
  const int shorter = std::min(box.width, box.height), longer = std::max(box.width, box.height);
  return shorter * cell >= kSideMin_px && longer * cell <= kSideMax_px && shorter >= kSquareness * longer &&
         area >= kFilled * box.area();
}

cv::Rect in_full_size(const cv::Rect& box, int cell, cv::Size page) {
  const int margin = cell * std::max(2, box.width / 6);
  const cv::Rect grown{box.x * cell - margin, box.y * cell - margin, box.width * cell + 2 * margin,
                       box.height * cell + 2 * margin};
  return grown & cv::Rect({0, 0}, page);
}

/// Square pieces of a mask that are not among those found.
void add_squares(const cv::Mat& mask, int cell, cv::Size page, std::vector<cv::Rect>& found) {
  cv::Mat labels, stats, centres;
  const int count = cv::connectedComponentsWithStats(mask, labels, stats, centres, 8, CV_32S);
  for (int i = 1; i < count; ++i) {
    const cv::Rect box{stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                       stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT)};
    if (!is_square(box, stats.at<int>(i, cv::CC_STAT_AREA), cell)) continue;
    const cv::Rect square = in_full_size(box, cell, page);
    const bool known = std::any_of(found.begin(), found.end(), [&](const cv::Rect& other) {
      return (other & square).area() > kSquareness * std::max(other.area(), square.area());
    });
    if (!known) found.push_back(square);
  }
}

/// Changes between dark and light along the middle one of the rows in their order: what is around a code does not
/// count.
int edges_along_rows(const cv::Mat& dark) {
  const cv::Mat changes = dark.colRange(1, dark.cols) != dark.colRange(0, dark.cols - 1);
  std::vector<int> edges;
  for (int y = 0; y < changes.rows; ++y) edges.push_back(cv::countNonZero(changes.row(y)));
  const auto middle = edges.begin() + static_cast<std::ptrdiff_t>(edges.size() / 2);
  std::nth_element(edges.begin(), middle, edges.end());
  return *middle;
}

/// The level of grey below which such a share of the pixels lies.
int grey_level(const cv::Mat& grey, double share) {
  std::array<int, 256> counts{};
  int all = 0, below = 0, level = 0;
  for (int y = 0; y < grey.rows; y += kSampledRows, all += grey.cols)
    for (const auto* row = grey.ptr<uchar>(y); const uchar value : std::span(row, static_cast<std::size_t>(grey.cols)))
      ++counts.at(value);
  while (level < 255 && (below += counts.at(static_cast<std::size_t>(level))) < share * all) ++level;
  return level;
}

}  // namespace

bool is_patterned(const cv::Mat& grey) {
  if (grey.cols < 2 || grey.rows < 2) return false;
  cv::Mat smooth, mean, dark;
  cv::GaussianBlur(grey, smooth, {3, 3}, 0);
  const int window = 2 * (std::min(grey.cols, grey.rows) / 8) + 3;
  cv::boxFilter(smooth, mean, -1, {window, window});
  cv::subtract(mean, smooth, dark);
  cv::threshold(dark, dark, kEdgeDarkerBy, 255, cv::THRESH_BINARY);
  return edges_along_rows(dark) >= kEdgesMin && edges_along_rows(dark.t()) >= kEdgesMin;
}

std::vector<cv::Rect> square_candidates(const cv::Mat& grey, double dpi) {
  std::vector<cv::Rect> found;
  const cv::Mat dark = dark_areas(grey);
  add_squares(dark, kScale, grey.size(), found);
  cv::Mat apart;  // what a line of print or the card's edge ties to the code is cut off
  cv::morphologyEx(dark, apart, cv::MORPH_OPEN,
                   cv::getStructuringElement(cv::MORPH_RECT, {kSideMin_px / kScale, kSideMin_px / kScale}));
  add_squares(apart, kScale, grey.size(), found);
  const Cells cells = cells_of(imaging::halved(grey), dpi / 2, kCellsJoined);
  cv::Mat dense = density_of(cells) >= kDenseSquare;  // in a shadow all is dark, but not densely printed
  cv::morphologyEx(dense, dense, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
  add_squares(dense, 2 * cells.side, grey.size(), found);
  std::sort(found.begin(), found.end(), [](const cv::Rect& one, const cv::Rect& other) {
    return std::tuple{-one.area(), one.y, one.x} < std::tuple{-other.area(), other.y, other.x};
  });
  if (found.size() > kCandidatesMax) found.resize(kCandidatesMax);
  return found;
}

int ink_level(const cv::Mat& grey) { return grey_level(grey, kInkShare); }

int paper_level(const cv::Mat& grey) { return grey_level(grey, kPaperShare); }

}  // namespace hoso::extraction
