// SPDX-License-Identifier: Apache-2.0
#include "ocr/recogniser/packed_network.h"

#include <algorithm>
#include <cstring>

namespace hoso::ocr {
namespace {

/// A row of a layer: of which matrix, and which of it; a null matrix where a block is not full.
struct RowSource {
  const Matrix* matrix = nullptr;
  int row = 0;
};

/// Rows of an LSTM layer in blocks: gates of the same cells stand together.
std::vector<RowSource> rows_of(const LstmWeights& layer, int lanes) {
  std::vector<RowSource> rows;
  for (int first = 0; first < layer.cells(); first += lanes) {
    for (const Matrix& gate : layer.gates) {
      for (int lane = 0; lane < lanes; ++lane) rows.push_back({&gate, first + lane});
    }
  }
  return rows;
}

std::vector<RowSource> rows_of(const Matrix& matrix, int lanes) {
  const int block = block_rows(lanes), blocks = (matrix.rows + block - 1) / block;
  std::vector<RowSource> rows(static_cast<std::size_t>(blocks * block));
  for (int row = 0; row < matrix.rows; ++row) rows[static_cast<std::size_t>(row)] = {&matrix, row};
  return rows;
}

int weight(const RowSource& source, int column) {
  return source.matrix == nullptr ? 0 : source.matrix->row(source.row)[column];
}

void put_weight(std::byte* at, int value, const Kernels& kernels) {
  const auto narrow = static_cast<std::int8_t>(value);
  const auto wide = static_cast<std::int16_t>(value);
  std::memcpy(at, kernels.weight_size == 1 ? static_cast<const void*>(&narrow) : &wide, kernels.weight_size);
}

/// The weights of columns [first, first + count), block by block; in a block for each group of columns, for each row.
AlignedBytes packed(const std::vector<RowSource>& rows, int first, int count, const Kernels& kernels) {
  AlignedBytes bytes;
  bytes.resize(rows.size() * static_cast<std::size_t>(count) * kernels.weight_size);
  const int group = kernels.group == 0 ? count : kernels.group;
  const auto block_size = static_cast<std::size_t>(block_rows(kernels.lanes));
  std::byte* at = bytes.data();
  for (std::size_t block = 0; block < rows.size(); block += block_size) {
    for (int column = 0; column < count; column += group) {
      for (std::size_t row = block; row < block + block_size; ++row) {
        for (int index = column; index < column + group; ++index, at += kernels.weight_size) {
          put_weight(at, weight(rows[row], first + index), kernels);
        }
      }
    }
  }
  return bytes;
}

/// Where the sum of a row begins: its bias, less what comes in by the way in which zero is stored.
std::int32_t bias_of(const RowSource& source, int columns, const Kernels& kernels) {
  int weights = 0;
  for (int column = 0; column < columns; ++column) weights += weight(source, column);
  return kInt8Max * weight(source, columns) - kernels.value_zero * weights;
}

PackedLayer packed_layer(const std::vector<RowSource>& rows, int inputs, int recurrent, const Kernels& kernels) {
  PackedLayer layer{.input_weights = packed(rows, 0, inputs, kernels),
                    .recurrent_weights = packed(rows, inputs, recurrent, kernels),
                    .blocks = static_cast<int>(rows.size()) / block_rows(kernels.lanes),
                    .inputs = inputs,
                    .recurrent = recurrent};
  for (const RowSource& row : rows) {
    layer.bias.push_back(bias_of(row, inputs + recurrent, kernels));
    layer.scales.push_back(row.matrix == nullptr ? 0 : row.matrix->scales[static_cast<std::size_t>(row.row)]);
  }
  return layer;
}

PackedLayer packed_layer(const LstmWeights& weights, const Kernels& kernels) {
  return packed_layer(rows_of(weights, kernels.lanes), weights.inputs(), weights.cells(), kernels);
}

/// Pairs of taps as the kernels read an image: three columns of three pixels, and after each one of weight 0.
void pack_convolution(const Matrix& matrix, PackedNetwork& network) {
  network.convolution_weights.resize(sizeof(std::int16_t) * kConvolutionOutputs * kPatchSize);
  auto* weights = reinterpret_cast<std::int16_t*>(network.convolution_weights.data());
  for (int tap = 0; tap < kPatchSize; ++tap) {
    for (int output = 0; output < kConvolutionOutputs; ++output) {
      const int column = tap / 4 * 3 + tap % 4;
      weights[(tap / 2 * kConvolutionOutputs + output) * 2 + tap % 2] =
          tap % 4 == 3 ? std::int16_t{0} : matrix.row(output)[column];
    }
  }
  for (int output = 0; output < kConvolutionOutputs; ++output) {
    network.convolution_bias.push_back(kInt8Max * matrix.row(output)[kConvolutionTaps]);
  }
  network.convolution_scales = matrix.scales;
}

}  // namespace

PackedNetwork pack(const NetworkWeights& network, const Kernels& kernels) {
  PackedNetwork packed_network{.kernels = &kernels};
  pack_convolution(network.convolution, packed_network);
  packed_network.column = packed_layer(network.column, kernels);
  std::ranges::transform(network.along, packed_network.along.begin(),
                         [&](const LstmWeights& layer) { return packed_layer(layer, kernels); });
  packed_network.output = packed_layer(rows_of(network.output, kernels.lanes), network.output.inputs(), 0, kernels);
  return packed_network;
}

}  // namespace hoso::ocr
