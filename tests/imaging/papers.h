// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>

namespace hoso::tests {

/// A white CV_8UC1 page of `rows` lines of block letters. Each line has more ink in its lower half, so that up and down
/// differ.
cv::Mat block_letter_page(cv::Size size, int rows);

/// Black specks of 4 by 4 pixels at random places, the same each time.
cv::Mat specks(cv::Size size, double share_black);

/// Tells up from down on lines of block letters: 20 the right way up, 0 otherwise.
double block_letters_upright(const cv::Mat& line);

}  // namespace hoso::tests
