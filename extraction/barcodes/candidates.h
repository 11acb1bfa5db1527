// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <opencv2/core.hpp>

namespace hoso::extraction {

/// Square, evenly dark or densely printed places of a grey page that may be matrix codes, largest first, at most a
/// dozen; with a quiet zone, in pixels. The decoder looks for DataMatrix only around the middle of what it is given.
/// `dpi`: of this image.
std::vector<cv::Rect> square_candidates(const cv::Mat& grey, double dpi);

/// Whether a grey place has as many changes from dark to light as a QR code of an identity card has, in both
/// directions: seals and photographs have few.
bool is_patterned(const cv::Mat& grey);

inline constexpr double kSmallScale = 0.5;  ///< fine print noise inside the modules disappears at half size

/// The levels of grey of what is darkest, and of paper.
int ink_level(const cv::Mat& grey);
int paper_level(const cv::Mat& grey);

}  // namespace hoso::extraction
