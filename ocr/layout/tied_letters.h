// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "ocr/layout/text_lines.h"

namespace hoso::ocr {

/// Finds letters that a pen stroke, a seal or a stain ties to something larger: in the strip of a line the stroke falls
/// apart and its letters stand alone. They become `tied` of the line beside which they stand, letter after letter; two
/// lines that meet so are made one. `large` are the larger things' boxes, `ink` the map without rulings.
std::vector<TextLine> with_tied_letters(std::vector<TextLine> lines, const cv::Mat& ink,
                                        std::span<const cv::Rect> large);

}  // namespace hoso::ocr
