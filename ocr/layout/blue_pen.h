// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <opencv2/core.hpp>

namespace hoso::ocr {

/// Boxes, in pixels of the page, of what was drawn in blue across lines of print: signatures, initials, flourishes.
/// Handwriting that keeps to a line is no higher than it. Empty where the page has no colour (CV_8UC3, BGR).
std::vector<cv::Rect> find_blue_pen(const cv::Mat& shown, double letter_height_px);

/// `grey` (CV_8UC1) with the blue of `shown` painted white in these rows: black print under a pen stays black.
cv::Mat without_blue_pen(const cv::Mat& grey, const cv::Mat& shown, const cv::Range& rows);

}  // namespace hoso::ocr
