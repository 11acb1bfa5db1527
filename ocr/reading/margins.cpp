// SPDX-License-Identifier: Apache-2.0
#include "ocr/reading/margins.h"

#include <algorithm>
#include <cmath>

namespace hoso::ocr {

cv::Rect with_margins(const cv::Rect& ink, const Margins& margins) {
  const int v = static_cast<int>(std::lround(margins.above_below * ink.height));
  const int h = std::max(1, static_cast<int>(std::lround(margins.beside * ink.height)));
  return {ink.x - h, ink.y - v, ink.width + 2 * h, ink.height + 2 * v};
}

}  // namespace hoso::ocr
