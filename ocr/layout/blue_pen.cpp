// SPDX-License-Identifier: Apache-2.0
#include "ocr/layout/blue_pen.h"

#include <cstdint>

#include <opencv2/imgproc.hpp>

#include "ocr/layout/components.h"

namespace hoso::ocr {
namespace {

constexpr int kBlue = 45, kBluish = 20;  // grey levels more than of red: the stroke and its edge

/// Of every fourth pixel in both directions: 255 where it is blue.
cv::Mat coarse_blue(const cv::Mat& bgr, int step) {
  cv::Mat blue((bgr.rows + step - 1) / step, (bgr.cols + step - 1) / step, CV_8UC1);
  for (int y = 0; y < blue.rows; ++y) {
    const auto* row = bgr.ptr<cv::Vec3b>(y * step);
    auto* out = blue.ptr<std::uint8_t>(y);
    for (int x = 0; x < blue.cols; ++x) {
      const cv::Vec3b& pixel = row[x * step];
      out[x] = pixel[0] - pixel[2] > kBlue ? 255 : 0;
    }
  }
  return blue;
}

}  // namespace

std::vector<cv::Rect> find_blue_pen(const cv::Mat& shown, double letter_height_px) {
  constexpr int kStep = 4;
  constexpr double kHeightMin = 3, kWidthMin = 4, kHeightMax = 30, kFillMax = 0.5;  // in letter heights; of the box
  std::vector<cv::Rect> found;
  if (shown.type() != CV_8UC3 || letter_height_px <= 0) return found;
  cv::Mat blue = coarse_blue(shown, kStep);
  if (cv::countNonZero(blue) == 0) return found;
  cv::dilate(blue, blue, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
  for (const Component& component : components_of(blue)) {
    const cv::Rect box(kStep * component.box.x, kStep * component.box.y, kStep * component.box.width,
                       kStep * component.box.height);
    const double height = box.height / letter_height_px, width = box.width / letter_height_px;
    const bool drawn = component.area_px < kFillMax * component.box.area();  // no picture and no printed field
    if (drawn && height > kHeightMin && height < kHeightMax && width > kWidthMin) found.push_back(box);
  }
  return found;
}

cv::Mat without_blue_pen(const cv::Mat& grey, const cv::Mat& shown, const cv::Range& rows) {
  cv::Mat painted = grey.clone();
  const cv::Mat colour = shown.rowRange(rows);
  cv::Mat strokes(colour.size(), CV_8UC1), edges(colour.size(), CV_8UC1);
  for (int y = 0; y < colour.rows; ++y) {
    const auto* row = colour.ptr<cv::Vec3b>(y);
    auto *stroke = strokes.ptr<std::uint8_t>(y), *edge = edges.ptr<std::uint8_t>(y);
    for (int x = 0; x < colour.cols; ++x) {
      const int excess = row[x][0] - row[x][2];
      stroke[x] = excess > kBlue ? 255 : 0;
      edge[x] = excess > kBluish ? 255 : 0;
    }
  }
  cv::dilate(strokes, strokes, cv::getStructuringElement(cv::MORPH_RECT, {5, 5}));
  cv::bitwise_and(strokes, edges, strokes);
  painted.rowRange(rows).setTo(255, strokes);
  return painted;
}

}  // namespace hoso::ocr
