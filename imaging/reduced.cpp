// SPDX-License-Identifier: Apache-2.0
#include "hoso/imaging/reduced.h"

#include <algorithm>

#include <opencv2/imgproc.hpp>

namespace hoso::imaging {

cv::Mat halved(const cv::Mat& image) {
  if (std::min(image.cols, image.rows) < 2) return image;
  cv::Mat half;
  const cv::Size size(image.cols / 2, image.rows / 2);
  cv::resize(image(cv::Rect(0, 0, 2 * size.width, 2 * size.height)), half, size, 0, 0, cv::INTER_AREA);
  return half;
}

cv::Mat reduced(const cv::Mat& image, cv::Size size) {
  cv::Mat source = image;
  while (source.cols >= 2 * size.width && source.rows >= 2 * size.height) source = halved(source);
  if (source.size() == size) return source;
  cv::Mat out;
  cv::resize(source, out, size, 0, 0, cv::INTER_AREA);
  return out;
}

}  // namespace hoso::imaging
