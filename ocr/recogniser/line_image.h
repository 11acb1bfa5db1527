// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "hoso/ocr/line_recogniser.h"
#include "ocr/recogniser/kernels.h"

namespace hoso::ocr {

/// A line 36 px high, as the network wants it.
struct ScaledLine {
  int width_px = 0;
  std::ptrdiff_t stride = 0;  ///< bytes from row to row
  std::vector<std::uint8_t> pixels;

  [[nodiscard]] const std::uint8_t* row(int y) const { return pixels.data() + y * stride; }
};

/// Scales with Leptonica, as the models were trained, into `line`. False where the result would have less than three
/// columns or rows, or where Leptonica refuses.
bool scale_line(const GreyImage& image, ScaledLine& line);

/// The pseudo-random numbers that stand for pixels outside the image; the same for every line of a model.
class BorderNoise {
 public:
  explicit BorderNoise(std::int32_t sample_iteration);
  /// At least `count` of them.
  const std::int8_t* values(std::size_t count);

 private:
  std::uint64_t state_;
  std::vector<std::int8_t> values_;
};

/// The network's input of one line. Buffers are kept from line to line.
class NetworkInput {
 public:
  explicit NetworkInput(std::int32_t sample_iteration) : noise_(sample_iteration) {}

  /// Stretches the line's contrast and lays out the image and its border.
  void prepare(const ScaledLine& line, bool inverted);
  [[nodiscard]] ImageView view() const;
  [[nodiscard]] std::size_t bytes() const;

 private:
  void fill_columns(const ScaledLine& line, bool inverted);
  void fill_borders();
  [[nodiscard]] std::int16_t at(int x, int y) const;

  int width_ = 0;
  BorderNoise noise_;
  std::vector<std::int16_t> columns_, top_, bottom_, left_, right_;
};

}  // namespace hoso::ocr
