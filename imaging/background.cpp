// SPDX-License-Identifier: Apache-2.0
#include "imaging/background.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>

#include <opencv2/imgproc.hpp>

#include "hoso/imaging/channel.h"
#include "hoso/imaging/reduced.h"
#include "imaging/sheet_edges.h"

namespace hoso::imaging {
namespace {

constexpr double kMillimetresPerInch = 25.4;

using Histogram = std::array<std::int64_t, 256>;

/// Counts the levels of each `step`th row.
Histogram histogram_of(const cv::Mat& grey, int step = 1) {
  Histogram counts{};
  for (int y = 0; y < grey.rows; y += step) {
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
cv::Mat cells_of(const cv::Mat& small, cv::Size page, double dpi, double cell_mm) {
  const double step = std::clamp(cell_mm * dpi / kMillimetresPerInch, 1.0, 64.0);
  const cv::Size size(std::max(1, static_cast<int>(std::lround(page.width / step))),
                      std::max(1, static_cast<int>(std::lround(page.height / step))));
  return reduced(small, size);
}

/// Ink is narrower than the dilation, stains and shading are not.
cv::Mat paper_of(const cv::Mat& cells) {
  cv::Mat paper;
  cv::dilate(cells, paper, cv::getStructuringElement(cv::MORPH_ELLIPSE, {7, 7}));
  if (std::min(paper.cols, paper.rows) > 15) cv::medianBlur(paper, paper, 15);
  return paper;
}

/// The background of one row of the page, between the rows of cells above and below it (already as wide as the page).
void interpolate_row(const cv::Mat& wide_cells, double at, cv::Mat paper_row) {
  const double clamped = std::clamp(at, 0.0, static_cast<double>(wide_cells.rows - 1));
  const int above = static_cast<int>(clamped), below = std::min(above + 1, wide_cells.rows - 1);
  const double share = clamped - above;
  cv::addWeighted(wide_cells.row(above), 1 - share, wide_cells.row(below), share, 0, paper_row);
}

/// Grey divided by the background, in strips that stay in the cache: whole-page copies cost more than the arithmetic.
cv::Mat divided_by(const cv::Mat& grey, const cv::Mat& paper) {
  constexpr int kStrip = 32;
  cv::Mat divided(grey.size(), CV_8UC1), wide, paper_strip(kStrip, grey.cols, CV_8UC1);
  cv::resize(paper, wide, {grey.cols, paper.rows}, 0, 0, cv::INTER_LINEAR);
  for (int top = 0; top < grey.rows; top += kStrip) {
    const int rows = std::min(kStrip, grey.rows - top);
    for (int y = 0; y < rows; ++y)
      interpolate_row(wide, (top + y + 0.5) * paper.rows / grey.rows - 0.5, paper_strip.row(y));
    cv::Mat out = divided.rowRange(top, top + rows);
    cv::divide(grey.rowRange(top, top + rows), paper_strip.rowRange(0, rows), out, 255);
  }
  return divided;
}

/// Makes [black, white] the whole range.
void stretch(cv::Mat& image, double black, double white) {
  const double factor = 255 / std::max(1.0, white - black);
  image.convertTo(image, CV_8U, factor, -factor * black);
}

void paint_white(cv::Mat& image, const cv::Mat& cell_mask) {
  if (cv::countNonZero(cell_mask) == 0) return;
  cv::Mat mask;
  cv::resize(cell_mask, mask, image.size(), 0, 0, cv::INTER_NEAREST);
  image.setTo(cv::Scalar(255), mask);
}

/// 255 outside the sheet, a pixel a cell.
cv::Mat table_about(const Sheet& sheet, cv::Size cells) {
  std::vector<cv::Point> corners;
  for (const cv::Point2f& corner : sheet.corners) corners.emplace_back(cvRound(corner.x), cvRound(corner.y));
  cv::Mat table(cells, CV_8UC1, cv::Scalar(255));
  cv::fillConvexPoly(table, corners, cv::Scalar(0));
  return table;
}

}  // namespace

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

cv::Mat grey_for_reading(const cv::Mat& pixels) {
  if (pixels.channels() == 1) return pixels;
  constexpr int kStrip = 32;
  cv::Mat grey(pixels.size(), CV_8UC1);
  for (int top = 0; top < pixels.rows; top += kStrip) {
    const cv::Range rows(top, std::min(top + kStrip, pixels.rows));
    cv::Mat luminance = grey.rowRange(rows);
    cv::cvtColor(pixels.rowRange(rows), luminance, cv::COLOR_BGR2GRAY);
    cv::max(luminance, channel_of(pixels.rowRange(rows), Channel::red), luminance);
  }
  return grey;
}

Readable make_readable(const cv::Mat& pixels, double dpi, bool bilevel, const ReadableOptions& options) {
  const cv::Mat grey = grey_for_reading(pixels);
  Readable readable;
  readable.small = pixels;
  for (; readable.small_scale * dpi >= 2 * kSmallDpi && std::min(readable.small.cols, readable.small.rows) > 1;
       readable.small_scale /= 2)
    readable.small = halved(readable.small);
  const cv::Mat pixel_cells = cells_of(readable.small, pixels.size(), dpi, options.cell_mm);
  const cv::Mat cells = grey_for_reading(pixel_cells);
  cv::Mat paper = paper_of(cells);
  const int paper_level = std::max(1, quantile(histogram_of(paper), 0.6));
  const cv::Mat border = border_mask(cells, static_cast<int>(options.border_level_max * paper_level));
  if (bilevel) {
    readable.image = grey.clone();
  } else {
    constexpr int kSampledRows = 4;
    // Division by a nearly black background would only make noise of it.
    cv::max(paper, cv::Scalar(std::max(1.0, options.border_level_max * paper_level)), paper);
    readable.image = divided_by(grey, paper);
    const int darkest = quantile(histogram_of(readable.image, kSampledRows), options.ink_quantile);
    const double black = std::min<double>(darkest, 255 * options.black_level_max);
    stretch(readable.image, black, 255 * options.white_level);
    readable.black_level = black / 255;
    readable.white_level = options.white_level;
  }
  paint_white(readable.image, border);
  readable.border = border;
  readable.cells = pixel_cells;
  readable.sheet = find_sheet(readable.border, readable.cells);
  if (readable.sheet && readable.sheet->on_light_table)
    paint_white(readable.image, table_about(*readable.sheet, readable.cells.size()));
  readable.half = halved(readable.image);
  return readable;
}

cv::Mat Readable::at(cv::Size size) const {
  return reduced(size.width <= half.cols && size.height <= half.rows ? half : image, size);
}

}  // namespace hoso::imaging
