// SPDX-License-Identifier: Apache-2.0
#include "extraction/barcodes/bars.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include <opencv2/imgproc.hpp>

namespace hoso::extraction {
namespace {

constexpr double kMillimetresPerInch = 25.4;
constexpr double kRowStep_mm = 0.45;  // between the rows that are compared
constexpr double kModule_mm = 0.25;   // a narrow bar: pixels so far apart in a row are compared
constexpr double kBlock_mm = 4;       // of a row, over which differences are averaged
constexpr int kRowsMin = 7, kBlocksMin = 3;
constexpr double kChangeMin = 12;                 // levels of grey along a row: below it are shades and noise
constexpr double kOtherRowMax = 0.5;              // of the change along the row, from row to row
constexpr double kAcross_mm = 20, kAlong_mm = 5;  // from bars that were seen to the end of their code

int pixels_of(double millimetres, double dpi, int least) {
  return std::max(least, static_cast<int>(std::lround(millimetres * dpi / kMillimetresPerInch)));
}

/// Each `step`th line across bars, as a row.
cv::Mat lines_across(const cv::Mat& grey, int step, Turn turn) {
  if (turn == Turn::upright)  // a matrix whose rows lie so far apart
    return {grey.rows / step, grey.cols, CV_8UC1, grey.data, static_cast<std::size_t>(step) * grey.step};
  cv::Mat columns;
  cv::resize(grey.colRange(0, grey.cols / step * step), columns, {grey.cols / step, grey.rows}, 0, 0,
             cv::INTER_NEAREST);
  return columns.t();
}

/// The mean of each block of a row; what is left at its end is left out.
cv::Mat block_means(const cv::Mat& differences, cv::Size blocks, int block_px) {
  cv::Mat means;
  cv::resize(differences(cv::Rect(0, 0, blocks.width * block_px, blocks.height)), means, blocks, 0, 0, cv::INTER_AREA);
  return means;
}

}  // namespace

cv::Rect barred_part(const cv::Mat& grey, double dpi, Turn turn) {
  const int step = pixels_of(kRowStep_mm, dpi, 1), module = pixels_of(kModule_mm, dpi, 1),
            block = pixels_of(kBlock_mm, dpi, 4);
  const int along = turn == Turn::upright ? grey.rows : grey.cols,
            across = turn == Turn::upright ? grey.cols : grey.rows;
  const cv::Size blocks((across - module) / block, along / step - 1);
  if (blocks.width < kBlocksMin || blocks.height < kRowsMin) return {};
  const cv::Mat rows = lines_across(grey, step, turn);
  cv::Mat along_row, from_row_to_row;
  cv::absdiff(rows.colRange(module, rows.cols), rows.colRange(0, rows.cols - module), along_row);
  cv::absdiff(rows.rowRange(1, rows.rows), rows.rowRange(0, rows.rows - 1), from_row_to_row);
  const cv::Mat change = block_means(along_row, blocks, block), other = block_means(from_row_to_row, blocks, block);
  cv::Mat bars;
  cv::erode((other <= kOtherRowMax * change) & (change >= kChangeMin), bars, cv::Mat::ones(kRowsMin, kBlocksMin, CV_8U),
            {0, 0}, 1, cv::BORDER_CONSTANT, cv::Scalar::all(0));
  const cv::Rect first = cv::boundingRect(bars);  // the upper left corner of each place of bars
  if (first.empty()) return {};
  const int aside = pixels_of(kAcross_mm, dpi, 1), over = pixels_of(kAlong_mm, dpi, 1);
  cv::Rect part{first.x * block - aside, first.y * step - over, (first.width - 1 + kBlocksMin) * block + 2 * aside,
                (first.height + kRowsMin) * step + 2 * over};
  if (turn == Turn::on_its_side) part = {part.y, part.x, part.height, part.width};
  return part & cv::Rect({}, grey.size());
}

}  // namespace hoso::extraction
