// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "ocr/recogniser/beam_heap.h"

namespace hoso::ocr {

inline constexpr int kBeamWidth = 5;
inline constexpr float kCertaintyMin = -20;

/// How likely a code is at a step: the two best and "no character", the others of the best five, the rest.
enum class Rank : std::uint8_t { best, good, rest };

/// What the search needs to know of one step: codes by rank, and certainties (logarithms, worked out once).
class BeamStep {
 public:
  BeamStep(std::vector<int> code_order, int code_count, int null_code);

  /// Looks at a step. `allowed` by code; empty: all.
  void look_at(const float* probabilities, std::span<const std::uint8_t> allowed);

  [[nodiscard]] Rank rank(int code) const { return ranks_[static_cast<std::size_t>(code)]; }
  [[nodiscard]] int null_code() const { return null_code_; }
  /// The codes of a rank, in the order in which the search looks at them.
  [[nodiscard]] std::span<const int> codes(Rank rank);
  [[nodiscard]] float certainty(int code) const;
  /// Of a code and "no character" together, at the border of a character.
  [[nodiscard]] float certainty_with_null(int code) const;
  /// The same, with the code before as well where both are the two best.
  [[nodiscard]] float certainty_after(int code, int before) const;

 private:
  struct Code {
    int code = 0;
    float alone = 0, with_null = 0;
  };
  struct Top {
    float probability = 0;
    int code = 0;
  };
  struct TopLess {
    bool operator()(const Top& one, const Top& other) const { return one.probability < other.probability; }
  };

  static constexpr int kNowhere = -1;

  void find_best();
  void rank_codes();
  void add_in_order(std::vector<int>& codes, int code) const;
  [[nodiscard]] int place(int code) const { return place_of_code_[static_cast<std::size_t>(code)]; }
  [[nodiscard]] const Code* find(int code) const;

  std::vector<int> code_order_, place_of_code_;
  int null_code_, best_ = 0, second_ = 0;
  const float* probabilities_ = nullptr;
  std::vector<float> masked_;
  std::vector<Rank> ranks_;
  std::vector<int> ranked_;  ///< codes that are not `rest`
  BeamHeap<Top, kBeamWidth, TopLess> top_;
  std::array<std::vector<int>, 3> codes_;
  std::vector<Code> known_;
  float best_after_second_ = 0, second_after_best_ = 0;
};

}  // namespace hoso::ocr
