// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>

namespace hoso::imaging {

/// Two by two pixels become one, their mean; a last odd row or column is left out. An image of one row or column stays.
cv::Mat halved(const cv::Mat& image);

/// The image (8 bit, any number of channels) at another size, at most its own: halved as often as that leaves enough,
/// then each pixel the mean of what it covers. A fraction of the cost of one step, and equal up to the pixels that
/// halves of odd sizes leave out. Of its own size the image is returned without a copy.
cv::Mat reduced(const cv::Mat& image, cv::Size size);

}  // namespace hoso::imaging
