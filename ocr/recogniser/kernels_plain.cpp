// SPDX-License-Identifier: Apache-2.0
// For any processor. The weights are int16 although int8 would hold them: compilers turn a sum of products of int16
// into the instructions that even the oldest x86-64 has for it.
#include "ocr/recogniser/layers.h"

namespace hoso::ocr {
namespace {

struct Plain {
  using Value = std::int16_t;
  static constexpr int kLanes = 8, kSteps = 2, kValueZero = 0, kGroup = 0;
  static constexpr std::size_t kWeightSize = sizeof(std::int16_t);

  struct Ints {
    std::int32_t lane[kLanes];
  };
  struct Floats {
    float lane[kLanes];
  };

  static Ints load(const std::int32_t* from) {
    Ints result;
    for (int lane = 0; lane < kLanes; ++lane) result.lane[lane] = from[lane];
    return result;
  }

  static Floats load(const float* from) {
    Floats result;
    for (int lane = 0; lane < kLanes; ++lane) result.lane[lane] = from[lane];
    return result;
  }

  static void store(const Ints& value, std::int32_t* to) {
    for (int lane = 0; lane < kLanes; ++lane) to[lane] = value.lane[lane];
  }

  static void store(const Floats& value, float* to) {
    for (int lane = 0; lane < kLanes; ++lane) to[lane] = value.lane[lane];
  }

  static Ints repeated(std::int32_t value) {
    Ints result;
    for (std::int32_t& lane : result.lane) lane = value;
    return result;
  }

  static Ints greater(const Ints& one, const Ints& other) {
    Ints result;
    for (int lane = 0; lane < kLanes; ++lane) {
      result.lane[lane] = one.lane[lane] > other.lane[lane] ? one.lane[lane] : other.lane[lane];
    }
    return result;
  }

  static Floats scaled(const Ints& sums, const float* scales) {
    Floats result;
    for (int lane = 0; lane < kLanes; ++lane) result.lane[lane] = static_cast<float>(sums.lane[lane]) * scales[lane];
    return result;
  }

  static Floats times(const Floats& one, const Floats& other) {
    Floats result;
    for (int lane = 0; lane < kLanes; ++lane) result.lane[lane] = one.lane[lane] * other.lane[lane];
    return result;
  }

  static Floats plus(const Floats& one, const Floats& other) {
    Floats result;
    for (int lane = 0; lane < kLanes; ++lane) result.lane[lane] = one.lane[lane] + other.lane[lane];
    return result;
  }

  static Floats clipped(const Floats& value, float most) {
    Floats result;
    for (int lane = 0; lane < kLanes; ++lane) {
      const float low = value.lane[lane] < -most ? -most : value.lane[lane];
      result.lane[lane] = low > most ? most : low;
    }
    return result;
  }

  static float interpolated(float x, const ActivationEntry* table) {
    float position = x * kActivationsPerUnit;
    if (position > kActivationSteps - 1) position = kActivationSteps - 1;
    const int index = static_cast<int>(position);
    return table[index].value + table[index].growth * (position - static_cast<float>(index));
  }

  static Floats tanh(const Floats& x, const ActivationEntry* table) {
    Floats result;
    for (int lane = 0; lane < kLanes; ++lane) {
      const float value = x.lane[lane];
      result.lane[lane] = value < 0 ? -interpolated(-value, table) : interpolated(value, table);
    }
    return result;
  }

  static Floats logistic(const Floats& x, const ActivationEntry* table) {
    Floats result;
    for (int lane = 0; lane < kLanes; ++lane) {
      const float value = x.lane[lane];
      result.lane[lane] = value < 0 ? 1 - interpolated(-value, table) : interpolated(value, table);
    }
    return result;
  }

  /// Rounds 127 x value, half away from zero; |value| <= 1.
  static void store_values(const Floats& value, Value* to) {
    for (int lane = 0; lane < kLanes; ++lane) {
      const float scaled = value.lane[lane] * kInt8Max;
      to[lane] = static_cast<Value>(scaled >= 0 ? static_cast<int>(scaled + kHalf) : -static_cast<int>(kHalf - scaled));
    }
  }

  /// Four rows at once, so that an input is loaded once for them.
  static void add_rows(const std::int16_t* weights, const Value* inputs, int count, std::int32_t* sums) {
    if (count <= 0 || count % kInputsStep != 0) __builtin_unreachable();  // so the compiler adds no loop for a rest
    const std::int16_t *second = weights + count, *third = second + count, *fourth = third + count;
    std::int32_t a = 0, b = 0, c = 0, d = 0;
    for (int index = 0; index < count; ++index) {
      a += weights[index] * inputs[index];
      b += second[index] * inputs[index];
      c += third[index] * inputs[index];
      d += fourth[index] * inputs[index];
    }
    sums[0] += a;
    sums[1] += b;
    sums[2] += c;
    sums[3] += d;
  }

  template <int Steps>
  static void accumulate(Ints (&sums)[Steps][4], const void* weights, const Value* const (&inputs)[Steps], int count) {
    for (int step = 0; step < Steps; ++step) {
      const auto* row = static_cast<const std::int16_t*>(weights);
      for (Ints& part : sums[step]) {
        for (int lane = 0; lane < kLanes; lane += 4, row += static_cast<std::ptrdiff_t>(4) * count) {
          add_rows(row, inputs[step], count, part.lane + lane);
        }
      }
    }
  }

  static void convolve(const ConvolutionView& layer, const std::int16_t* left, const std::int16_t* middle,
                       const std::int16_t* right, Ints (&sums)[2]) {
    const std::int16_t taps[kPatchSize] = {left[0],   left[1], left[2],  0,        middle[0], middle[1],
                                           middle[2], 0,       right[0], right[1], right[2],  0};
    for (int half = 0; half < 2; ++half) sums[half] = load(layer.bias + half * kLanes);
    for (int pair = 0; pair < kConvolutionPairs; ++pair) {
      const std::int16_t* weights = layer.weights + pair * 2 * kConvolutionOutputs;
      for (int output = 0; output < kConvolutionOutputs; ++output) {
        sums[output / kLanes].lane[output % kLanes] +=
            weights[2 * output] * taps[2 * pair] + weights[2 * output + 1] * taps[2 * pair + 1];
      }
    }
  }
};

}  // namespace

const Kernels* plain_kernels() { return &Layers<Plain>::kKernels; }

}  // namespace hoso::ocr
