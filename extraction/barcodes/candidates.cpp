// SPDX-License-Identifier: Apache-2.0
#include "extraction/barcodes/candidates.h"

#include <algorithm>
#include <tuple>

#include <opencv2/imgproc.hpp>

namespace hoso::extraction {
namespace {

constexpr int kScale = 8;                   // modules and letters melt into areas
constexpr int kSideMin = 5, kSideMax = 90;  // of the scaled image: 40 to 720 px
constexpr double kSquareness = 0.75;
constexpr double kFilled = 0.6;  // share of the rectangle that is dark
constexpr int kDarkerBy = 50;    // than paper
constexpr std::size_t kCandidatesMax = 12;

cv::Mat dark_areas(const cv::Mat& grey) {
  cv::Mat small, dark;
  cv::resize(grey, small, {std::max(1, grey.cols / kScale), std::max(1, grey.rows / kScale)}, 0, 0, cv::INTER_AREA);
  double paper = 0;
  cv::minMaxLoc(small, nullptr, &paper);
  cv::threshold(small, dark, paper - kDarkerBy, 255, cv::THRESH_BINARY_INV);
  cv::morphologyEx(dark, dark, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
  return dark;
}

bool is_square(const cv::Rect& box, int area) {
  const int shorter = std::min(box.width, box.height), longer = std::max(box.width, box.height);
  return shorter >= kSideMin && longer <= kSideMax && shorter >= kSquareness * longer && area >= kFilled * box.area();
}

cv::Rect in_full_size(const cv::Rect& box, cv::Size page) {
  const int margin = kScale * std::max(2, box.width / 6);
  const cv::Rect grown{box.x * kScale - margin, box.y * kScale - margin, box.width * kScale + 2 * margin,
                       box.height * kScale + 2 * margin};
  return grown & cv::Rect({0, 0}, page);
}

}  // namespace

std::vector<cv::Rect> square_candidates(const cv::Mat& grey) {
  cv::Mat labels, stats, centres;
  const int count = cv::connectedComponentsWithStats(dark_areas(grey), labels, stats, centres, 8, CV_32S);
  std::vector<cv::Rect> found;
  for (int i = 1; i < count; ++i) {
    const cv::Rect box{stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                       stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT)};
    if (is_square(box, stats.at<int>(i, cv::CC_STAT_AREA))) found.push_back(in_full_size(box, grey.size()));
  }
  std::sort(found.begin(), found.end(), [](const cv::Rect& one, const cv::Rect& other) {
    return std::tuple{-one.area(), one.y, one.x} < std::tuple{-other.area(), other.y, other.x};
  });
  if (found.size() > kCandidatesMax) found.resize(kCandidatesMax);
  return found;
}

}  // namespace hoso::extraction
