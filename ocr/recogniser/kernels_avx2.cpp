// SPDX-License-Identifier: Apache-2.0
// For processors with AVX2: int16 weights, products of pairs.
#include "ocr/recogniser/kernels.h"

#ifdef __AVX2__
#include "ocr/recogniser/lanes_avx2.h"

namespace hoso::ocr {

const Kernels* avx2_kernels() { return __builtin_cpu_supports("avx2") ? &Layers<Avx2>::kKernels : nullptr; }

}  // namespace hoso::ocr
#else
namespace hoso::ocr {

const Kernels* avx2_kernels() { return nullptr; }

}  // namespace hoso::ocr
#endif
