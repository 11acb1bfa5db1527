// SPDX-License-Identifier: Apache-2.0
#include "hoso/models/geometry.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numbers>

namespace hoso::models {

Box united(const Box& one, const Box& other) {
  if (one.empty()) return other;
  if (other.empty()) return one;
  const double x = std::min(one.x, other.x), y = std::min(one.y, other.y);
  return {x, y, std::max(one.right(), other.right()) - x, std::max(one.bottom(), other.bottom()) - y};
}

Box intersected(const Box& one, const Box& other) {
  const double x = std::max(one.x, other.x), y = std::max(one.y, other.y);
  const Box both{x, y, std::min(one.right(), other.right()) - x, std::min(one.bottom(), other.bottom()) - y};
  return both.empty() ? Box{} : both;
}

Affine then(const Affine& first, const Affine& second) {
  return {.xx = second.xx * first.xx + second.xy * first.yx,
          .xy = second.xx * first.xy + second.xy * first.yy,
          .x0 = second.xx * first.x0 + second.xy * first.y0 + second.x0,
          .yx = second.yx * first.xx + second.yy * first.yx,
          .yy = second.yx * first.xy + second.yy * first.yy,
          .y0 = second.yx * first.x0 + second.yy * first.y0 + second.y0};
}

Affine inverse(const Affine& map) {
  const double d = map.determinant();
  assert(d != 0);
  Affine back{.xx = map.yy / d, .xy = -map.xy / d, .x0 = 0, .yx = -map.yx / d, .yy = map.xx / d, .y0 = 0};
  back.x0 = -(back.xx * map.x0 + back.xy * map.y0);
  back.y0 = -(back.yx * map.x0 + back.yy * map.y0);
  return back;
}

Box mapped(const Affine& map, const Box& box) {
  std::array<Point, 4> corners = corners_of(box);
  for (Point& corner : corners) corner = map(corner);
  const auto [left, right] = std::ranges::minmax(corners, {}, &Point::x);
  const auto [top, bottom] = std::ranges::minmax(corners, {}, &Point::y);
  return {left.x, top.y, right.x - left.x, bottom.y - top.y};
}

std::array<Point, 4> corners_of(const Box& box) {
  return {{{box.x, box.y}, {box.right(), box.y}, {box.right(), box.bottom()}, {box.x, box.bottom()}}};
}

double turn_degrees(const Affine& map) { return std::atan2(-map.yx, map.xx) * 180 / std::numbers::pi; }

bool is_level(const Affine& map) { return map.yx == 0 && map.xy == 0 && map.xx > 0 && map.yy > 0; }

Affine upright_map(ExifOrientation orientation, Size delivered) {
  const double w = delivered.width_px, h = delivered.height_px;
  switch (orientation) {
    case ExifOrientation::normal:
      return {};
    case ExifOrientation::mirrored:
      return {-1, 0, w, 0, 1, 0};
    case ExifOrientation::turned_180:
      return {-1, 0, w, 0, -1, h};
    case ExifOrientation::flipped:
      return {1, 0, 0, 0, -1, h};
    case ExifOrientation::transposed:
      return {0, 1, 0, 1, 0, 0};
    case ExifOrientation::turned_90:
      return {0, -1, h, 1, 0, 0};
    case ExifOrientation::transverse:
      return {0, -1, h, -1, 0, w};
    case ExifOrientation::turned_270:
      return {0, 1, 0, -1, 0, w};
  }
  return {};
}

Size upright_size(ExifOrientation orientation, Size delivered) {
  return orientation < ExifOrientation::transposed ? delivered : Size{delivered.height_px, delivered.width_px};
}

}  // namespace hoso::models
