// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>

#include "hoso/imaging/upright.h"
#include "hoso/models/geometry.h"

namespace hoso::imaging {

/// The orientation of an image that is turned clockwise by 0, 90, 180 or 270 degrees.
models::ExifOrientation turned_clockwise(int degrees);

/// How far an image that lies so is turned clockwise from upright: 0, 90, 180 or 270. A mirrored one counts as mirrored
/// left to right first; what is left is its turn.
int clockwise_degrees(models::ExifOrientation lies);

/// A turn that straightens text whose baselines rise by `skew_degrees` (counter-clockwise positive), about the centre
/// of the page.
models::Affine straightening_map(double skew_degrees, models::Size page);

/// The image in another frame, white outside. `map` leads from the image's pixels to those of the result, both counted
/// in corners of pixels.
cv::Mat warped(const cv::Mat& image, const models::Affine& map, models::Size size);

/// The largest turn that two shears stand for: they stretch the page by at most 1 in 400 against a turn.
inline constexpr double kShearedDegreesMax = 4;

/// As `straightening_map`, made of a shear of the columns and one of the rows: at small angles the same up to the
/// square of the angle, but pixels are only moved along rows and columns.
models::Affine shearing_map(double skew_degrees, models::Size page);

/// What `warped` makes of an 8 bit image with `shearing_map`, moved so that `origin` of the result is its first pixel,
/// at a third of the cost (A. Paeth, "A fast algorithm for general raster rotation", 1986, with two passes for three).
cv::Mat sheared(const cv::Mat& image, double skew_degrees, cv::Point origin, models::Size size);

/// Neither side is too long for `warped`.
bool can_be_warped(models::Size size);

inline models::Size size_of(const cv::Mat& image) { return {image.cols, image.rows}; }

}  // namespace hoso::imaging
