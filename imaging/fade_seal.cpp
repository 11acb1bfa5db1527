// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>

#include "embedded/seal_print.h"
#include "imaging/seals.h"

namespace hoso::imaging {
namespace {

// The net's input (scripts/train_seal_net): so many pixels square, the seal's ring with this radius in its middle.
constexpr int kSide = 224;
constexpr double kRadius = 96;

cv::dnn::Net& net() {
  static thread_local cv::dnn::Net own = [] {
    const std::string_view bytes = data::seal_print();
    cv::dnn::Net loaded = cv::dnn::readNetFromONNX(bytes.data(), bytes.size());
    loaded.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
    return loaded;
  }();
  return own;
}

/// Each pixel's distance from the middle, in radii.
const cv::Mat1f& distances() {
  static const cv::Mat1f all = [] {
    cv::Mat1f out(kSide, kSide);
    const double middle = (kSide - 1) / 2.0;
    for (int y = 0; y < kSide; ++y)
      for (int x = 0; x < kSide; ++x) out(y, x) = static_cast<float>(std::hypot(x - middle, y - middle) / kRadius);
    return out;
  }();
  return all;
}

/// Probability (0..1, CV_32FC1, kSide square) that a pixel is print.
cv::Mat print_in(const cv::Mat& square) {
  const std::array<int, 4> shape{1, 2, kSide, kSide};
  cv::Mat input(static_cast<int>(shape.size()), shape.data(), CV_32F);
  cv::Mat page(kSide, kSide, CV_32F, input.ptr<float>(0, 0));
  square.convertTo(page, CV_32F, 1.0 / 255);
  distances().copyTo(cv::Mat(kSide, kSide, CV_32F, input.ptr<float>(0, 1)));
  net().setInput(input);
  const cv::Mat scores = net().forward();
  cv::Mat against;
  cv::exp(-cv::Mat(kSide, kSide, CV_32F, const_cast<float*>(scores.ptr<float>())), against);
  return 1 / (1 + against);
}

/// What stays of the ink, 0..1: what is probably print wholly, what is hardly print not at all.
cv::Mat kept_share(const cv::Mat& print) {
  constexpr double kNone = 0.2, kWhole = 0.55;
  cv::Mat share = (print - kNone) / (kWhole - kNone);
  return cv::max(cv::min(share, 1.0), 0.0);
}

}  // namespace

void fade_seal(cv::Mat& page, const SealRing& seal) {
  constexpr double kDisc = 1.05;  // of the radius: beyond it all stays
  const int reach = cvCeil(seal.radius_px * kSide / 2 / kRadius);
  const cv::Point centre(cvRound(seal.centre.x), cvRound(seal.centre.y));
  const cv::Rect square(centre.x - reach, centre.y - reach, 2 * reach, 2 * reach);
  const cv::Rect there = square & cv::Rect({0, 0}, page.size());
  if (there.empty()) return;
  cv::Mat whole(square.size(), CV_8UC1, cv::Scalar(255)), small, kept;
  cv::Mat in_page = page(there);
  cv::Mat in_square = whole(there - square.tl());
  in_page.copyTo(in_square);
  cv::resize(whole, small, {kSide, kSide}, 0, 0, cv::INTER_AREA);
  cv::resize(kept_share(print_in(small)), kept, square.size(), 0, 0, cv::INTER_LINEAR);
  cv::Mat disc(square.size(), CV_8UC1, cv::Scalar(0));
  cv::circle(disc, {reach, reach}, cvRound(kDisc * seal.radius_px), 255, cv::FILLED);
  cv::Mat ink, faded;
  cv::subtract(255, in_square, ink);
  cv::multiply(ink, kept(there - square.tl()), faded, 1, CV_8U);
  cv::subtract(255, faded, faded);
  faded.copyTo(in_page, disc(there - square.tl()));
}

}  // namespace hoso::imaging
