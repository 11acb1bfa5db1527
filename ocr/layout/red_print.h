// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>

namespace hoso::ocr {

/// An image (CV_8UC1) in which only red ink is dark, whatever colour the paper has. Empty where less than a
/// ten-thousandth of the page is red, or the page has no colour.
cv::Mat red_print(const cv::Mat& bgr);

}  // namespace hoso::ocr
