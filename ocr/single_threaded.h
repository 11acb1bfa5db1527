// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <omp.h>

namespace hoso::ocr {

/// Keeps OpenMP off while libtesseract runs: its spinning helpers make a page four times as dear. The setting is the
/// thread's own.
class SingleThreaded {
 public:
  SingleThreaded() : before_(omp_get_max_active_levels()) { omp_set_max_active_levels(0); }
  SingleThreaded(const SingleThreaded&) = delete;
  SingleThreaded& operator=(const SingleThreaded&) = delete;
  ~SingleThreaded() { omp_set_max_active_levels(before_); }

 private:
  int before_;
};

}  // namespace hoso::ocr
