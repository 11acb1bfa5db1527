// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>

namespace hoso::ocr {

/// Space around the ink of a line, in heights of the ink. The network wants little beside and some above and below.
struct Margins {
  double above_below, beside;
};
inline constexpr Margins kUsualMargins{0.20, 0.05};

/// Ink with its margins; may reach beyond the image.
cv::Rect with_margins(const cv::Rect& ink, const Margins& margins);

}  // namespace hoso::ocr
