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

/// A line-like piece of the page, cut out straight, grey, ready to be read.
struct LineCrops {
  std::vector<cv::Mat>
      crops;  ///< CV_8UC1, widest first; upright if the page is turned by the first degrees of its axis (0 or 90)
};

/// Cuts out the widest line-like pieces along an axis.
LineCrops cut_lines(const cv::Mat& readable, double dpi, const Sketch& sketch, TextAxis axis, double skew_degrees,
                    int count);

/// Reads the widest lines in the directions that the projection profiles leave open, and picks the most legible one.
OrientationFinding find_orientation(const cv::Mat& readable, double dpi, const Sketch& sketch, const AxisFindings& axes,
                                    int lines, const LegibilityReader& legibility);

}  // namespace hoso::imaging
