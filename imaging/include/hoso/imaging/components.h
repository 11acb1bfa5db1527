// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <opencv2/core.hpp>

namespace hoso::imaging {

/// A connected piece of ink.
struct Component {
  cv::Rect box;
  int area_px = 0;
};

/// All pieces of ink of a map (CV_8UC1, 0 or not), 8-connected, in raster order of their first pixels.
std::vector<Component> components_of(const cv::Mat& ink);

}  // namespace hoso::imaging
