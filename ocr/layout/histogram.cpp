// SPDX-License-Identifier: Apache-2.0
#include "ocr/layout/histogram.h"

#include <cstddef>

namespace hoso::ocr {

Histogram histogram_of(const cv::Mat& grey, const cv::Mat& mask) {
  Histogram counts{};
  for (int y = 0; y < grey.rows; ++y) {
    const auto* row = grey.ptr<std::uint8_t>(y);
    const auto* counted = mask.ptr<std::uint8_t>(y);
    for (int x = 0; x < grey.cols; ++x) {
      if (counted[x] != 0) ++counts.at(row[x]);
    }
  }
  return counts;
}

Split otsu(const Histogram& counts) {
  double total = 0, sum = 0;
  for (std::size_t level = 0; level < counts.size(); ++level) {
    total += static_cast<double>(counts.at(level));
    sum += static_cast<double>(level) * static_cast<double>(counts.at(level));
  }
  Split best;
  double below = 0, sum_below = 0, greatest = -1;
  for (std::size_t level = 0; level < counts.size(); ++level) {
    below += static_cast<double>(counts.at(level));
    sum_below += static_cast<double>(level) * static_cast<double>(counts.at(level));
    if (below == 0 || below == total) continue;
    const double mean_below = sum_below / below, mean_above = (sum - sum_below) / (total - below);
    const double variance = below * (total - below) * (mean_above - mean_below) * (mean_above - mean_below);
    if (variance <= greatest) continue;
    greatest = variance;
    best = {static_cast<int>(level), below, total - below, mean_below, mean_above};
  }
  return best;
}

}  // namespace hoso::ocr
