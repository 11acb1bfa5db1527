// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace hoso::ocr {

/// Height to which every line is scaled before the network sees it, and columns of that image to one step.
inline constexpr int kInputHeight_px = 36;
inline constexpr int kPool = 3;
inline constexpr int kPooledRows = kInputHeight_px / kPool;
inline constexpr int kConvolutionTaps = 9;
inline constexpr int kConvolutionOutputs = 16;
inline constexpr int kInt8Max = 127;
/// Added before a fraction is cut off: numbers are rounded as the models were trained with, half away from zero.
/// (lround gives another result just below a half.)
inline constexpr float kHalf = 0.5F;

/// Weights in 8 bits: a row for each output, a column for each input and a last one for the bias. A row's result is
/// (sum of weight x input + 127 x bias) x scale.
struct Matrix {
  int rows = 0, columns = 0;
  std::vector<std::int8_t> weights;
  std::vector<float> scales;

  [[nodiscard]] const std::int8_t* row(int index) const {
    return weights.data() + static_cast<std::size_t>(index) * static_cast<std::size_t>(columns);
  }
  [[nodiscard]] int inputs() const { return columns - 1; }
};

/// One LSTM layer: its matrices see the layer's inputs and then its own outputs of the step before.
struct LstmWeights {
  enum Gate { cell_input, input_gate, forget_gate, output_gate };
  std::array<Matrix, 4> gates;

  [[nodiscard]] int cells() const { return gates[0].rows; }
  [[nodiscard]] int inputs() const { return gates[0].inputs() - cells(); }
};

/// The one sequence of layers that is known here: 3x3 convolution with tanh, 3x3 maximum, an LSTM down each column of
/// which the last output counts, three LSTMs along the line (the second from right to left), softmax.
struct NetworkWeights {
  Matrix convolution;
  LstmWeights column;
  std::array<LstmWeights, 3> along;
  Matrix output;
  std::int32_t sample_iteration = 0;  ///< seeds the pseudo-random border of the convolution
  int null_code = 0;                  ///< the output that means "no character"

  [[nodiscard]] int codes() const { return output.rows; }
};

/// Reads the component `network`. Throws DamagedModel, or UnsupportedModel for other layers or weights not in 8 bits.
NetworkWeights read_network(std::span<const std::uint8_t> bytes);

}  // namespace hoso::ocr
