// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include <opencv2/core.hpp>

#include "hoso/models/geometry.h"
#include "imaging/background.h"

namespace hoso::imaging {

/// An inked pixel of a sketch.
struct InkPoint {
  float x = 0, y = 0;  ///< of its centre, from the sketch's centre
  float darkness = 0;  ///< levels of grey that it is darker than what is around it
};

/// About so many of `count` things, evenly chosen but at no regular distance: one each of `enough` parts. Every so
/// many-th pixel of a bar code's rows, which are all alike, would lie on lines that slant.
std::vector<std::size_t> spread_over(std::size_t count, std::size_t enough);

/// The page's ink at about 75 dpi, enough for its direction, extent and amount. Ink that touches the image's edge and
/// specks are left out.
struct Sketch {
  cv::Mat ink;                   ///< CV_8UC1, 255 where there is ink
  double scale = 1;              ///< sketch pixels a page pixel, at most 1
  int pieces = 0;                ///< connected pieces of ink
  std::vector<InkPoint> points;  ///< at most 40,000, evenly chosen
};

Sketch make_sketch(const Readable& readable, double dpi);

/// The same without points of pieces that reach over more than `side_max_px` of the sketch: edges of a sheet and of
/// what lies on it, and the grain of the table below. Its `ink` and `pieces` are those of all.
Sketch without_long_pieces(const Sketch& sketch, double side_max_px);

/// The box of all ink of the sketch in pixels of the page, after `map`; nothing without ink.
std::optional<models::Box> ink_extent(const Sketch& sketch, const models::Affine& map);

}  // namespace hoso::imaging
