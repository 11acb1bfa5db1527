// SPDX-License-Identifier: Apache-2.0
#include "ocr/layout/small_frames.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include <opencv2/imgproc.hpp>

#include "hoso/imaging/components.h"

namespace hoso::ocr {
namespace {

// In millimetres.
constexpr double kLongMin = 11, kLongMax = 55, kShortMin = 5, kShortMax = 15;
constexpr double kOffSide = 0.65;  // between a side and its ink: worn and bent stamps
constexpr double kJoined = 0.9;    // gaps that are closed: worn stamps, print across them
constexpr double kWindow = 8;      // around a pixel, in which ink is darker than the mean

constexpr double kAspectMin = 1.5;
constexpr double kSideShare = 0.75;  // of a side that is ink
constexpr double kFilledMax = 0.6;   // of what is inside
constexpr int kContrast = 14;

int odd(double pixels) { return cvRound(pixels) / 2 * 2 + 1; }

/// Longer side as the width.
cv::RotatedRect level_first(cv::RotatedRect box) {
  if (box.size.width < box.size.height) {
    std::swap(box.size.width, box.size.height);
    box.angle += 90;
  }
  while (box.angle > 90) box.angle -= 180;
  while (box.angle <= -90) box.angle += 180;
  return box;
}

bool has_size_of_stamp(const cv::RotatedRect& box, double pixels_a_mm) {
  const double longer = box.size.width / pixels_a_mm, shorter = box.size.height / pixels_a_mm;
  return longer >= kLongMin && longer <= kLongMax && shorter >= kShortMin && shorter <= kShortMax &&
         longer >= kAspectMin * shorter;
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
bool is_frame(const cv::Mat& component, const cv::RotatedRect& box, double pixels_a_mm) {
  const int off = std::max(2, cvRound(kOffSide * pixels_a_mm)), band = 2 * off;
  const cv::Mat level = upright(component, box, off);
  const int width = level.cols, height = level.rows;
  const std::array<double, 4> sides{
      length_share(level.rowRange(0, band), 0), length_share(level.rowRange(height - band, height), 0),
      length_share(level.colRange(0, band), 1), length_share(level.colRange(width - band, width), 1)};
  if (std::ranges::min(sides) < kSideShare) return false;
  const cv::Mat inside = level(cv::Rect(band, band, width - 2 * band, height - 2 * band));
  return cv::countNonZero(inside) < kFilledMax * static_cast<double>(inside.total());
}

/// The pixels of a piece of ink among others that reach into its box (255).
cv::Mat pixels_of(const cv::Mat& ink, const imaging::Component& piece) {
  cv::Mat labels, stats, centres;
  const int count = cv::connectedComponentsWithStats(ink(piece.box), labels, stats, centres);
  for (int label = 1; label < count; ++label)
    if (stats.at<int>(label, cv::CC_STAT_AREA) == piece.area_px &&
        stats.at<int>(label, cv::CC_STAT_WIDTH) == piece.box.width &&
        stats.at<int>(label, cv::CC_STAT_HEIGHT) == piece.box.height)
      return labels == label;
  return {};
}

bool may_be_frame(const cv::Rect& box, double pixels_a_mm) {
  const int longer = std::max(box.width, box.height), shorter = std::min(box.width, box.height);
  return longer >= kLongMin * pixels_a_mm / std::sqrt(2.0) && longer <= kLongMax * pixels_a_mm &&
         shorter >= kShortMin * pixels_a_mm;
}

}  // namespace

std::vector<cv::RotatedRect> find_small_frames(const cv::Mat& grey, double dpi) {
  std::vector<cv::RotatedRect> frames;
  const double mm = dpi / 25.4;
  const int window = std::max(3, odd(kWindow * mm)), joined = std::max(3, odd(kJoined * mm));
  if (grey.cols < window || grey.rows < window) return frames;
  cv::Mat ink;
  cv::adaptiveThreshold(grey, ink, 255, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY_INV, window, kContrast);
  cv::morphologyEx(ink, ink, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {joined, joined}));
  for (const imaging::Component& piece : imaging::components_of(ink)) {
    if (!may_be_frame(piece.box, mm)) continue;
    const cv::Mat component = pixels_of(ink, piece);
    std::vector<cv::Point> points;
    cv::findNonZero(component, points);
    const cv::RotatedRect box = level_first(cv::minAreaRect(points));
    if (!has_size_of_stamp(box, mm) || !is_frame(component, box, mm)) continue;
    cv::RotatedRect on_page = box;
    on_page.center += cv::Point2f(piece.box.tl());
    frames.push_back(on_page);
  }
  std::ranges::sort(frames, {}, [](const cv::RotatedRect& box) { return std::tuple(box.center.y, box.center.x); });
  return frames;
}

}  // namespace hoso::ocr
