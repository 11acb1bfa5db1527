// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ocr/layout/text_lines.h"

namespace hoso::ocr {

struct PageLayout {
  std::vector<TextLine> lines;  ///< by their baselines, in pixels of the page
  Rulings rulings;              ///< in pixels of the page
  double letter_height_px = 0;  ///< 0 where the page has too few letters
  double contrast = 0;          ///< of its print, in grey levels
};

/// Finds the lines of a page by its pieces of ink: no line of print is assumed to be straight, complete or alone in its
/// row. `grey` is CV_8UC1 with white paper, upright and deskewed.
PageLayout find_layout(const cv::Mat& grey, double dpi);

/// The lines of some rows of a page as they are in another picture of it (of that many rows), by the measures of the
/// page. In pixels of the page.
/// @param first_row  of the page, where `rows_grey` (CV_8UC1) begins
std::vector<TextLine> find_lines_again(const cv::Mat& rows_grey, int first_row, double dpi, const PageLayout& page);

/// Lines of red print alone (titles of certificates and cards), which are pale in an image made to let red seals fade.
/// `shown` is the page in colour (BGR); the lines are best read from its green channel. Empty where hardly anything is
/// red, or without colour.
PageLayout find_red_layout(const cv::Mat& shown, double dpi);

}  // namespace hoso::ocr
