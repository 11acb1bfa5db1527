// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "hoso/models/geometry.h"
#include "hoso/ocr/line_recogniser.h"

namespace hoso::ocr {

/// Where two words are parted: a straight line from top to bottom, upright or leaning.
struct Cut {
  double x_px = 0;   ///< in the middle row
  double slope = 0;  ///< columns to the right a row further down; less than 0 for print that leans to the right
};

/// Where a line has ink: by columns, for cutting it into words. Buffers are kept from line to line.
class Ink {
 public:
  /// Looks at a line, whose pixels have to stay; ink is what is darker than Otsu's threshold (lighter, if
  /// `light_on_dark`).
  void look_at(const GreyImage& line, bool light_on_dark);

  /// The middle of the widest gap without ink in columns [from, to); where there is none, of the widest gap that leans;
  /// where words touch, the column with the least ink.
  [[nodiscard]] Cut cut_between(double from_px, double to_px) const;
  /// The ink from one cut to another; empty if there is none.
  [[nodiscard]] models::Box box_between(const Cut& from, const Cut& to) const;

 private:
  [[nodiscard]] std::size_t width() const { return counts_.size(); }
  [[nodiscard]] bool is_ink(std::uint8_t value) const { return value >= first_ && value <= last_; }
  [[nodiscard]] bool holds_ink(int y, int from, int to) const;
  [[nodiscard]] int column(const Cut& cut, int y) const;
  [[nodiscard]] bool is_free(const Cut& cut) const;
  [[nodiscard]] models::Box upright_box(int left, int right) const;

  GreyImage line_;
  std::uint8_t first_ = 0, last_ = 0;  ///< grey values of ink
  std::vector<std::int16_t> counts_;   ///< pixels of ink by columns
};

/// The grey value that parts a line best into two classes (Otsu, IEEE Trans. SMC 9, 1979): the last of the darker one.
int otsu_threshold(const GreyImage& line);

}  // namespace hoso::ocr
