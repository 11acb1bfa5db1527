// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>

#include <opencv2/core.hpp>

namespace hoso::imaging {

/// The brighter of red and luminance (CV_8UC1 of the same size): dark print stays dark, red seals and blue-tinted paper
/// fade. A grey image is returned as it is, without a copy.
cv::Mat grey_for_reading(const cv::Mat& pixels);

/// 255 where a region of CV_8UC1 that is darker than `level_max` reaches the image's edge: a scanner's lid, a table, a
/// shadow beside the sheet. Thin print that runs off the edge is none.
cv::Mat border_mask(const cv::Mat& cells, int level_max);

inline constexpr double kSmallDpi = 75;

/// A sheet of four straight sides that was photographed on a table.
struct Sheet {
  std::array<cv::Point2f, 4> corners;  ///< from the upper left one clockwise, in Readable::cells
  bool on_light_table = false;         ///< the table is as light as paper but coloured, so that it is no dark border
};

/// A page with its paper made white.
struct Readable {
  cv::Mat image;           ///< CV_8UC1: ink towards 0, paper towards 255, dark borders and tables painted white
  cv::Mat half;            ///< the same `halved`: where smaller images come from
  cv::Mat small;           ///< the page as it came, `halved` while that leaves kSmallDpi
  double small_scale = 1;  ///< its pixels a page pixel
  cv::Mat cells;           ///< the page as it came, at the grain of the background: a pixel a ReadableOptions::cell_mm
  cv::Mat border;          ///< CV_8UC1, 255 where a dark border was, one pixel a cell of ReadableOptions::cell_mm
  std::optional<Sheet> sheet;  ///< where one is seen
  double black_level = 0;      ///< share of the paper's light (0..1) that became 0: near 1 on a page without real ink
  double white_level = 1;      ///< share of the paper's light that became 255

  /// `reduced` to that size, from the half where that is enough.
  [[nodiscard]] cv::Mat at(cv::Size size) const;
};

struct ReadableOptions {
  double cell_mm = 0.68;          ///< grain of the background estimate
  double ink_quantile = 0.01;     ///< darkest share of the page that becomes black
  double black_level_max = 0.63;  ///< fainter ink is not made black: it may be the back of the sheet
  double white_level = 0.922;     ///< of the paper's light
  double border_level_max =
      0.42;  ///< darker regions (of the paper's light) that touch the image's edge are the scanner's lid
};

/// Divides the page's background out and stretches the contrast. `bilevel` pages keep their levels.
Readable make_readable(const cv::Mat& pixels, double dpi, bool bilevel, const ReadableOptions& options = {});

}  // namespace hoso::imaging
