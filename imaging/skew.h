// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "imaging/sketch.h"

namespace hoso::imaging {

/// Along which side of the image its lines of text run.
enum class TextAxis { horizontal, vertical };

/// The turn of the lines, and how sure that is.
struct SkewFinding {
  double degrees = 0;     ///< counter-clockwise positive
  double confidence = 0;  ///< 0..1: low on noise, photographs and pages without lines
  double line_likeness =
      0;  ///< how much the projection profile at that turn stands out from those at others; 1: not at all
};

/// The turn within ±`degrees_max` at which the projection profile of the ink has the steepest steps: lines of text and
/// rulings along that turn leave white gaps between them. Searched in steps of 0.5, 0.1 and 0.02 degrees.
SkewFinding find_skew(const Sketch& sketch, TextAxis axis, double degrees_max);

/// How lines turn from the top of the page to its bottom (from its left to its right where they run down).
struct TurnOfLines {
  double at_centre = 0;  ///< degrees, counter-clockwise positive, of the line through the middle of the page
  double growth = 0;     ///< degrees a pixel of the page away from the middle; 0: they do not turn, or not evenly
  double range = 0;      ///< degrees between the outermost lines
};

/// The turn of the lines where it grows evenly, as it does on a sheet that was photographed aslant; else as found.
TurnOfLines turn_of_lines(const Sketch& sketch, TextAxis axis, const SkewFinding& finding);

/// On a photograph of little print, edges of the sheet and of what lies on it weigh more than lines do: where print
/// alone (pieces of ink up to 25 mm long) says more surely how its lines turn, that counts, and the sketch keeps its
/// points alone.
void prefer_letters(Sketch& sketch, SkewFinding& finding, TextAxis axis, double dpi, double degrees_max);

}  // namespace hoso::imaging
