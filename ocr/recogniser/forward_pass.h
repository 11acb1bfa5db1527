// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "ocr/recogniser/line_image.h"
#include "ocr/recogniser/packed_network.h"

namespace hoso::ocr {

/// For each step of a line the probability of each code.
struct Probabilities {
  const float* values = nullptr;
  int steps = 0, codes = 0;

  [[nodiscard]] const float* step(int index) const { return values + static_cast<std::ptrdiff_t>(index) * codes; }
};

/// One worker's way through the network, with the buffers that it needs; for one thread at a time.
class ForwardPass {
 public:
  ForwardPass(std::shared_ptr<const PackedNetwork> network, const NetworkWeights& weights);

  /// The result is good until the next call.
  Probabilities run(const ScaledLine& line, bool inverted);
  /// Bytes in the buffers.
  [[nodiscard]] std::size_t bytes() const;

 private:
  void resize_for(int steps);
  void softmax(int first_step, int steps);

  std::shared_ptr<const PackedNetwork> network_;
  int codes_;
  NetworkInput input_;
  AlignedBytes one_, other_;  ///< outputs of layers in turn
  AlignedBytes zeros_;
  std::vector<float> scratch_, products_, probabilities_;
  std::vector<std::int32_t> sums_;
};

}  // namespace hoso::ocr
