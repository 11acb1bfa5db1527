// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>

#include "hoso/models/geometry.h"

namespace hoso::imaging {

/// The image brought upright by moving whole pixels: no resampling. `normal` returns the image itself, without a copy.
cv::Mat brought_upright(const cv::Mat& image, models::ExifOrientation lies);

}  // namespace hoso::imaging
