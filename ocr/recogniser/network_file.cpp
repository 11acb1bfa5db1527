// SPDX-License-Identifier: Apache-2.0
#include "ocr/recogniser/network_file.h"

#include <cmath>
#include <string>
#include <string_view>

#include "ocr/recogniser/byte_reader.h"

namespace hoso::ocr {
namespace {

constexpr int kLayerRates = 64;            // flag of a layer: learning rates of its children follow them
constexpr int kMatrixFlags = 1 + 4 + 128;  // 8 bit weights, trained by Adam, scales in double
constexpr int kMatrixFlagsNoAdam = 1 + 128;
constexpr std::uint32_t kSideMax = 4096;  // rows or columns of a matrix
constexpr int kCellsStep = 8;             // cells are computed eight at a time
constexpr double kScaleMax = 1e6;         // a sum times this is still a float
constexpr std::int32_t kTrainedInInt8 = 1, kRecoded = 64;

struct LayerHeader {
  std::string type;
  std::int32_t flags = 0, inputs = 0, outputs = 0;
};

/// A layer header of the expected type; a name that is no layer at all is damage, another layer is only unknown.
LayerHeader read_header(ByteReader& reader, std::string_view expected) {
  LayerHeader header;
  require_sound(reader.number<std::int8_t>() == 0, "layer without a type name");
  header.type = reader.text();
  reader.take(2);  // states of training
  header.flags = reader.number<std::int32_t>();
  header.inputs = reader.number<std::int32_t>();
  header.outputs = reader.number<std::int32_t>();
  reader.number<std::int32_t>();  // weights in it
  reader.text();
  require_supported(header.type == expected, "another sequence of layers");
  return header;
}

void read_rates(ByteReader& reader, const LayerHeader& header) {
  if ((header.flags & kLayerRates) == 0) return;
  const auto count = reader.number<std::uint32_t>();
  require_sound(count <= reader.left() / sizeof(float), "ends in learning rates");
  reader.take(count * sizeof(float));
}

/// A layer that holds others; `children` reads them.
template <typename Children>
void read_container(ByteReader& reader, std::string_view type, std::uint32_t count, Children children) {
  const LayerHeader header = read_header(reader, type);
  require_supported(reader.number<std::uint32_t>() == count, "another sequence of layers");
  children();
  read_rates(reader, header);
}

Matrix read_matrix(ByteReader& reader, int rows, int columns) {
  const auto flags = reader.number<std::uint8_t>();
  require_supported(flags == kMatrixFlags || flags == kMatrixFlagsNoAdam, "weights not in 8 bits");
  require_sound(reader.number<std::uint32_t>() == static_cast<std::uint32_t>(rows), "rows of a matrix");
  require_sound(reader.number<std::uint32_t>() == static_cast<std::uint32_t>(columns), "columns of a matrix");
  reader.number<std::int8_t>();  // what an empty place of the matrix holds
  const auto bytes = reader.take(static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns));
  Matrix matrix{.rows = rows, .columns = columns};
  matrix.weights.assign(bytes.begin(), bytes.end());
  for (const std::int8_t weight : matrix.weights) require_sound(weight != -128, "weight out of range");
  const auto scales = reader.number<std::uint32_t>();
  require_sound(scales >= static_cast<std::uint32_t>(rows) && scales <= reader.left() / sizeof(double), "scales");
  for (std::uint32_t index = 0; index < scales; ++index) {
    const auto scale = reader.number<double>();
    // Not negative: the greatest of nine pixels is looked for in the sums, before they are scaled.
    require_sound(scale >= 0 && scale <= kScaleMax, "scale out of range");
    if (index < static_cast<std::uint32_t>(rows)) matrix.scales.push_back(static_cast<float>(scale / kInt8Max));
  }
  return matrix;
}

int cells_of(const LayerHeader& header) {
  require_sound(header.outputs > 0 && header.outputs <= static_cast<std::int32_t>(kSideMax), "cells of a layer");
  require_supported(header.outputs % kCellsStep == 0, "cells are not a multiple of eight");
  return header.outputs;
}

LstmWeights read_lstm(ByteReader& reader, std::string_view type, int inputs) {
  const LayerHeader header = read_header(reader, type);
  const int cells = cells_of(header);
  require_sound(header.inputs == inputs, "inputs of a layer");
  require_supported(reader.number<std::int32_t>() == inputs + cells, "an LSTM in two dimensions");
  LstmWeights layer;
  for (Matrix& gate : layer.gates) gate = read_matrix(reader, cells, inputs + cells + 1);
  return layer;
}

void read_input(ByteReader& reader) {
  read_header(reader, "Input");
  const auto batch = reader.number<std::int32_t>();
  const auto height = reader.number<std::int32_t>();
  const auto width = reader.number<std::int32_t>();
  const auto depth = reader.number<std::int32_t>();
  reader.number<std::int32_t>();  // kind of loss
  require_supported(batch == 1 && height == kInputHeight_px && width == 0 && depth == 1, "another input");
}

void read_pair(ByteReader& reader, std::string_view type, int value) {
  read_header(reader, type);
  const auto x = reader.number<std::int32_t>();
  const auto y = reader.number<std::int32_t>();
  require_supported(x == value && y == value, "another convolution or pool");
}

Matrix read_convolution(ByteReader& reader) {
  Matrix matrix;
  read_container(reader, "Series", 2, [&] {
    read_pair(reader, "Convolve", 1);
    const LayerHeader header = read_header(reader, "Tanh");
    require_supported(header.inputs == kConvolutionTaps && header.outputs == kConvolutionOutputs,
                      "another convolution");
    matrix = read_matrix(reader, kConvolutionOutputs, kConvolutionTaps + 1);
  });
  return matrix;
}

void read_layers(ByteReader& reader, NetworkWeights& network) {
  read_container(reader, "Series", 8, [&] {
    read_input(reader);
    network.convolution = read_convolution(reader);
    read_pair(reader, "Maxpool", kPool);
    LstmWeights &first = network.along.at(0), &second = network.along.at(1), &third = network.along.at(2);
    read_container(reader, "XYTranspose", 1,
                   [&] { network.column = read_lstm(reader, "SummLSTM", kConvolutionOutputs); });
    first = read_lstm(reader, "LSTM", network.column.cells());
    read_container(reader, "RTLReversed", 1, [&] { second = read_lstm(reader, "LSTM", first.cells()); });
    third = read_lstm(reader, "LSTM", second.cells());
    const LayerHeader header = read_header(reader, "Softmax");
    require_sound(header.inputs == third.cells(), "inputs of a layer");
    require_sound(header.outputs > 1 && header.outputs <= static_cast<std::int32_t>(kSideMax), "codes");
    network.output = read_matrix(reader, header.outputs, header.inputs + 1);
  });
}

}  // namespace

NetworkWeights read_network(std::span<const std::uint8_t> bytes) {
  ByteReader reader(bytes);
  NetworkWeights network;
  read_layers(reader, network);
  reader.text();  // the sequence of layers in words
  const auto training = reader.number<std::int32_t>();
  require_supported((training & kTrainedInInt8) != 0 && (training & kRecoded) != 0, "another kind of model");
  reader.number<std::int32_t>();  // iterations of training
  network.sample_iteration = reader.number<std::int32_t>();
  network.null_code = reader.number<std::int32_t>();
  require_sound(network.null_code >= 0 && network.null_code < network.codes(), "null code");
  reader.take(3 * sizeof(float));  // rates of training
  return network;
}

}  // namespace hoso::ocr
