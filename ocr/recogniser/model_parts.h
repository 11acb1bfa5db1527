// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <memory>
#include <mutex>
#include <vector>

#include "hoso/ocr/line_model.h"
#include "ocr/recogniser/charset.h"
#include "ocr/recogniser/dictionary.h"
#include "ocr/recogniser/network_file.h"
#include "ocr/recogniser/packed_network.h"

namespace hoso::ocr {

/// What a LineModel consists of.
struct ModelParts {
  models::Sha256 sha256;
  NetworkWeights network;
  Charset charset;
  std::vector<Dictionary::Part> dictionary;

  /// The weights in the order of a path, which has to be available; packed once for all workers. Thread-safe.
  [[nodiscard]] std::shared_ptr<const PackedNetwork> packed(ComputePath path) const;

 private:
  mutable std::mutex mutex_;
  mutable std::array<std::shared_ptr<const PackedNetwork>, 5> packed_;
};

/// The kernels of a path; null if it is not available.
const Kernels* kernels_of(ComputePath path);

}  // namespace hoso::ocr
