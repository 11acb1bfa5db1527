// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "hoso/models/geometry.h"
#include "hoso/ocr/line_recogniser.h"

namespace hoso::ocr {

/// Where a line has ink: by columns, for cutting it into words. Buffers are kept from line to line.
class Ink {
 public:
  /// Looks at a line, whose pixels have to stay; ink is what is darker than Otsu's threshold (lighter, if
  /// `light_on_dark`).
  void look_at(const GreyImage& line, bool light_on_dark);

  /// The middle of the widest gap without ink in columns [from, to); where there is none, of the least ink.
  [[nodiscard]] double cut_between(double from_px, double to_px) const;
  /// The ink in columns [from, to); empty if there is none.
  [[nodiscard]] models::Box box_between(double from_px, double to_px) const;

 private:
  [[nodiscard]] std::size_t width() const { return counts_.size(); }
  [[nodiscard]] bool holds_ink(int y, int from, int to) const;

  GreyImage line_;
  std::uint8_t first_ = 0, last_ = 0;  ///< grey values of ink
  std::vector<std::int16_t> counts_;   ///< pixels of ink by columns
};

/// The grey value that parts a line best into two classes (Otsu, IEEE Trans. SMC 9, 1979): the last of the darker one.
int otsu_threshold(const GreyImage& line);

}  // namespace hoso::ocr
