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

constexpr double kMillimetresPerInch = 25.4;
constexpr double kCell_mm = 0.5;
constexpr std::array kCellsJoined{3, 5, 9};  // to 1.5 to 4.5 mm: two to four modules, of which some are dark
constexpr int kAround = 7;                   // cells: where black and white of the paper are looked for
constexpr double kContrastMin = 60;          // of black and white around, levels of grey: below it is noise
constexpr double kDenseSquare = 0.15;        // least density of the cells of a square that may be a code
constexpr double kCodeReach_mm = 40;         // from a dense place in a code to its farthest corner, with a quiet zone
constexpr std::array kDensePlaces{std::pair{4, 4}, std::pair{8, 3}, std::pair{3, 8}};  // cells across and down

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

/// The mean, darkest and lightest pixel of square cells, CV_8U.
struct Cells {
  cv::Mat mean, darkest, lightest;
  int side = 1;  ///< pixels
};

/// `count` by `count` cells become one; a rest at the right and below is left out.
Cells joined(const Cells& cells, int count) {
  const cv::Size size{cells.mean.cols / count, cells.mean.rows / count};
  const cv::Rect whole{0, 0, size.width * count, size.height * count};
  const cv::Mat square = cv::Mat::ones(count, count, CV_8U);
  Cells out{.side = cells.side * count};
  cv::Mat darkest, lightest;  // right of and below each cell
  cv::erode(cells.darkest, darkest, square, {0, 0});
  cv::dilate(cells.lightest, lightest, square, {0, 0});
  cv::resize(cells.mean(whole), out.mean, size, 0, 0, cv::INTER_AREA);
  cv::resize(darkest(whole), out.darkest, size, 0, 0, cv::INTER_NEAREST);
  cv::resize(lightest(whole), out.lightest, size, 0, 0, cv::INTER_NEAREST);
  return out;
}

/// Cells of 0.5 mm.
Cells cells_of(const cv::Mat& grey, double dpi) {
  const int side = std::max(1, static_cast<int>(std::lround(kCell_mm * dpi / kMillimetresPerInch)));
  return joined({.mean = grey, .darkest = grey, .lightest = grey}, side);
}

/// Of each cell the least of three shares, 0 to 0.5: dark, light, and half of the contrast that is around.
cv::Mat density(const Cells& cells) {
  const cv::Mat around = cv::Mat::ones(kAround, kAround, CV_8U);
  cv::Mat edges, black, white, most_edges, contrast, darker, dark, half_edges;
  cv::subtract(cells.lightest, cells.darkest, edges);
  cv::erode(cells.darkest, black, around);
  cv::dilate(cells.lightest, white, around);
  cv::dilate(edges, most_edges, around);
  cv::subtract(white, black, contrast);
  cv::subtract(white, cells.mean, darker);
  cv::divide(darker, cv::max(contrast, kContrastMin / 2), dark, 1, CV_32F);
  cv::divide(edges, cv::max(most_edges, kContrastMin), half_edges, 0.5, CV_32F);
  return cv::min(cv::min(dark, cv::Mat(1 - dark)), half_edges);
}

cv::Rect scaled(const cv::Rect& cells, int side) {
  return {cells.x * side, cells.y * side, cells.width * side, cells.height * side};
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

cv::Rect densely_printed_part(const cv::Mat& grey, double dpi, double least_density) {
  const cv::Rect page{0, 0, grey.cols, grey.rows};
  const Cells finest = cells_of(grey, dpi);
  cv::Rect part;
  for (const int count : kCellsJoined) {
    const Cells cells = joined(finest, count);
    if (std::min(cells.mean.cols, cells.mean.rows) < kAround) return page;  // too small to tell
    const cv::Mat dense = density(cells);
    for (const auto& [across, down] : kDensePlaces) {
      cv::Mat least;
      cv::erode(dense, least, cv::Mat::ones(down, across, CV_8U), {-1, -1}, 1, cv::BORDER_CONSTANT, cv::Scalar::all(0));
      const cv::Rect centres = cv::boundingRect(least >= least_density);
      if (!centres.empty()) part |= scaled(centres, cells.side);
    }
  }
  if (part.empty()) return part;
  const int reach = static_cast<int>(std::lround(kCodeReach_mm * dpi / kMillimetresPerInch));
  return cv::Rect{part.x - reach, part.y - reach, part.width + 2 * reach, part.height + 2 * reach} & page;
}

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
  const Cells cells = joined(cells_of(imaging::halved(grey), dpi / 2), kCellsJoined.front());
  cv::Mat dense = density(cells) >= kDenseSquare;  // in a shadow all is dark, but not densely printed
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
