// SPDX-License-Identifier: Apache-2.0
#include "ocr/recogniser/forward_pass.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <utility>

namespace hoso::ocr {
namespace {

constexpr int kStepsAtOnce = 4;      // of the softmax: its sums are long chains of additions
constexpr float kExponentMin = -86;  // less would give zero

std::size_t size(int count) { return static_cast<std::size_t>(count); }

/// Numbers a step that the wider of the layers before (after) each other gives.
struct Widths {
  int one, other;
};

Widths widths_of(const PackedNetwork& network) {
  const auto& [first, second, third] = network.along;
  return {std::max({kPooledRows * kConvolutionOutputs, first.recurrent, third.recurrent}),
          std::max(network.column.recurrent, second.recurrent)};
}

float greatest_of(const float* values, int count) {
  // Eight at a time, so that the compiler can do them at once; the greatest is the same in any order.
  constexpr int kLanes = 8;
  float lanes[kLanes];
  for (float& lane : lanes) lane = values[0];
  int index = 0;
  for (; index + kLanes <= count; index += kLanes) {
    for (int lane = 0; lane < kLanes; ++lane) {
      lanes[lane] = values[index + lane] > lanes[lane] ? values[index + lane] : lanes[lane];
    }
  }
  for (; index < count; ++index) lanes[0] = std::max(lanes[0], values[index]);
  return *std::max_element(std::begin(lanes), std::end(lanes));
}

/// e^x for kExponentMin <= x <= 0 within one unit in the last place, of operations that compilers do for several
/// numbers at once and that give the same bits everywhere: x = n ln 2 + r, and a polynomial for e^r (S. Moshier, Cephes
/// library, expf).
float exponential(float x) {
  constexpr float kLog2E = 1.44269504F, kLn2High = 0.693359375F, kLn2Low = -2.12194440e-4F;
  constexpr float kRounder = 12582912;  // 1.5 * 2^23: adding it leaves no room for a fraction
  constexpr float kPolynomial[] = {1.9875691500e-4F, 1.3981999507e-3F, 8.3334519073e-3F,
                                   4.1665795894e-2F, 1.6666665459e-1F, 5.0000001201e-1F};
  constexpr int kBias = 127, kMantissaBits = 23;
  const float n = (x * kLog2E + kRounder) - kRounder;
  const float r = (x - n * kLn2High) - n * kLn2Low;
  float sum = kPolynomial[0];
  for (int at = 1; at < 6; ++at) sum = sum * r + kPolynomial[at];
  const float power = sum * (r * r) + r + 1;
  return power * std::bit_cast<float>((static_cast<std::int32_t>(n) + kBias) << kMantissaBits);
}

void exponentials(const float* products, int codes, float* results) {
  const float greatest = greatest_of(products, codes);
  for (int code = 0; code < codes; ++code) {
    const float below = products[code] - greatest;
    results[code] = below < kExponentMin ? kExponentMin : below;
  }
  for (int code = 0; code < codes; ++code) results[code] = exponential(results[code]);
}

/// Sums in the order of the codes, which counts for the last bits; the four chains run side by side.
void normalise(float* results, int codes, int steps) {
  float sums[kStepsAtOnce] = {};
  if (steps == kStepsAtOnce) {
    for (int code = 0; code < codes; ++code) {
      for (int step = 0; step < kStepsAtOnce; ++step) sums[step] += results[step * codes + code];
    }
  } else {
    for (int step = 0; step < steps; ++step) {
      for (int code = 0; code < codes; ++code) sums[step] += results[step * codes + code];
    }
  }
  for (int step = 0; step < steps; ++step) {
    const float sum = sums[step];
    float* row = results + step * codes;
    for (int code = 0; code < codes; ++code) row[code] /= sum;
  }
}

}  // namespace

ForwardPass::ForwardPass(std::shared_ptr<const PackedNetwork> network, const NetworkWeights& weights)
    : network_(std::move(network)), codes_(weights.codes()), input_(weights.sample_iteration) {
  int cells = network_->column.recurrent, blocks = 0;
  for (const PackedLayer& layer : network_->along) {
    cells = std::max(cells, layer.recurrent);
    blocks = std::max(blocks, layer.blocks);
  }
  const Kernels& kernels = *network_->kernels;
  zeros_.resize(size(cells) * kernels.value_size);
  for (int index = 0; index < cells; ++index) {
    const auto zero = static_cast<std::uint16_t>(kernels.value_zero);
    std::memcpy(zeros_.data() + size(index) * kernels.value_size, &zero, kernels.value_size);
  }
  scratch_.resize(size(cells) * 6);
  sums_.resize(size(kChunkSteps * blocks * block_rows(kernels.lanes)));
  products_.resize(size(kStepsAtOnce * network_->output.blocks * block_rows(kernels.lanes)));
}

void ForwardPass::resize_for(int steps) {
  const Widths widths = widths_of(*network_);
  const std::size_t value_size = network_->kernels->value_size;
  if (one_.size() < size(steps) * size(widths.one) * value_size) {
    one_.resize(size(steps) * size(widths.one) * value_size);
    other_.resize(size(steps) * size(widths.other) * value_size);
  }
  if (probabilities_.size() < size(steps) * size(codes_)) probabilities_.resize(size(steps) * size(codes_));
}

Probabilities ForwardPass::run(const ScaledLine& line, bool inverted) {
  const int steps = line.width_px / kPool;
  resize_for(steps);
  input_.prepare(line, inverted);
  const Kernels& kernels = *network_->kernels;
  const auto& [first, second, third] = network_->along;
  float* scratch = scratch_.data();
  std::int32_t* sums = sums_.data();
  const std::byte* zeros = zeros_.data();
  kernels.convolve(network_->convolution(), input_.view(), steps, one_.data());
  kernels.down_columns(network_->column.view(), one_.data(), steps, scratch, zeros, other_.data());
  kernels.along_line(first.view(), other_.data(), steps, false, scratch, sums, zeros, one_.data());
  kernels.along_line(second.view(), one_.data(), steps, true, scratch, sums, zeros, other_.data());
  kernels.along_line(third.view(), other_.data(), steps, false, scratch, sums, zeros, one_.data());
  for (int step = 0; step < steps; step += kStepsAtOnce) softmax(step, std::min(kStepsAtOnce, steps - step));
  return {probabilities_.data(), steps, codes_};
}

void ForwardPass::softmax(int first_step, int steps) {
  const PackedLayer& layer = network_->output;
  const std::size_t row_bytes = size(layer.inputs) * network_->kernels->value_size;
  network_->kernels->product(layer.view(), one_.data() + size(first_step) * row_bytes, steps, products_.data());
  float* results = probabilities_.data() + size(first_step) * size(codes_);
  const int row = layer.blocks * block_rows(network_->kernels->lanes);
  for (int step = 0; step < steps; ++step) {
    exponentials(products_.data() + size(step * row), codes_, results + size(step * codes_));
  }
  normalise(results, codes_, steps);
}

std::size_t ForwardPass::bytes() const {
  return one_.size() + other_.size() + zeros_.size() + sums_.size() * sizeof(std::int32_t) + input_.bytes() +
         sizeof(float) * (scratch_.size() + products_.size() + probabilities_.size());
}

}  // namespace hoso::ocr
