// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "ocr/recogniser/activation.h"

// What differs from one processor to another: the inner loops of the network. Every implementation gives the same bits.
// The files that implement this are compiled for their processor, so they call no inline function of the standard
// library: the linker could keep that copy of it for everybody.
namespace hoso::ocr {

inline constexpr int kInputsStep = 8;  ///< the inputs of each layer are a multiple of it
/// Rows of a block: four gates of so many cells as are computed at once, or as many outputs.
constexpr int block_rows(int lanes) { return 4 * lanes; }
inline constexpr int kColumnStride = 40;  ///< of an input column: 36 pixels, and room to read beyond
inline constexpr int kPatchSize = 12;     ///< three columns of three pixels, each followed by one of weight 0
inline constexpr int kConvolutionPairs = kPatchSize / 2;
inline constexpr int kChunkSteps = 16;  ///< steps for which a layer's inputs are multiplied in one go

/// A layer's weights in the order in which a kernel reads them, block by block.
struct LayerView {
  const void* input_weights;
  const void* recurrent_weights;
  const std::int32_t* bias;  ///< where a row's sum begins; block_rows a block
  const float* scales;       ///< block_rows a block
  int blocks, inputs, recurrent;
};

struct ConvolutionView {
  const std::int16_t* weights;  ///< [pair][output][2]
  const std::int32_t* bias;
  const float* scales;
};

/// The prepared image by columns, and the patches of the pixels at its border, which see pseudo-random neighbours.
struct ImageView {
  const std::int16_t* columns;       ///< [x][kColumnStride]
  const std::int16_t *top, *bottom;  ///< [x][kPatchSize]
  const std::int16_t *left, *right;  ///< [y][kPatchSize]
  int width;
};

/// Values between layers are numbers from -127 to 127: int16, or for some kernels uint8 with 128 added.
struct Kernels {
  int lanes;                ///< cells or rows computed at once; the cells of each layer must be a multiple of it
  std::size_t value_size;   ///< bytes of such a number
  int value_zero;           ///< how 0 is stored
  std::size_t weight_size;  ///< bytes of a weight
  int group;                ///< inputs whose weights stand together for a row; 0: all of them

  /// Convolution, tanh, 3x3 maximum: [step][kPooledRows][16] values.
  void (*convolve)(const ConvolutionView& layer, const ImageView& image, int steps, void* values);
  /// The LSTM down each column: [step][cells]. `scratch` holds 6 x cells floats, `zeros` is a row of zeros.
  void (*down_columns)(const LayerView& layer, const void* inputs, int steps, float* scratch, const void* zeros,
                       void* values);
  /// An LSTM along the line: [step][cells]. `scratch` holds cells floats, `sums` kChunkSteps x blocks x
  /// block_rows.
  void (*along_line)(const LayerView& layer, const void* inputs, int steps, bool right_to_left, float* scratch,
                     std::int32_t* sums, const void* zeros, void* values);
  /// A plain product: [step][blocks x block_rows] floats.
  void (*product)(const LayerView& layer, const void* inputs, int steps, float* products);
};

/// The kernels for any processor; the others are null where this build or this machine cannot run them.
const Kernels* plain_kernels();
const Kernels* avx2_kernels();
const Kernels* avx_vnni_kernels();
const Kernels* avx512_kernels();

}  // namespace hoso::ocr
