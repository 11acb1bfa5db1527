// SPDX-License-Identifier: Apache-2.0
#include "imaging/warp.h"

#include <cmath>
#include <limits>
#include <numbers>

#include <opencv2/imgproc.hpp>

namespace hoso::imaging {
namespace {

using models::ExifOrientation;

cv::Mat flipped(const cv::Mat& image, int code) {
  cv::Mat out;
  cv::flip(image, out, code);
  return out;
}

cv::Mat turned(const cv::Mat& image, cv::RotateFlags turn) {
  cv::Mat out;
  cv::rotate(image, out, turn);
  return out;
}

cv::Mat transposed(const cv::Mat& image) {
  cv::Mat out;
  cv::transpose(image, out);
  return out;
}

}  // namespace

cv::Mat brought_upright(const cv::Mat& image, ExifOrientation lies) {
  switch (lies) {
    case ExifOrientation::normal:
      return image;
    case ExifOrientation::mirrored:
      return flipped(image, 1);
    case ExifOrientation::turned_180:
      return turned(image, cv::ROTATE_180);
    case ExifOrientation::flipped:
      return flipped(image, 0);
    case ExifOrientation::transposed:
      return transposed(image);
    case ExifOrientation::turned_90:
      return turned(image, cv::ROTATE_90_CLOCKWISE);
    case ExifOrientation::transverse:
      return turned(transposed(image), cv::ROTATE_180);
    case ExifOrientation::turned_270:
      return turned(image, cv::ROTATE_90_COUNTERCLOCKWISE);
  }
  return image;
}

ExifOrientation turned_clockwise(int degrees) {
  switch (degrees) {
    case 90:
      return ExifOrientation::turned_270;  // EXIF names the turn that brings the image upright
    case 180:
      return ExifOrientation::turned_180;
    case 270:
      return ExifOrientation::turned_90;
    default:
      return ExifOrientation::normal;
  }
}

int clockwise_degrees(ExifOrientation lies) {
  switch (lies) {
    case ExifOrientation::normal:
    case ExifOrientation::mirrored:
      return 0;
    case ExifOrientation::transposed:
    case ExifOrientation::turned_270:
      return 90;
    case ExifOrientation::turned_180:
    case ExifOrientation::flipped:
      return 180;
    case ExifOrientation::transverse:
    case ExifOrientation::turned_90:
      return 270;
  }
  return 0;
}

models::Affine straightening_map(double skew_degrees, models::Size page) {
  const double angle = skew_degrees * std::numbers::pi / 180;
  const double c = std::cos(angle), s = std::sin(angle);
  const double x = page.width_px / 2.0, y = page.height_px / 2.0;
  return {.xx = c, .xy = -s, .x0 = x - c * x + s * y, .yx = s, .yy = c, .y0 = y - s * x - c * y};
}

bool can_be_warped(models::Size size) {
  // OpenCV keeps the coordinates of a warp in 16 bits.
  constexpr int kSideMax = std::numeric_limits<std::int16_t>::max() - 1;
  return size.width_px <= kSideMax && size.height_px <= kSideMax;
}

cv::Mat warped(const cv::Mat& image, const models::Affine& map, models::Size size) {
  // OpenCV counts in centres of pixels, half a pixel from their corners.
  const models::Point origin = map({0.5, 0.5});
  const cv::Matx23d matrix(map.xx, map.xy, origin.x - 0.5, map.yx, map.yy, origin.y - 0.5);
  cv::Mat out;
  cv::warpAffine(image, out, matrix, {size.width_px, size.height_px}, cv::INTER_LINEAR, cv::BORDER_CONSTANT,
                 cv::Scalar::all(255));
  return out;
}

}  // namespace hoso::imaging
