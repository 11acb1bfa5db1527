// SPDX-License-Identifier: Apache-2.0
#include "hoso/imaging/channel.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace hoso::imaging {

cv::Mat channel_of(const cv::Mat& image, Channel channel) {
  if (image.channels() == 1) return image;
  CV_Assert(image.type() == CV_8UC3);
  constexpr int kStrip = 16;  // rows: what is not wanted stays in the cache
  cv::Mat wanted(image.size(), CV_8UC1);
  std::array<cv::Mat, 3> strip;
  for (cv::Mat& plane : strip) plane.create(std::min(kStrip, image.rows), image.cols, CV_8UC1);
  for (int top = 0; top < image.rows; top += kStrip) {
    const cv::Range rows(top, std::min(top + kStrip, image.rows));
    std::array<cv::Mat, 3> planes;
    for (std::size_t at = 0; at < planes.size(); ++at) planes.at(at) = strip.at(at).rowRange(0, rows.size());
    planes.at(static_cast<std::size_t>(channel)) = wanted.rowRange(rows);
    cv::split(image.rowRange(rows), planes.data());
  }
  return wanted;
}

}  // namespace hoso::imaging
