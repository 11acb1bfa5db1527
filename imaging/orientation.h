// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "hoso/imaging/clean.h"
#include "imaging/sketch.h"
#include "imaging/skew.h"

namespace hoso::imaging {

/// Skew along both axes of one image.
struct AxisFindings {
  SkewFinding horizontal, vertical;

  [[nodiscard]] const SkewFinding& along(TextAxis axis) const {
    return axis == TextAxis::horizontal ? horizontal : vertical;
  }
};

/// How far an image is turned clockwise from upright, and how sure that is.
struct OrientationFinding {
  int degrees = 0;                 ///< 0, 90, 180 or 270
  double confidence = 0;           ///< 0..1; 0 where no line could be read
  std::array<double, 4> scores{};  ///< legibility of the lines read as turned by 0, 90, 180, 270; 0 where not tried
};

/// Reads the widest lines in the directions that the projection profiles leave open, and picks the most legible one.
OrientationFinding find_orientation(const cv::Mat& readable, double dpi, const Sketch& sketch, const AxisFindings& axes,
                                    int lines, const LegibilityReader& legibility);

}  // namespace hoso::imaging
