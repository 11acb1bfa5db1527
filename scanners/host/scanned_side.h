// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace hoso::scan_host {

/// One side as raw pixels: rows without padding, channels interleaved.
struct ScannedSide {
  int width_px = 0, height_px = 0;
  int channels = 1;  ///< 1 grey or black and white, 3 RGB
  int depth = 8;     ///< bits a sample: 1 (1 is black), 8, 16 (byte order of this machine)
  std::vector<std::uint8_t> pixels;

  [[nodiscard]] std::size_t row_bytes() const {
    return (static_cast<std::size_t>(width_px) * static_cast<std::size_t>(channels * depth) + 7) / 8;
  }
  [[nodiscard]] std::span<const std::uint8_t> row(int y) const {
    return std::span(pixels).subspan(row_bytes() * static_cast<std::size_t>(y), row_bytes());
  }
};

/// Rows at the end of a side that are one exact value over the full width.
struct UniformEnd {
  int rows = 0;
  int value = 0;  ///< of the first sample, 0..255
};

/// What a driver fills in where the device's data ended early is exact (128 in half a JPEG, 255 in a short image);
/// paper read by a sensor is not. Black-and-white sides are exact by nature: never counted.
UniformEnd uniform_end(const ScannedSide& side);

}  // namespace hoso::scan_host
