// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ocr/layout/components.h"

namespace hoso::ocr {

/// Whether a component is the frame of a box to be ticked, ticked or not: a square of about a letter's height with ink
/// along all four sides. `ink` is the map that the component is from.
bool is_check_box(const cv::Mat& ink, const Component& component, double letter_height_px);

}  // namespace hoso::ocr
