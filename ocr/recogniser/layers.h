// SPDX-License-Identifier: Apache-2.0
#pragma once

// The layers of the network in terms of lanes. Included once by each file of kernels, which says with its `Path` how
// many there are and how they are computed; in an unnamed namespace, as every file is compiled for another processor.
#include "ocr/recogniser/kernels.h"
#include "ocr/recogniser/network_file.h"

namespace hoso::ocr {
namespace {

constexpr float kStateMax = 100;
constexpr std::int32_t kSumMin = -2'147'483'647 - 1;  // below every sum

template <typename Path>
struct Layers {
  using Value = typename Path::Value;
  using Ints = typename Path::Ints;
  using Floats = typename Path::Floats;
  static constexpr int kLanes = Path::kLanes;  ///< cells or rows computed at once
  static constexpr int kBlockRows = block_rows(kLanes);
  static constexpr int kParts = kConvolutionOutputs / kLanes;  ///< registers for the convolution's outputs
  static constexpr int kSteps = Path::kSteps;                  ///< steps for which a weight is loaded once

  struct Tables {
    const ActivationEntry* tanh;
    const ActivationEntry* logistic;
  };

  static std::size_t block_bytes(int inputs) {
    return static_cast<std::size_t>(kBlockRows) * static_cast<std::size_t>(inputs) * Path::kWeightSize;
  }

  static const void* block_of(const void* weights, int block, int inputs) {
    return static_cast<const char*>(weights) + static_cast<std::size_t>(block) * block_bytes(inputs);
  }

  template <int Steps>
  static void begin(Ints (&sums)[Steps][4], const std::int32_t* bias) {
    for (int gate = 0; gate < 4; ++gate) {
      const Ints value = Path::load(bias + gate * kLanes);
      for (int step = 0; step < Steps; ++step) sums[step][gate] = value;
    }
  }

  /// kLanes cells go one step on: their four gates' sums become state and output.
  static void cells(const Ints (&sums)[4], const float* scales, const Tables& tables, float* state, Value* output) {
    const Floats input = Path::tanh(Path::scaled(sums[0], scales), tables.tanh);
    const Floats input_gate = Path::logistic(Path::scaled(sums[1], scales + kLanes), tables.logistic);
    const Floats forget_gate = Path::logistic(Path::scaled(sums[2], scales + 2 * kLanes), tables.logistic);
    const Floats output_gate = Path::logistic(Path::scaled(sums[3], scales + 3 * kLanes), tables.logistic);
    Floats cell = Path::times(Path::load(state), forget_gate);
    cell = Path::clipped(Path::plus(cell, Path::times(input, input_gate)), kStateMax);
    Path::store(cell, state);
    Path::store_values(Path::times(Path::tanh(cell, tables.tanh), output_gate), output);
  }

  /// A pixel at the border of the image, or null.
  static const std::int16_t* patch(const ImageView& image, int x, int y) {
    if (y == 0) return image.top + x * kPatchSize;
    if (y == kInputHeight_px - 1) return image.bottom + x * kPatchSize;
    if (x == 0) return image.left + y * kPatchSize;
    if (x == image.width - 1) return image.right + y * kPatchSize;
    return nullptr;
  }

  static const std::int16_t* neighbours(const ImageView& image, int x, int y) {
    return image.columns + static_cast<std::ptrdiff_t>(x - 1) * kColumnStride + y - 1;
  }

  static void pixel(const ConvolutionView& layer, const std::int16_t* patch, int stride, Ints (&best)[kParts]) {
    Ints sums[kParts];
    Path::convolve(layer, patch, patch + stride, patch + 2 * stride, sums);
    for (int part = 0; part < kParts; ++part) best[part] = Path::greater(best[part], sums[part]);
  }

  static void border_cell(const ConvolutionView& layer, const ImageView& image, int left, int top,
                          Ints (&best)[kParts]) {
    for (int x = left; x < left + kPool; ++x) {
      for (int y = top; y < top + kPool; ++y) {
        if (const std::int16_t* border = patch(image, x, y); border != nullptr) {
          pixel(layer, border, kPatchSize / 3, best);
        } else {
          pixel(layer, neighbours(image, x, y), kColumnStride, best);
        }
      }
    }
  }

  static void inner_cell(const ConvolutionView& layer, const ImageView& image, int left, int top,
                         Ints (&best)[kParts]) {
    const std::int16_t* first = neighbours(image, left, top);
    for (int x = 0; x < kPool; ++x, first += kColumnStride) {
      for (int y = 0; y < kPool; ++y) pixel(layer, first + y, kColumnStride, best);
    }
  }

  /// tanh and rounding never fall, so that the greatest sum gives the greatest output.
  static void convolve(const ConvolutionView& layer, const ImageView& image, int steps, void* values) {
    const ActivationEntry* tanh = Activations::get().tanh;
    const Ints least = Path::repeated(kSumMin);
    auto* out = static_cast<Value*>(values);
    for (int left = 0; left < steps * kPool; left += kPool) {
      for (int top = 0; top < kInputHeight_px; top += kPool, out += kConvolutionOutputs) {
        Ints best[kParts];
        for (Ints& part : best) part = least;
        if (left == 0 || left + kPool >= image.width || top == 0 || top + kPool == kInputHeight_px) {
          border_cell(layer, image, left, top, best);
        } else {
          inner_cell(layer, image, left, top, best);
        }
        for (int part = 0; part < kParts; ++part) {
          const Floats scaled = Path::scaled(best[part], layer.scales + part * kLanes);
          Path::store_values(Path::tanh(scaled, tanh), out + part * kLanes);
        }
      }
    }
  }

  /// Steps columns from top to bottom, side by side so that a weight is loaded once for all.
  template <int Steps>
  static void columns(const LayerView& layer, const Value* inputs, float* scratch, const Value* zeros, Value* values) {
    const Tables tables{Activations::get().tanh, Activations::get().logistic};
    const int cell_count = layer.recurrent;
    // Two rows of outputs in turn: all blocks of a step read what the step before gave.
    auto* rows = reinterpret_cast<Value*>(scratch + Steps * cell_count);
    for (int index = 0; index < Steps * cell_count; ++index) scratch[index] = 0;
    for (int row = 0; row < kPooledRows; ++row) {
      const Value *in[Steps], *before[Steps];
      Value* after[Steps];
      for (int step = 0; step < Steps; ++step) {
        in[step] = inputs + (step * kPooledRows + row) * layer.inputs;
        before[step] = row == 0 ? zeros : rows + ((row % 2) * Steps + step) * cell_count;
        after[step] =
            row + 1 == kPooledRows ? values + step * cell_count : rows + ((1 - row % 2) * Steps + step) * cell_count;
      }
      for (int block = 0; block < layer.blocks; ++block) {
        Ints sums[Steps][4];
        begin<Steps>(sums, layer.bias + block * kBlockRows);
        Path::template accumulate<Steps>(sums, block_of(layer.input_weights, block, layer.inputs), in, layer.inputs);
        Path::template accumulate<Steps>(sums, block_of(layer.recurrent_weights, block, cell_count), before,
                                         cell_count);
        for (int step = 0; step < Steps; ++step) {
          cells(sums[step], layer.scales + block * kBlockRows, tables, scratch + step * cell_count + block * kLanes,
                after[step] + block * kLanes);
        }
      }
    }
  }

  static void down_columns(const LayerView& layer, const void* inputs, int steps, float* scratch, const void* zeros,
                           void* values) {
    const auto* in = static_cast<const Value*>(inputs);
    const auto* zero = static_cast<const Value*>(zeros);
    auto* out = static_cast<Value*>(values);
    int step = 0;
    for (; step + kSteps <= steps; step += kSteps) {
      columns<kSteps>(layer, in + static_cast<std::ptrdiff_t>(step) * kPooledRows * layer.inputs, scratch, zero,
                      out + static_cast<std::ptrdiff_t>(step) * layer.recurrent);
    }
    for (; step < steps; ++step) {
      columns<1>(layer, in + static_cast<std::ptrdiff_t>(step) * kPooledRows * layer.inputs, scratch, zero,
                 out + static_cast<std::ptrdiff_t>(step) * layer.recurrent);
    }
  }

  /// The inputs' part of the sums of a block for Steps rows of inputs that stand `stride` values apart.
  template <int Steps>
  static void input_sums_of(const LayerView& layer, int block, const Value* inputs, std::ptrdiff_t stride,
                            std::int32_t* sums) {
    const Value* in[Steps];
    for (int step = 0; step < Steps; ++step) in[step] = inputs + step * stride;
    Ints block_sums[Steps][4];
    begin<Steps>(block_sums, layer.bias + block * kBlockRows);
    Path::template accumulate<Steps>(block_sums, block_of(layer.input_weights, block, layer.inputs), in, layer.inputs);
    for (int step = 0; step < Steps; ++step) {
      store_block(block_sums[step], sums + (static_cast<std::ptrdiff_t>(step) * layer.blocks + block) * kBlockRows);
    }
  }

  /// The same for all blocks and `steps` rows (a negative stride: backwards).
  static void input_sums(const LayerView& layer, const Value* inputs, std::ptrdiff_t stride, int steps,
                         std::int32_t* sums) {
    const std::ptrdiff_t sums_stride = static_cast<std::ptrdiff_t>(layer.blocks) * kBlockRows;
    for (int block = 0; block < layer.blocks; ++block) {
      int step = 0;
      for (; step + kSteps <= steps; step += kSteps) {
        input_sums_of<kSteps>(layer, block, inputs + step * stride, stride, sums + step * sums_stride);
      }
      for (; step < steps; ++step) {
        input_sums_of<1>(layer, block, inputs + step * stride, stride, sums + step * sums_stride);
      }
    }
  }

  static void store_block(const Ints (&sums)[4], std::int32_t* to) {
    for (int gate = 0; gate < 4; ++gate) Path::store(sums[gate], to + gate * kLanes);
  }

  static void recurrent_step(const LayerView& layer, const std::int32_t* input_part, const Value* before,
                             const Tables& tables, float* states, Value* after) {
    const Value* in[1] = {before};
    for (int block = 0; block < layer.blocks; ++block) {
      Ints sums[1][4];
      begin<1>(sums, input_part + block * kBlockRows);
      Path::template accumulate<1>(sums, block_of(layer.recurrent_weights, block, layer.recurrent), in,
                                   layer.recurrent);
      cells(sums[0], layer.scales + block * kBlockRows, tables, states + block * kLanes, after + block * kLanes);
    }
  }

  static void along_line(const LayerView& layer, const void* inputs, int steps, bool right_to_left, float* scratch,
                         std::int32_t* sums, const void* zeros, void* values) {
    const Tables tables{Activations::get().tanh, Activations::get().logistic};
    for (int cell = 0; cell < layer.recurrent; ++cell) scratch[cell] = 0;
    const std::ptrdiff_t direction = right_to_left ? -1 : 1, first = right_to_left ? steps - 1 : 0;
    const Value* in = static_cast<const Value*>(inputs) + first * layer.inputs;
    Value* out = static_cast<Value*>(values) + first * layer.recurrent;
    const auto* before = static_cast<const Value*>(zeros);
    for (int done = 0; done < steps; done += kChunkSteps) {
      const int chunk = steps - done < kChunkSteps ? steps - done : kChunkSteps;
      input_sums(layer, in, direction * layer.inputs, chunk, sums);
      in += direction * layer.inputs * chunk;
      for (int step = 0; step < chunk; ++step) {
        recurrent_step(layer, sums + static_cast<std::ptrdiff_t>(step) * layer.blocks * kBlockRows, before, tables,
                       scratch, out);
        before = out;
        out += direction * layer.recurrent;
      }
    }
  }

  template <int Steps>
  static void product_of(const LayerView& layer, const Value* inputs, float* products) {
    const Value* in[Steps];
    for (int step = 0; step < Steps; ++step) in[step] = inputs + step * layer.inputs;
    for (int block = 0; block < layer.blocks; ++block) {
      Ints sums[Steps][4];
      begin<Steps>(sums, layer.bias + block * kBlockRows);
      Path::template accumulate<Steps>(sums, block_of(layer.input_weights, block, layer.inputs), in, layer.inputs);
      for (int step = 0; step < Steps; ++step) {
        for (int part = 0; part < 4; ++part) {
          const int row = block * kBlockRows + part * kLanes;
          Path::store(Path::scaled(sums[step][part], layer.scales + row),
                      products + step * layer.blocks * kBlockRows + row);
        }
      }
    }
  }

  static void product(const LayerView& layer, const void* inputs, int steps, float* products) {
    const auto* in = static_cast<const Value*>(inputs);
    int step = 0;
    for (; step + kSteps <= steps; step += kSteps) {
      product_of<kSteps>(layer, in + step * layer.inputs, products + step * layer.blocks * kBlockRows);
    }
    for (; step < steps; ++step)
      product_of<1>(layer, in + step * layer.inputs, products + step * layer.blocks * kBlockRows);
  }

  static constexpr Kernels kKernels{.lanes = kLanes,
                                    .value_size = sizeof(Value),
                                    .value_zero = Path::kValueZero,
                                    .weight_size = Path::kWeightSize,
                                    .group = Path::kGroup,
                                    .convolve = convolve,
                                    .down_columns = down_columns,
                                    .along_line = along_line,
                                    .product = product};
};

}  // namespace
}  // namespace hoso::ocr
