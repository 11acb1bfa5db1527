// SPDX-License-Identifier: Apache-2.0
#include "extraction/barcodes/dense_print.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>

#include <opencv2/imgproc.hpp>

namespace hoso::extraction {
namespace {

constexpr double kMillimetresPerInch = 25.4;
constexpr double kCell_mm = 0.5;
constexpr int kCellMax_px = 250;             // its columns' sums fit into sixteen bits
constexpr std::array kCellsJoined{3, 5, 9};  // to 1.5 to 4.5 mm: two to four modules, of which some are dark
constexpr int kAround = 7;                   // cells: where black and white of the paper are looked for
constexpr double kContrastMin = 60;          // of black and white around, levels of grey: below it is noise
constexpr double kCodeReach_mm = 40;         // from a dense place in a code to its farthest corner, with a quiet zone
constexpr std::array kDensePlaces{std::pair{4, 4}, std::pair{8, 3}, std::pair{3, 8}};  // cells across and down
constexpr double kFinelyDense = 0.2;  // codes of cards have 0.26 and more, however pale
constexpr double kFineReach_mm = 20;  // as kCodeReach_mm, of codes with small modules

int pixels_of(double millimetres, double dpi) {
  return std::max(1, static_cast<int>(std::lround(millimetres * dpi / kMillimetresPerInch)));
}

/// Of one row of cells, column by column.
struct Columns {
  std::vector<std::uint16_t> sum;
  std::vector<std::uint8_t> darkest, lightest;

  explicit Columns(int count)
      : sum(static_cast<std::size_t>(count)),
        darkest(static_cast<std::size_t>(count)),
        lightest(static_cast<std::size_t>(count)) {}

  void begin() {
    std::ranges::fill(sum, std::uint16_t{0});
    std::ranges::fill(darkest, std::uint8_t{255});
    std::ranges::fill(lightest, std::uint8_t{0});
  }

  void add(const std::uint8_t* row) {
    for (std::size_t x = 0; x < sum.size(); ++x) {
      sum[x] = static_cast<std::uint16_t>(sum[x] + row[x]);
      darkest[x] = std::min(darkest[x], row[x]);
      lightest[x] = std::max(lightest[x], row[x]);
    }
  }
};

/// `count` by `count` cells become one.
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

/// 255 in the middle of each place, so many cells large, whose cells are all as dense.
cv::Mat dense_places(const cv::Mat& density, cv::Size place, double least_density) {
  cv::Mat least;
  cv::erode(density, least, cv::Mat::ones(place, CV_8U), {-1, -1}, 1, cv::BORDER_CONSTANT, cv::Scalar::all(0));
  return least >= least_density;
}

cv::Rect scaled(const cv::Rect& cells, int side) {
  return {cells.x * side, cells.y * side, cells.width * side, cells.height * side};
}

cv::Rect grown(const cv::Rect& box, int by) {
  return {box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by};
}

/// Puts two parts into one wherever that is not larger than both.
std::vector<cv::Rect> without_overlap(std::vector<cv::Rect> parts) {
  for (std::size_t i = 0; i < parts.size(); ++i)
    for (std::size_t k = i + 1; k < parts.size(); ++k) {
      const cv::Rect both = parts[i] | parts[k];
      if (both.area() > parts[i].area() + parts[k].area()) continue;
      parts[i] = both;
      parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(k));
      k = i;  // all others once more
    }
  return parts;
}

}  // namespace

Cells cells_of(const cv::Mat& grey, double dpi, int joined_cells) {
  const int side = std::min(pixels_of(kCell_mm, dpi), kCellMax_px);
  const cv::Size size{grey.cols / side, grey.rows / side};
  Cells out{
      .mean = cv::Mat(size, CV_8U), .darkest = cv::Mat(size, CV_8U), .lightest = cv::Mat(size, CV_8U), .side = side};
  Columns columns(size.width * side);
  for (int y = 0; y < size.height; ++y) {
    columns.begin();
    for (int k = 0; k < side; ++k) columns.add(grey.ptr<std::uint8_t>(y * side + k));
    auto *mean = out.mean.ptr<std::uint8_t>(y), *darkest = out.darkest.ptr<std::uint8_t>(y),
         *lightest = out.lightest.ptr<std::uint8_t>(y);
    for (int x = 0; x < size.width; ++x) {
      unsigned sum = 0;
      std::uint8_t low = 255, high = 0;
      for (auto at = static_cast<std::size_t>(x * side); at < static_cast<std::size_t>((x + 1) * side); ++at) {
        sum += columns.sum[at];
        low = std::min(low, columns.darkest[at]), high = std::max(high, columns.lightest[at]);
      }
      const auto pixels = static_cast<unsigned>(side * side);
      mean[x] = static_cast<std::uint8_t>((sum + pixels / 2) / pixels);
      darkest[x] = low, lightest[x] = high;
    }
  }
  return joined_cells == 1 ? out : joined(out, joined_cells);
}

cv::Mat density_of(const Cells& cells) {
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

cv::Rect densely_printed_part(const cv::Mat& grey, double dpi, double least_density) {
  const cv::Rect page{0, 0, grey.cols, grey.rows};
  const Cells finest = cells_of(grey, dpi);
  cv::Rect part;
  for (const int count : kCellsJoined) {
    const Cells cells = joined(finest, count);
    if (std::min(cells.mean.cols, cells.mean.rows) < kAround) return page;  // too small to tell
    const cv::Mat density = density_of(cells);
    for (const auto& [across, down] : kDensePlaces) {
      const cv::Rect centres = cv::boundingRect(dense_places(density, {across, down}, least_density));
      if (!centres.empty()) part |= scaled(centres, cells.side);
    }
  }
  return part.empty() ? part : grown(part, pixels_of(kCodeReach_mm, dpi)) & page;
}

std::vector<cv::Rect> finely_printed_parts(const cv::Mat& grey, double dpi) {
  const cv::Rect page{0, 0, grey.cols, grey.rows};
  const Cells cells = cells_of(grey, dpi, kCellsJoined.front());
  if (std::min(cells.mean.cols, cells.mean.rows) < kAround) return {page};  // too small to tell
  const cv::Size place{kDensePlaces.front().first, kDensePlaces.front().second};
  cv::Mat whole, labels, stats, centres;
  cv::dilate(dense_places(density_of(cells), place, kFinelyDense), whole, cv::Mat::ones(place, CV_8U));
  const int count = cv::connectedComponentsWithStats(whole, labels, stats, centres, 8, CV_32S);
  std::vector<cv::Rect> parts;
  int all = 0;
  for (int i = 1; i < count; ++i) {
    const cv::Rect box{stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                       stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT)};
    parts.push_back(grown(scaled(box, cells.side), pixels_of(kFineReach_mm, dpi)) & page);
  }
  parts = without_overlap(std::move(parts));
  for (const cv::Rect& part : parts) all += part.area();
  return all < page.area() ? parts : std::vector{page};
}

}  // namespace hoso::extraction
