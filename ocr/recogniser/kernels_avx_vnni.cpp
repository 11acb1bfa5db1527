// SPDX-License-Identifier: Apache-2.0
// For processors with AVX-VNNI (VNNI in registers of 256 bits, without AVX-512): weights in 8 bits, products of fours.
// The instruction multiplies unsigned by signed, so values are stored with 128 added and the bias takes that off again.
#include "ocr/recogniser/kernels.h"

#ifdef __AVXVNNI__
#include <cpuid.h>

#include "ocr/recogniser/lanes_avx2.h"

namespace hoso::ocr {
namespace {

struct AvxVnni : Avx2 {
  using Value = std::uint8_t;
  static constexpr int kValueZero = 128, kGroup = 4;
  static constexpr std::size_t kWeightSize = sizeof(std::int8_t);

  static void store_values(Floats value, Value* to) {
    const __m128i shifted = _mm_add_epi16(rounded(value), _mm_set1_epi16(kValueZero));
    _mm_storel_epi64(reinterpret_cast<__m128i*>(to), _mm_packus_epi16(shifted, shifted));
  }

  template <int Steps>
  static void accumulate(Ints (&sums)[Steps][4], const void* weights, const Value* const (&inputs)[Steps], int count) {
    const auto* weight = static_cast<const __m256i*>(weights);
    for (int first = 0; first < count; first += kInputsStep, weight += 4 * kInputsStep / kGroup) {
      for (int four = 0; four < kInputsStep / kGroup; ++four) {
        for (int step = 0; step < Steps; ++step) {
          const Ints input = repeated(inputs[step] + first + four * kGroup);
          for (int gate = 0; gate < 4; ++gate) {
            sums[step][gate] =
                _mm256_dpbusd_avx_epi32(sums[step][gate], input, _mm256_load_si256(weight + four * 4 + gate));
          }
        }
      }
    }
  }
};

}  // namespace

const Kernels* avx_vnni_kernels() {
  // Not all compilers know the name of the feature (Intel, Software Developer's Manual, CPUID leaf 7, sub-leaf 1).
  constexpr unsigned kLeaf = 7, kSubLeaf = 1, kAvxVnni = 1U << 4;
  unsigned a = 0, b = 0, c = 0, d = 0;
  const bool told = __get_cpuid_count(kLeaf, kSubLeaf, &a, &b, &c, &d) != 0;
  return told && (a & kAvxVnni) != 0 && __builtin_cpu_supports("avx2") ? &Layers<AvxVnni>::kKernels : nullptr;
}

}  // namespace hoso::ocr
#else
namespace hoso::ocr {

const Kernels* avx_vnni_kernels() { return nullptr; }

}  // namespace hoso::ocr
#endif
