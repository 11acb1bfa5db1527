// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>

namespace hoso::imaging {

enum class Channel { blue = 0, green = 1, red = 2 };

/// One channel of an image (CV_8UC3, BGR) as CV_8UC1; a grey image is returned without a copy. cv::extractChannel does
/// the same for all types, but pixel by pixel.
cv::Mat channel_of(const cv::Mat& image, Channel channel);

}  // namespace hoso::imaging
