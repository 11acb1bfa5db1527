// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <opencv2/core.hpp>

namespace hoso::extraction {

/// Square, evenly dark places of a grey page that may be matrix codes, largest first, at most a dozen; with a quiet
/// zone, in pixels. The decoder looks for DataMatrix only around the middle of what it is given.
std::vector<cv::Rect> square_candidates(const cv::Mat& grey);

/// Whether a grey place has as many changes from dark to light as a QR code of an identity card has, in both
/// directions: seals and photographs have few.
bool is_patterned(const cv::Mat& grey);

}  // namespace hoso::extraction
