// SPDX-License-Identifier: Apache-2.0
#include "ocr/layout/small_frames.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include <opencv2/imgproc.hpp>

namespace hoso::ocr {
namespace {

constexpr double kWorkDpi = 100;                // frames need no more, and are found in milliseconds
constexpr double kPixelsAMm = kWorkDpi / 25.4;  // of the reduced page
constexpr double kLongMin = 11 * kPixelsAMm, kLongMax = 55 * kPixelsAMm;
constexpr double kShortMin = 5 * kPixelsAMm, kShortMax = 15 * kPixelsAMm;
constexpr double kAspectMin = 1.5;
constexpr double kOffSide = 2.5;     // pixels between a side and its ink: worn and bent stamps
constexpr double kSideShare = 0.75;  // of a side that is ink
constexpr double kFilledMax = 0.6;   // of what is inside
constexpr int kWindow = 31, kContrast = 14;
constexpr int kJoined = 5;  // gaps of a millimetre: worn stamps, print across them

/// Longer side as the width, within 45 degrees of level.
cv::RotatedRect level_first(cv::RotatedRect box) {
  if (box.size.width < box.size.height) {
    std::swap(box.size.width, box.size.height);
    box.angle += 90;
  }
  while (box.angle > 90) box.angle -= 180;
  while (box.angle <= -90) box.angle += 180;
  return box;
}

bool has_size_of_stamp(const cv::RotatedRect& box) {
  const double longer = box.size.width, shorter = box.size.height;
  return longer >= kLongMin && longer <= kLongMax && shorter >= kShortMin && shorter <= kShortMax &&
         longer >= kAspectMin * shorter && std::abs(box.angle) <= 45.5F;
}

/// The part of a level image that the box holds, made upright.
cv::Mat upright(const cv::Mat& image, const cv::RotatedRect& box, double around) {
  const cv::Size size(cvCeil(box.size.width + 2 * around), cvCeil(box.size.height + 2 * around));
  cv::Mat map = cv::getRotationMatrix2D(box.center, box.angle, 1);
  map.at<double>(0, 2) += (size.width - 1) / 2.0 - box.center.x;
  map.at<double>(1, 2) += (size.height - 1) / 2.0 - box.center.y;
  cv::Mat out;
  cv::warpAffine(image, out, map, size, cv::INTER_NEAREST, cv::BORDER_CONSTANT, cv::Scalar(0));
  return out;
}

/// How much of a strip's length has ink somewhere across it.
double length_share(const cv::Mat& strip, int across) {
  cv::Mat any;
  cv::reduce(strip, any, across, cv::REDUCE_MAX);
  return static_cast<double>(cv::countNonZero(any)) / static_cast<double>(any.total());
}

/// Ink along all four sides, and not much within.
bool is_frame(const cv::Mat& component, const cv::RotatedRect& box) {
  const int off = cvRound(kOffSide), band = 2 * off;
  const cv::Mat level = upright(component, box, off);
  const int width = level.cols, height = level.rows;
  const std::array<double, 4> sides{length_share(level.rowRange(0, band), 0),
                                    length_share(level.rowRange(height - band, height), 0),
                                    length_share(level.colRange(0, band), 1),
                                    length_share(level.colRange(width - band, width), 1)};
  if (std::ranges::min(sides) < kSideShare) return false;
  const cv::Mat inside = level(cv::Rect(band, band, width - 2 * band, height - 2 * band));
  return cv::countNonZero(inside) < kFilledMax * static_cast<double>(inside.total());
}

cv::RotatedRect scaled(const cv::RotatedRect& box, double factor) {
  const auto by = static_cast<float>(factor);
  return {(box.center + cv::Point2f(0.5F, 0.5F)) * by - cv::Point2f(0.5F, 0.5F),
          {box.size.width * by, box.size.height * by},
          box.angle};
}

}  // namespace

std::vector<cv::RotatedRect> find_small_frames(const cv::Mat& grey, double dpi) {
  std::vector<cv::RotatedRect> frames;
  const double factor = std::max(1.0, dpi / kWorkDpi);
  cv::Mat page = grey, ink, labels, stats, centres;
  if (factor > 1) cv::resize(grey, page, {}, 1 / factor, 1 / factor, cv::INTER_AREA);
  if (page.cols < kWindow || page.rows < kWindow) return frames;
  cv::adaptiveThreshold(page, ink, 255, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY_INV, kWindow, kContrast);
  cv::morphologyEx(ink, ink, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {kJoined, kJoined}));
  const int count = cv::connectedComponentsWithStats(ink, labels, stats, centres);
  for (int label = 1; label < count; ++label) {
    const cv::Rect place(stats.at<int>(label, cv::CC_STAT_LEFT), stats.at<int>(label, cv::CC_STAT_TOP),
                         stats.at<int>(label, cv::CC_STAT_WIDTH), stats.at<int>(label, cv::CC_STAT_HEIGHT));
    const int longer = std::max(place.width, place.height), shorter = std::min(place.width, place.height);
    if (longer < kLongMin / std::sqrt(2.0) || longer > kLongMax || shorter < kShortMin) continue;
    const cv::Mat component = labels(place) == label;
    std::vector<cv::Point> points;
    cv::findNonZero(component, points);
    const cv::RotatedRect box = level_first(cv::minAreaRect(points));
    if (!has_size_of_stamp(box) || !is_frame(component, box)) continue;
    cv::RotatedRect on_page = box;
    on_page.center += cv::Point2f(place.tl());
    frames.push_back(scaled(on_page, factor));
  }
  std::ranges::sort(frames, {}, [](const cv::RotatedRect& box) { return std::tuple(box.center.y, box.center.x); });
  return frames;
}

}  // namespace hoso::ocr
