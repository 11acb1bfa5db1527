// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "hoso/models/page.h"

namespace hoso::extraction {

/// Square frames of about a letter's height, to be ticked, and whether they are; by rows, from the left. What strokes
/// reach over the frame does not matter. `shown`: CV_8UC1 or CV_8UC3 (BGR); `half`: the same at half size
/// (imaging::halved), of which large print needs no more.
std::vector<models::CheckBox> find_check_boxes(const cv::Mat& shown, const cv::Mat& half, double letter_height_px);

}  // namespace hoso::extraction
