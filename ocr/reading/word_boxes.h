// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "hoso/models/text.h"
#include "ocr/layout/text_lines.h"

namespace hoso::ocr {

/// Gives each word of a line the line's own ink in its columns for its box: neighbouring lines reach into the crop that
/// was read, but not into the parts. Pixels of the page.
void fit_boxes(std::vector<models::Word>& words, const TextLine& line);

/// A dash as long as it is printed, by its box: "–" has half the length of "—".
void put_dash_right(models::Word& word, double x_height_px);

}  // namespace hoso::ocr
