// SPDX-License-Identifier: Apache-2.0
// For processors with AVX-512 and VNNI: sixteen lanes, weights in 8 bits, products of fours. The instruction multiplies
// unsigned by signed, so values are stored with 128 added and the bias takes that off again.
#include "ocr/recogniser/kernels.h"

#if defined(__AVX512VNNI__) && defined(__AVX512DQ__) && defined(__AVX512BW__)
#include <immintrin.h>

#include "ocr/recogniser/layers.h"

namespace hoso::ocr {
namespace {

struct Avx512 {
  using Value = std::uint8_t;
  using Ints = __m512i;
  using Floats = __m512;
  static constexpr int kLanes = 16, kSteps = 4, kValueZero = 128, kGroup = 4;
  static constexpr std::size_t kWeightSize = sizeof(std::int8_t);

  static Ints load(const std::int32_t* from) { return _mm512_loadu_si512(from); }
  static Floats load(const float* from) { return _mm512_loadu_ps(from); }
  static void store(Ints value, std::int32_t* to) { _mm512_storeu_si512(to, value); }
  static void store(Floats value, float* to) { _mm512_storeu_ps(to, value); }
  static Ints repeated(std::int32_t value) { return _mm512_set1_epi32(value); }
  static Ints greater(Ints one, Ints other) { return _mm512_max_epi32(one, other); }
  static Floats scaled(Ints sums, const float* scales) { return _mm512_mul_ps(_mm512_cvtepi32_ps(sums), load(scales)); }
  static Floats times(Floats one, Floats other) { return _mm512_mul_ps(one, other); }
  static Floats plus(Floats one, Floats other) { return _mm512_add_ps(one, other); }

  static Floats clipped(Floats value, float most) {
    return _mm512_min_ps(_mm512_max_ps(value, _mm512_set1_ps(-most)), _mm512_set1_ps(most));
  }

  static __mmask16 negative(Floats x) { return _mm512_movepi32_mask(_mm512_castps_si512(x)); }

  /// The table's function at |x|.
  static Floats interpolated(Floats x, const ActivationEntry* table) {
    const Floats position = _mm512_min_ps(_mm512_mul_ps(_mm512_abs_ps(x), _mm512_set1_ps(kActivationsPerUnit)),
                                          _mm512_set1_ps(kActivationSteps - 1));
    const Ints index = _mm512_cvttps_epi32(position);
    const Floats rest = _mm512_sub_ps(position, _mm512_cvtepi32_ps(index));
    // An entry is loaded as one double; the order is such that value and growth come apart in the order of the lanes.
    const Ints order = _mm512_permutexvar_epi64(_mm512_setr_epi64(0, 2, 4, 6, 1, 3, 5, 7), index);
    const Floats low = _mm512_castpd_ps(_mm512_i32gather_pd(_mm512_castsi512_si256(order), table, sizeof(double)));
    const Floats high =
        _mm512_castpd_ps(_mm512_i32gather_pd(_mm512_extracti64x4_epi64(order, 1), table, sizeof(double)));
    const Floats value = _mm512_shuffle_ps(low, high, 0b10'00'10'00);
    const Floats growth = _mm512_shuffle_ps(low, high, 0b11'01'11'01);
    return _mm512_add_ps(value, _mm512_mul_ps(growth, rest));
  }

  static Floats tanh(Floats x, const ActivationEntry* table) {
    const Floats value = interpolated(x, table);
    return _mm512_mask_sub_ps(value, negative(x), _mm512_set1_ps(-0.0F), value);
  }

  static Floats logistic(Floats x, const ActivationEntry* table) {
    const Floats value = interpolated(x, table);
    return _mm512_mask_sub_ps(value, negative(x), _mm512_set1_ps(1), value);
  }

  /// 127 x value rounded half away from zero, for |value| <= 1.
  static void store_values(Floats value, Value* to) {
    const Floats scaled = _mm512_mul_ps(value, _mm512_set1_ps(kInt8Max));
    const Ints size = _mm512_cvttps_epi32(_mm512_add_ps(_mm512_abs_ps(scaled), _mm512_set1_ps(kHalf)));
    const Ints whole = _mm512_mask_sub_epi32(size, negative(scaled), _mm512_setzero_si512(), size);
    const Ints shifted = _mm512_add_epi32(whole, _mm512_set1_epi32(kValueZero));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), _mm512_cvtepi32_epi8(shifted));
  }

  /// The same four bytes in all lanes.
  static Ints repeated(const void* bytes) {
    std::int32_t word;
    __builtin_memcpy(&word, bytes, sizeof(word));
    return repeated(word);
  }

  template <int Steps>
  static void accumulate(Ints (&sums)[Steps][4], const void* weights, const Value* const (&inputs)[Steps], int count) {
    const auto* weight = static_cast<const __m512i*>(weights);
    for (int first = 0; first < count; first += kInputsStep, weight += 4 * kInputsStep / kGroup) {
      for (int four = 0; four < kInputsStep / kGroup; ++four) {
        Ints input[Steps];
        for (int step = 0; step < Steps; ++step) input[step] = repeated(inputs[step] + first + four * kGroup);
        for (int gate = 0; gate < 4; ++gate) {
          const Ints loaded = _mm512_load_si512(weight + four * 4 + gate);
          for (int step = 0; step < Steps; ++step) {
            sums[step][gate] = _mm512_dpbusd_epi32(sums[step][gate], input[step], loaded);
          }
        }
      }
    }
  }

  static void convolve(const ConvolutionView& layer, const std::int16_t* left, const std::int16_t* middle,
                       const std::int16_t* right, Ints (&sums)[1]) {
    const auto* weight = reinterpret_cast<const __m512i*>(layer.weights);
    const std::int16_t* const columns[3] = {left, middle, right};
    sums[0] = load(layer.bias);
    for (int pair = 0; pair < kConvolutionPairs; ++pair, ++weight) {
      const Ints input = repeated(columns[pair / 2] + pair % 2 * 2);
      sums[0] = _mm512_dpwssd_epi32(sums[0], _mm512_load_si512(weight), input);
    }
  }
};

}  // namespace

const Kernels* avx512_kernels() {
  const bool runs =
      __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
  return runs ? &Layers<Avx512>::kKernels : nullptr;
}

}  // namespace hoso::ocr
#else
namespace hoso::ocr {

const Kernels* avx512_kernels() { return nullptr; }

}  // namespace hoso::ocr
#endif
