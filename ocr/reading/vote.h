// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "hoso/ocr/line_recogniser.h"

namespace hoso::ocr {

/// Below this, of 100 on Tesseract's scale, a word is worth another look: one in six such words is wrong.
inline constexpr double kDoubtfulWord = 85;

/// The words of a reading [first, last) from the first that is below `kDoubtfulWord` to the last such; empty without.
struct Doubt {
  std::size_t first = 0, last = 0;
  [[nodiscard]] bool empty() const { return first == last; }
};
Doubt doubt_in(const LineText& reading);

/// Whether another reading of the same line says the same in place of each doubtful word.
bool confirms_doubtful_words(const LineText& reading, const LineText& other);

/// Puts the doubtful words of a reading to the vote of other readings of the same line: what stands between the
/// neighbours of such a word in each reading counts with its confidence, and what counts most stays. All boxes in
/// pixels of the page.
void settle_doubtful_words(LineText& reading, std::span<const LineText> others);

}  // namespace hoso::ocr
