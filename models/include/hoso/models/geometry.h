// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "hoso/models/api.h"

/// The one frame: every box anywhere is in pixels of the page as shown (upright, deskewed), x to the right, y down,
/// (0, 0) the outer corner of the top left pixel; times 72/dpi it is PDF points.
namespace hoso::models {

struct Point {
  double x = 0, y = 0;
  friend bool operator==(const Point&, const Point&) = default;
};

/// Width and height in pixels.
struct Size {
  int width_px = 0, height_px = 0;
  friend bool operator==(const Size&, const Size&) = default;
};

/// An upright rectangle in pixels of the page as shown.
struct Box {
  double x = 0, y = 0, width = 0, height = 0;
  [[nodiscard]] double right() const { return x + width; }
  [[nodiscard]] double bottom() const { return y + height; }
  [[nodiscard]] bool empty() const { return width <= 0 || height <= 0; }
  friend bool operator==(const Box&, const Box&) = default;
};

/// The smallest box that holds both; an empty box adds nothing.
HOSO_API Box united(const Box& one, const Box& other);
/// What both have in common; empty if nothing.
HOSO_API Box intersected(const Box& one, const Box& other);

/// x' = xx·x + xy·y + x0, y' = yx·x + yy·y + y0, in continuous pixel coordinates (corners of pixels, not centres).
struct Affine {
  double xx = 1, xy = 0, x0 = 0;
  double yx = 0, yy = 1, y0 = 0;

  [[nodiscard]] Point operator()(Point p) const { return {xx * p.x + xy * p.y + x0, yx * p.x + yy * p.y + y0}; }
  [[nodiscard]] double determinant() const { return xx * yy - xy * yx; }
  friend bool operator==(const Affine&, const Affine&) = default;
};

/// `second` after `first`.
HOSO_API Affine then(const Affine& first, const Affine& second);
/// The map back. The determinant must not be zero.
HOSO_API Affine inverse(const Affine& map);
/// The smallest upright box that holds the mapped box.
HOSO_API Box mapped(const Affine& map, const Box& box);

/// Upper left, upper right, lower right, lower left.
HOSO_API std::array<Point, 4> corners_of(const Box& box);
/// How far the map turns, counter-clockwise positive, -180..180.
HOSO_API double turn_degrees(const Affine& map);
/// Whether level text stays level and upright.
HOSO_API bool is_level(const Affine& map);

/// The eight ways in which an image can lie on its page, numbered as TIFF 6.0 tag 274 and EXIF 2.3 do.
enum class ExifOrientation {
  normal = 1,
  mirrored = 2,
  turned_180 = 3,
  flipped = 4,
  transposed = 5,
  turned_90 = 6,
  transverse = 7,
  turned_270 = 8
};

/// The map that brings an image of that size and orientation upright.
HOSO_API Affine upright_map(ExifOrientation orientation, Size delivered);
/// Size of the image once it is upright.
HOSO_API Size upright_size(ExifOrientation orientation, Size delivered);

}  // namespace hoso::models
