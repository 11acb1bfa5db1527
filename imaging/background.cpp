// SPDX-License-Identifier: Apache-2.0
#include "imaging/background.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

#include <opencv2/imgproc.hpp>

namespace hoso::imaging {
namespace {

constexpr double kMillimetresPerInch = 25.4;

using Histogram = std::array<std::int64_t, 256>;

Histogram histogram_of(const cv::Mat& grey) {
  Histogram counts{};
  for (int y = 0; y < grey.rows; ++y) {
    const auto* row = grey.ptr<std::uint8_t>(y);
    for (int x = 0; x < grey.cols; ++x) ++counts[row[x]];
  }
  return counts;
}

/// The level at or below which that share of the pixels lies.
int quantile(const Histogram& counts, double share) {
  const auto total = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
  const auto wanted = static_cast<std::int64_t>(share * static_cast<double>(total));
  std::int64_t sum = 0;
  for (std::size_t level = 0; level < counts.size(); ++level) {
    sum += counts[level];
    if (sum > wanted) return static_cast<int>(level);
  }
  return 255;
}

/// The page at the grain of the background, one pixel a cell.
cv::Mat cells_of(const cv::Mat& pixels, double dpi, double cell_mm) {
  const double step = std::clamp(cell_mm * dpi / kMillimetresPerInch, 1.0, 64.0);
  const cv::Size size(std::max(1, static_cast<int>(std::lround(pixels.cols / step))),
                      std::max(1, static_cast<int>(std::lround(pixels.rows / step))));
  cv::Mat cells;
  cv::resize(pixels, cells, size, 0, 0, cv::INTER_AREA);
  return grey_for_reading(cells);
}

/// Ink is narrower than the dilation, stains and shading are not.
cv::Mat paper_of(const cv::Mat& cells) {
  cv::Mat paper;
  cv::dilate(cells, paper, cv::getStructuringElement(cv::MORPH_ELLIPSE, {7, 7}));
  if (std::min(paper.cols, paper.rows) > 15) cv::medianBlur(paper, paper, 15);
  return paper;
}

/// 255 where a dark region reaches the image's edge: a scanner's lid, a shadow beside the sheet.
cv::Mat border_mask(const cv::Mat& cells, int level_max) {
  cv::Mat dark;
  cv::compare(cells, level_max, dark, cv::CMP_LT);
  // Thin print that runs off the edge is no border.
  cv::morphologyEx(dark, dark, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
  cv::Mat framed;
  cv::copyMakeBorder(dark, framed, 1, 1, 1, 1, cv::BORDER_CONSTANT, cv::Scalar(255));
  cv::floodFill(framed, {0, 0}, cv::Scalar(128));
  cv::Mat mask = framed(cv::Rect(1, 1, cells.cols, cells.rows)) == 128;
  cv::dilate(mask, mask, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
  return mask;
}

/// The background of one row of the page, between the rows of cells above and below it (already as wide as the page).
void interpolate_row(const cv::Mat& wide_cells, double at, std::vector<std::uint8_t>& paper_row) {
  const double clamped = std::clamp(at, 0.0, static_cast<double>(wide_cells.rows - 1));
  const int above = static_cast<int>(clamped), below = std::min(above + 1, wide_cells.rows - 1);
  const int share = static_cast<int>(256 * (clamped - above));
  const auto* first = wide_cells.ptr<std::uint8_t>(above);
  const auto* second = wide_cells.ptr<std::uint8_t>(below);
  for (std::size_t x = 0; x < paper_row.size(); ++x) {
    paper_row[x] = static_cast<std::uint8_t>((first[x] * (256 - share) + second[x] * share) >> 8);
  }
}

/// 255 / level in 16.16 fixed point.
std::array<std::uint32_t, 256> reciprocals() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t level = 0; level < table.size(); ++level) table[level] = (255U << 16) / std::max(1U, level);
  return table;
}

struct Divided {
  cv::Mat image;
  Histogram counts{};
};

/// Grey divided by the background, in strips that stay in the cache: whole-page copies cost more than the arithmetic.
Divided divided_by(const cv::Mat& pixels, const cv::Mat& paper) {
  constexpr int kStrip = 32;
  static const std::array<std::uint32_t, 256> table = reciprocals();
  Divided divided{cv::Mat(pixels.size(), CV_8UC1)};
  cv::Mat wide;
  cv::resize(paper, wide, {pixels.cols, paper.rows}, 0, 0, cv::INTER_LINEAR);
  std::vector<std::uint8_t> paper_row(static_cast<std::size_t>(pixels.cols));
  for (int top = 0; top < pixels.rows; top += kStrip) {
    const cv::Mat grey = grey_for_reading(pixels.rowRange(top, std::min(top + kStrip, pixels.rows)));
    for (int y = 0; y < grey.rows; ++y) {
      interpolate_row(wide, (top + y + 0.5) * paper.rows / pixels.rows - 0.5, paper_row);
      const auto* in = grey.ptr<std::uint8_t>(y);
      auto* out = divided.image.ptr<std::uint8_t>(top + y);
      for (std::size_t x = 0; x < paper_row.size(); ++x) {
        out[x] = static_cast<std::uint8_t>(std::min(255U, (in[x] * table[paper_row[x]]) >> 16));
        ++divided.counts[out[x]];
      }
    }
  }
  return divided;
}

/// A look-up table that makes [black, white] of the divided image the whole range.
cv::Mat stretch_table(double black, double white) {
  cv::Mat table(1, 256, CV_8UC1);
  for (int level = 0; level < 256; ++level) {
    table.at<std::uint8_t>(level) =
        cv::saturate_cast<std::uint8_t>(255.0 * (level - black) / std::max(1.0, white - black));
  }
  return table;
}

void paint_white(cv::Mat& image, const cv::Mat& cell_mask) {
  if (cv::countNonZero(cell_mask) == 0) return;
  cv::Mat mask;
  cv::resize(cell_mask, mask, image.size(), 0, 0, cv::INTER_NEAREST);
  image.setTo(cv::Scalar(255), mask);
}

}  // namespace

cv::Mat grey_for_reading(const cv::Mat& pixels) {
  if (pixels.channels() == 1) return pixels;
  cv::Mat luminance, red;
  cv::cvtColor(pixels, luminance, cv::COLOR_BGR2GRAY);
  cv::extractChannel(pixels, red, 2);
  cv::max(luminance, red, luminance);
  return luminance;
}

Readable make_readable(const cv::Mat& pixels, double dpi, bool bilevel, const ReadableOptions& options) {
  const cv::Mat cells = cells_of(pixels, dpi, options.cell_mm);
  cv::Mat paper = paper_of(cells);
  const int paper_level = std::max(1, quantile(histogram_of(paper), 0.6));
  const cv::Mat border = border_mask(cells, static_cast<int>(options.border_level_max * paper_level));
  Readable readable;
  if (bilevel) {
    readable.image = grey_for_reading(pixels).clone();
    paint_white(readable.image, border);
    return readable;
  }
  // Division by a nearly black background would only make noise of it.
  cv::max(paper, cv::Scalar(std::max(1.0, options.border_level_max * paper_level)), paper);
  Divided divided = divided_by(pixels, paper);
  const double black = std::min<double>(quantile(divided.counts, options.ink_quantile), 255 * options.black_level_max);
  readable.image = divided.image;
  cv::LUT(readable.image, stretch_table(black, 255 * options.white_level), readable.image);
  paint_white(readable.image, border);
  readable.black_level = black / 255;
  readable.white_level = options.white_level;
  return readable;
}

}  // namespace hoso::imaging
