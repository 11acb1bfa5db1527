// SPDX-License-Identifier: Apache-2.0
#include "ocr/layout/check_boxes.h"

#include <algorithm>

namespace hoso::ocr {
namespace {

/// Share of the rows of a strip (or columns of one that lies) that have ink.
double covered(const cv::Mat& strip, bool lies) {
  int with_ink = 0;
  const int length = lies ? strip.cols : strip.rows;
  for (int at = 0; at < length; ++at) {
    const cv::Mat line = lies ? strip.col(at) : strip.row(at);
    with_ink += cv::countNonZero(line) > 0 ? 1 : 0;
  }
  return static_cast<double>(with_ink) / length;
}

}  // namespace

bool is_check_box(const cv::Mat& ink, const Component& component, double letter_height_px) {
  constexpr double kSideMin = 0.7, kSideMax = 2.2, kSquare = 0.15, kCovered = 0.9, kStroke = 0.12;
  const cv::Rect& box = component.box;
  const double longer = std::max(box.width, box.height), shorter = std::min(box.width, box.height);
  if (shorter < kSideMin * letter_height_px || longer > kSideMax * letter_height_px) return false;
  if (longer - shorter > kSquare * longer || component.area_px > 0.6 * box.area()) return false;
  const cv::Mat frame = ink(box);
  const int stroke = std::max(1, static_cast<int>(kStroke * shorter));
  return covered(frame.rowRange(0, stroke), true) > kCovered &&
         covered(frame.rowRange(box.height - stroke, box.height), true) > kCovered &&
         covered(frame.colRange(0, stroke), false) > kCovered &&
         covered(frame.colRange(box.width - stroke, box.width), false) > kCovered;
}

}  // namespace hoso::ocr
