// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <opencv2/core.hpp>

namespace hoso::ocr {

/// Rectangular frames of ink of the size that stamps with a word or two have (11 to 55 mm long, 5 to 15 mm high), top
/// down: each as it is turned, the longer side as its width, its angle clockwise within
/// 90 degrees of level. `grey`
/// (CV_8UC1) has dark ink on light paper; 70 to 150 dpi are enough. Frames that something else is joined to are not
/// found.
std::vector<cv::RotatedRect> find_small_frames(const cv::Mat& grey, double dpi);

}  // namespace hoso::ocr
