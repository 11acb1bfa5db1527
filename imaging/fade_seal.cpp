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

constexpr double kDisc = 1.05;  // of the radius: beyond it all stays

/// The disc that a seal covers, about the middle of a square.
cv::Mat disc_of(cv::Size square, double radius_px) {
  cv::Mat disc(square, CV_8UC1, cv::Scalar(0));
  cv::circle(disc, {square.width / 2, square.height / 2}, cvRound(kDisc * radius_px), 255, cv::FILLED);
  return disc;
}

/// The level below which that share of the masked pixels lies; 0 without any.
int quantile(const cv::Mat& levels, const cv::Mat& mask, double share) {
  const int channel = 0, bins = 256;
  const float range[] = {0, 256};
  const float* ranges = range;
  cv::Mat histogram;
  cv::calcHist(&levels, 1, &channel, mask, histogram, 1, &bins, &ranges);
  const double wanted = share * cv::countNonZero(mask);
  double below = 0;
  int level = 0;
  while (level < 255 && below + histogram.at<float>(level) < wanted) below += histogram.at<float>(level++);
  return wanted > 0 ? level : 0;
}

}  // namespace

bool fade_coloured_seal(cv::Mat& page, const cv::Mat& shown, const SealRing& seal) {
  constexpr int kColour = 50;    // levels between the channels of the seal's ink
  constexpr int kApartMin = 60;  // levels between print and the seal's ink in its lightest channel
  constexpr double kInkQuantile = 0.1, kPrintQuantile = 0.01;
  const int reach = cvCeil(kDisc * seal.radius_px);
  const cv::Point centre(cvRound(seal.centre.x), cvRound(seal.centre.y));
  const cv::Rect square(centre.x - reach, centre.y - reach, 2 * reach, 2 * reach);
  const cv::Rect there = square & cv::Rect({0, 0}, page.size()) & cv::Rect({0, 0}, shown.size());
  if (there.empty() || shown.type() != CV_8UC3) return false;
  std::array<cv::Mat, 3> channels;
  cv::split(shown(there), channels);
  const cv::Mat lightest = cv::max(cv::max(channels[0], channels[1]), channels[2]);
  const cv::Mat darkest = cv::min(cv::min(channels[0], channels[1]), channels[2]);
  const cv::Mat disc = disc_of(square.size(), seal.radius_px)(there - square.tl());
  const int ink = quantile(lightest, disc & (lightest - darkest > kColour), kInkQuantile);
  const int print = quantile(lightest, disc, kPrintQuantile);
  if (ink - print < kApartMin) return false;
  cv::Mat faded;
  const double factor = 255.0 / (ink - print);
  lightest.convertTo(faded, CV_8U, factor, -factor * print);
  cv::Mat in_page = page(there);
  cv::max(in_page, faded, faded);
  faded.copyTo(in_page, disc);
  return true;
}

void fade_seal(cv::Mat& page, const SealRing& seal) {
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
  const cv::Mat disc = disc_of(square.size(), seal.radius_px);
  cv::Mat ink, faded;
  cv::subtract(255, in_square, ink);
  cv::multiply(ink, kept(there - square.tl()), faded, 1, CV_8U);
  cv::subtract(255, faded, faded);
  faded.copyTo(in_page, disc(there - square.tl()));
}

}  // namespace hoso::imaging
