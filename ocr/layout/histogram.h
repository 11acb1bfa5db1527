// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include <opencv2/core.hpp>

namespace hoso::ocr {

using Histogram = std::array<std::int64_t, 256>;

/// Levels of the pixels of `grey` (CV_8UC1) where `mask` is not 0.
Histogram histogram_of(const cv::Mat& grey, const cv::Mat& mask);

/// A histogram in two classes: levels up to `level`, and above.
struct Split {
  int level = 0;
  double count_below = 0, count_above = 0;
  double mean_below = 0, mean_above = 0;
};

/// The split with the greatest variance between its classes (Otsu 1979).
Split otsu(const Histogram& counts);

}  // namespace hoso::ocr
