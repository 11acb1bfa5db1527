// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "ocr/recogniser/kernels.h"
#include "ocr/recogniser/network_file.h"

namespace hoso::ocr {

/// Bytes that begin where a cache line does.
class AlignedBytes {
 public:
  void resize(std::size_t size) { lines_.resize((size + sizeof(Line) - 1) / sizeof(Line)); }
  [[nodiscard]] std::byte* data() { return lines_.empty() ? nullptr : lines_.data()->bytes; }
  [[nodiscard]] const std::byte* data() const { return lines_.empty() ? nullptr : lines_.data()->bytes; }
  [[nodiscard]] std::size_t size() const { return lines_.size() * sizeof(Line); }

 private:
  struct alignas(64) Line {
    std::byte bytes[64]{};
  };
  std::vector<Line> lines_;
};

/// One layer in the order in which the kernels of a path read it.
struct PackedLayer {
  AlignedBytes input_weights, recurrent_weights;
  std::vector<std::int32_t> bias;
  std::vector<float> scales;
  int blocks = 0, inputs = 0, recurrent = 0;

  [[nodiscard]] LayerView view() const {
    return {input_weights.data(), recurrent_weights.data(), bias.data(), scales.data(), blocks, inputs, recurrent};
  }
};

/// A network packed for one set of kernels; read by all threads.
struct PackedNetwork {
  const Kernels* kernels = nullptr;
  AlignedBytes convolution_weights;
  std::vector<std::int32_t> convolution_bias;
  std::vector<float> convolution_scales;
  PackedLayer column;
  std::array<PackedLayer, 3> along;
  PackedLayer output;

  [[nodiscard]] ConvolutionView convolution() const {
    return {reinterpret_cast<const std::int16_t*>(convolution_weights.data()), convolution_bias.data(),
            convolution_scales.data()};
  }
};

PackedNetwork pack(const NetworkWeights& network, const Kernels& kernels);

}  // namespace hoso::ocr
