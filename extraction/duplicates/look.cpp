// SPDX-License-Identifier: Apache-2.0
#include "extraction/duplicates/look.h"

#include <algorithm>

#include <opencv2/imgproc.hpp>

#include "hoso/imaging/reduced.h"

namespace hoso::extraction {

std::uint64_t look_of(const cv::Mat& page) {
  constexpr int kAreas = 8;
  constexpr int kMargin = 4;   // of 255: two blank areas differ by less, and noise must not decide
  constexpr int kSampled = 4;  // each fourth row, of which there are enough in an area
  // A matrix whose rows lie four rows apart.
  const cv::Mat rows(std::max(1, page.rows / kSampled), page.cols, page.type(), page.data, kSampled * page.step);
  const cv::Mat small = imaging::reduced(rows, {kAreas + 1, kAreas});
  cv::Mat grey;
  if (small.channels() == 3)
    cv::cvtColor(small, grey, cv::COLOR_BGR2GRAY);
  else
    grey = small;
  std::uint64_t bits = 0;
  for (int y = 0; y < kAreas; ++y)
    for (int x = 0; x < kAreas; ++x)
      bits = bits << 1 | (grey.at<uchar>(y, x) + kMargin < grey.at<uchar>(y, x + 1) ? 1U : 0U);
  return bits;
}

}  // namespace hoso::extraction
