// SPDX-License-Identifier: Apache-2.0
#pragma once

// Eight lanes in a register of AVX2. Only for files that are compiled for it.
#include <immintrin.h>

#include "ocr/recogniser/layers.h"

namespace hoso::ocr {
namespace {

struct Avx2 {
  using Value = std::int16_t;
  using Ints = __m256i;
  using Floats = __m256;
  static constexpr int kLanes = 8, kSteps = 2, kValueZero = 0, kGroup = 2;
  static constexpr std::size_t kWeightSize = sizeof(std::int16_t);

  static Ints load(const std::int32_t* from) { return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from)); }
  static Floats load(const float* from) { return _mm256_loadu_ps(from); }
  static void store(Ints value, std::int32_t* to) { _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), value); }
  static void store(Floats value, float* to) { _mm256_storeu_ps(to, value); }
  static Ints repeated(std::int32_t value) { return _mm256_set1_epi32(value); }
  static Ints greater(Ints one, Ints other) { return _mm256_max_epi32(one, other); }
  static Floats scaled(Ints sums, const float* scales) { return _mm256_mul_ps(_mm256_cvtepi32_ps(sums), load(scales)); }
  static Floats times(Floats one, Floats other) { return _mm256_mul_ps(one, other); }
  static Floats plus(Floats one, Floats other) { return _mm256_add_ps(one, other); }

  static Floats clipped(Floats value, float most) {
    return _mm256_min_ps(_mm256_max_ps(value, _mm256_set1_ps(-most)), _mm256_set1_ps(most));
  }

  static Floats sign_of(Floats x) { return _mm256_and_ps(x, _mm256_set1_ps(-0.0F)); }

  /// The table's function at |x|.
  static Floats interpolated(Floats x, const ActivationEntry* table) {
    const Floats size = _mm256_andnot_ps(_mm256_set1_ps(-0.0F), x);
    const Floats position =
        _mm256_min_ps(_mm256_mul_ps(size, _mm256_set1_ps(kActivationsPerUnit)), _mm256_set1_ps(kActivationSteps - 1));
    const Ints index = _mm256_cvttps_epi32(position);
    const Floats rest = _mm256_sub_ps(position, _mm256_cvtepi32_ps(index));
    // An entry is loaded as one double; the order is such that value and growth come apart in the order of the lanes.
    const Ints order = _mm256_permute4x64_epi64(index, 0b11'01'10'00);
    const auto* entries = reinterpret_cast<const double*>(table);
    const Floats low = _mm256_castpd_ps(_mm256_i32gather_pd(entries, _mm256_castsi256_si128(order), sizeof(double)));
    const Floats high =
        _mm256_castpd_ps(_mm256_i32gather_pd(entries, _mm256_extracti128_si256(order, 1), sizeof(double)));
    const Floats value = _mm256_shuffle_ps(low, high, 0b10'00'10'00);
    const Floats growth = _mm256_shuffle_ps(low, high, 0b11'01'11'01);
    return _mm256_add_ps(value, _mm256_mul_ps(growth, rest));
  }

  static Floats tanh(Floats x, const ActivationEntry* table) {
    return _mm256_xor_ps(interpolated(x, table), sign_of(x));
  }

  static Floats logistic(Floats x, const ActivationEntry* table) {
    const Floats value = interpolated(x, table);
    return _mm256_blendv_ps(value, _mm256_sub_ps(_mm256_set1_ps(1), value), x);
  }

  /// 127 x value rounded half away from zero, for |value| <= 1; eight int16.
  static __m128i rounded(Floats value) {
    const Floats scaled = _mm256_mul_ps(value, _mm256_set1_ps(kInt8Max));
    const Floats size = _mm256_andnot_ps(_mm256_set1_ps(-0.0F), scaled);
    const Ints whole = _mm256_cvttps_epi32(_mm256_add_ps(size, _mm256_set1_ps(kHalf)));
    const Ints result = _mm256_sign_epi32(whole, _mm256_castps_si256(scaled));
    return _mm_packs_epi32(_mm256_castsi256_si128(result), _mm256_extracti128_si256(result, 1));
  }

  static void store_values(Floats value, Value* to) {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), rounded(value));
  }

  /// The same four bytes in all lanes.
  static Ints repeated(const void* bytes) {
    std::int32_t word;
    __builtin_memcpy(&word, bytes, sizeof(word));
    return repeated(word);
  }

  /// No instruction. GCC 12 would put off the additions until it runs out of registers for the products.
  static void add_now(Ints& sum) { __asm__("" : "+x"(sum)); }

  template <int Steps>
  static void accumulate(Ints (&sums)[Steps][4], const void* weights, const Value* const (&inputs)[Steps], int count) {
    const auto* weight = static_cast<const __m256i*>(weights);
    // Eight inputs at a time, as counts are multiples of it: the compiler unrolls what is inside.
    for (int first = 0; first < count; first += kInputsStep, weight += 4 * kInputsStep / kGroup) {
      for (int pair = 0; pair < kInputsStep / kGroup; ++pair) {
        for (int step = 0; step < Steps; ++step) {
          const Ints input = repeated(inputs[step] + first + pair * kGroup);
          for (int gate = 0; gate < 4; ++gate) {
            const Ints products = _mm256_madd_epi16(_mm256_load_si256(weight + pair * 4 + gate), input);
            sums[step][gate] = _mm256_add_epi32(sums[step][gate], products);
            add_now(sums[step][gate]);
          }
        }
      }
    }
  }

  static void convolve(const ConvolutionView& layer, const std::int16_t* left, const std::int16_t* middle,
                       const std::int16_t* right, Ints (&sums)[2]) {
    const auto* weight = reinterpret_cast<const __m256i*>(layer.weights);
    const std::int16_t* const columns[3] = {left, middle, right};
    sums[0] = load(layer.bias);
    sums[1] = load(layer.bias + kLanes);
    for (int pair = 0; pair < kConvolutionPairs; ++pair, weight += 2) {
      const Ints input = repeated(columns[pair / 2] + pair % 2 * 2);
      sums[0] = _mm256_add_epi32(sums[0], _mm256_madd_epi16(_mm256_load_si256(weight), input));
      sums[1] = _mm256_add_epi32(sums[1], _mm256_madd_epi16(_mm256_load_si256(weight + 1), input));
      add_now(sums[0]);
      add_now(sums[1]);
    }
  }
};

}  // namespace
}  // namespace hoso::ocr
