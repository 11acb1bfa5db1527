// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>

#include "extraction/handwriting/gap.h"

namespace hoso::extraction {

/// How a gap is looked at: stretched, and moved up or down.
struct GapView {
  double stretch_x = 1, stretch_y = 1, lift_px = 0;
};

/// Size of what the nets see: rows, the base line's distance from the top, height of capitals.
inline constexpr int kInkRows = 40;
inline constexpr double kInkBase = 26.4, kInkCap = 17;

/// The channel of a page or of a part of it in which a red seal vanishes and blue and black ink stay dark. `shown`:
/// CV_8UC1 or CV_8UC3 (BGR).
cv::Mat pen_channel(const cv::Mat& shown);

/// A gap as the nets see it: ink 0..1 (CV_32FC1), `kInkRows` high, an even number of columns; what lies outside the
/// page is paper.
cv::Mat1f ink_of(const cv::Mat& shown, const Gap& gap, const GapView& view);

/// Columns of `ink_of` a pixel of the page.
double ink_scale(const Gap& gap, const GapView& view);

}  // namespace hoso::extraction
