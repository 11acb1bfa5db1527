// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include <opencv2/core.hpp>

namespace hoso::extraction {

/// Cuts a line of evenly spaced print into its cells: `grey` (CV_8UC1) is searched in and a little around `box`, the
/// line's ink as a recogniser saw it. Returns darkness 0..1 (about), `cell.height` high and `letters * cell.width`
/// wide, the print straight and in the middle; nullopt where the box is too small for so many letters.
std::optional<cv::Mat1f> cells_of_line(const cv::Mat& grey, const cv::Rect& box, int letters, cv::Size cell);

}  // namespace hoso::extraction
