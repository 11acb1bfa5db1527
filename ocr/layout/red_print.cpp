// SPDX-License-Identifier: Apache-2.0
#include "ocr/layout/red_print.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include <opencv2/imgproc.hpp>

#include "hoso/imaging/channel.h"

namespace hoso::ocr {
namespace {

constexpr int kRed = 40;           // more red than green by that much, of 255
constexpr double kShare = 0.0001;  // of the page: a word of 14 point print

/// How much redder a pixel is than green.
int redness(const cv::Vec3b& bgr) { return bgr[2] - bgr[1]; }

/// Of every eighth pixel in both directions: the usual redness (the paper's), and how many are redder by kRed.
struct Sample {
  int paper = 0;
  double red_share = 0;
};

Sample sample_of(const cv::Mat& bgr) {
  std::array<int, 511> counts{};
  int all = 0;
  for (int y = 0; y < bgr.rows; y += 8) {
    const auto* row = bgr.ptr<cv::Vec3b>(y);
    for (int x = 0; x < bgr.cols; x += 8, ++all) ++counts.at(static_cast<std::size_t>(redness(row[x]) + 255));
  }
  Sample sample;
  int sum = 0;
  for (std::size_t level = 0; level < counts.size() && 2 * sum <= all; ++level) {
    sum += counts.at(level);
    sample.paper = static_cast<int>(level) - 255;
  }
  int red = 0;
  for (int level = std::max(0, sample.paper + kRed + 255); level < static_cast<int>(counts.size()); ++level)
    red += counts.at(static_cast<std::size_t>(level));
  sample.red_share = all > 0 ? static_cast<double>(red) / all : 0;
  return sample;
}

}  // namespace

cv::Mat red_print(const cv::Mat& bgr) {
  if (bgr.type() != CV_8UC3) return {};
  const Sample sample = sample_of(bgr);
  if (sample.red_share < kShare) return {};
  cv::Mat red = imaging::channel_of(bgr, imaging::Channel::red);
  const cv::Mat green = imaging::channel_of(bgr, imaging::Channel::green);
  cv::addWeighted(green, 2, red, -2, 255 + 2 * sample.paper, red);
  return red;
}

}  // namespace hoso::ocr
