// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "hoso/ocr/line_recogniser.h"

namespace hoso::ocr {

/// Below this, of 100 on Tesseract's scale, a word is worth another look: one in eight such words is wrong.
inline constexpr double kDoubtfulWord = 90;

/// Whether any word of the reading is below `kDoubtfulWord`.
bool holds_doubt(const LineText& reading);

/// Puts the doubtful words of a reading to the vote of other readings of the same line: what stands between the
/// neighbours of such a word in each reading counts with its confidence, and what counts most stays. All boxes in
/// pixels of the page.
void settle_doubtful_words(LineText& reading, std::span<const LineText> others);

}  // namespace hoso::ocr
