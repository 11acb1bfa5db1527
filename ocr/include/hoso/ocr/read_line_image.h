// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>

#include "hoso/ocr/line_recogniser.h"

namespace hoso::ocr {

/// Reads an image (CV_8UC1, or CV_8UC3 in BGR) that holds one line of print and maybe white around it: it is cropped
/// to the line's ink with the margins that the network wants; where the image has less, the paper goes on. Boxes and
/// ends of characters are in pixels of the image. No words where there is no ink. Errors: those of `read_line`.
models::Result<LineText> read_line_image(const cv::Mat& image, LineRecogniser& recogniser,
                                         const LineOptions& options = {});

}  // namespace hoso::ocr
