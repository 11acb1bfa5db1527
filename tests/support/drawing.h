// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "hoso/models/text.h"

namespace hoso::tests {

/// One line of print. Colours are BGR.
struct PrintedLine {
  std::string text;
  double x_px = 0, y_px = 0;  ///< left end, top of the line
  double font_px = 54;        ///< em size; 54 px are 13 pt at 300 dpi
  bool bold = false;
  std::string font = "Liberation Serif";
  cv::Scalar colour{0, 0, 0};
};

struct DrawnPage {
  cv::Mat image;           ///< CV_8UC3 on white
  models::PageText truth;  ///< one block; a line a PrintedLine; word boxes tight around the ink; confidence 1
};

/// Draws a page with Pango: exact truth for tests of reading, cleaning and the text layer.
DrawnPage draw_page(models::Size size, const std::vector<PrintedLine>& lines);

/// A Vietnamese decision of about 25 lines at `dpi` on A4: head, number, date, subject, body, signature block.
DrawnPage draw_decision(int dpi = 300);

/// The same image turned by `degrees` counter-clockwise about its centre, white outside; same size.
cv::Mat rotated(const cv::Mat& image, double degrees);

}  // namespace hoso::tests
