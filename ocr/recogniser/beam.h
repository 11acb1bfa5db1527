// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "ocr/recogniser/beam_step.h"
#include "ocr/recogniser/charset.h"
#include "ocr/recogniser/dictionary.h"
#include "ocr/recogniser/forward_pass.h"

namespace hoso::ocr {

/// What may follow a node of the search: a node that took "no character" into its own probability stands at the border
/// of its character, and its neighbour has to be the character itself, or may not be.
enum class Continuation : std::uint8_t { anything, only_same, never_same };

/// One code at one step on one path.
struct BeamNode {
  float certainty = 0;                    ///< of this step
  float score = 0;                        ///< sum of the certainties up to here
  std::int32_t before = kNone;            ///< the node before
  std::int32_t character_node = kItself;  ///< the last node that began a character
  std::int32_t positions = 0;             ///< in the dictionary: where they begin, and how many
  std::int16_t position_count = 0;
  std::int16_t code = 0;
  std::int16_t character = kNoCharacter;
  WordKind kind = WordKind::not_in_dictionary;
  bool starts_dictionary : 1 = false;  ///< a dictionary word may begin behind it
  bool starts_word : 1 = false;
  bool ends_word : 1 = false;
  bool repeats : 1 = false;  ///< the same character as the node before, not a second one

  static constexpr std::int32_t kNone = -1, kItself = -2;
};

/// Finds the most likely text in a line's probabilities: Tesseract's search (lstm/recodebeam.cpp, version 5.3.0) for
/// models whose codes stand for one character each. Paths in and outside the dictionary compete; outside costs more.
class Beam {
 public:
  /// The charset and the dictionary have to outlive it.
  Beam(const Charset& charset, const Dictionary& dictionary, int code_count, int null_code);

  /// The best path, one node a step. `allowed` by code; empty: all. Good until the next call.
  std::span<const BeamNode> decode(const Probabilities& probabilities, std::span<const std::uint8_t> allowed);
  /// Bytes in the buffers.
  [[nodiscard]] std::size_t bytes() const;

 private:
  /// A node that may yet be dropped from its step.
  struct Candidate {
    BeamNode node;
    std::uint64_t hash = 0;  ///< of the characters up to here
  };
  struct ScoreLess {
    bool operator()(const Candidate& one, const Candidate& other) const { return one.node.score < other.node.score; }
  };
  using Heap = BeamHeap<Candidate, kBeamWidth, ScoreLess>;
  static constexpr std::size_t kContinuations = 3, kHeaps = 2 * kContinuations;
  /// Where a heap's nodes of the last finished step stand.
  struct Range {
    std::int32_t begin = 0, end = 0;
  };

  Heap& heap(bool in_dictionary, Continuation continuation);
  [[nodiscard]] std::int32_t character_node(std::int32_t node) const;
  [[nodiscard]] std::uint64_t hash_of(const BeamNode& node) const;

  void go_on();
  void finish_step();
  void extend(std::int32_t before, bool in_dictionary, Continuation continuation, Rank rank);
  void extend_by_same(std::int32_t before, bool in_dictionary, Continuation continuation, Rank rank);
  void extend_by(std::int32_t before, bool in_dictionary, Continuation continuation, Rank rank, int code);
  void add(const BeamNode& node, float certainty, bool in_dictionary, Continuation continuation);
  void add_outside(BeamNode node, float certainty, Continuation continuation);
  void add_inside(BeamNode node, float certainty, Continuation continuation);
  void add_space_inside(BeamNode node, const BeamNode* last, Continuation continuation);
  void add_start(BeamNode node, Continuation continuation);
  void add_same(std::int32_t before, float certainty, bool in_dictionary, Continuation continuation);
  /// False where it found no room.
  bool push(const BeamNode& node, Heap& into);
  [[nodiscard]] float score_after(std::int32_t before, float certainty) const;
  [[nodiscard]] std::int32_t best_end() const;
  [[nodiscard]] bool may_end(std::int32_t node) const;

  const Charset& charset_;
  const Dictionary& dictionary_;
  BeamStep step_;
  std::uint64_t classes_;
  std::array<Heap, kHeaps> heaps_;
  std::array<BeamNode, kContinuations> starts_;  ///< the best places of this step where a dictionary word may begin
  std::array<bool, kContinuations> has_start_{};
  std::array<Range, kHeaps> last_{};
  std::vector<BeamNode> nodes_, path_;
  std::vector<std::uint64_t> last_hashes_;  ///< of the nodes of the last finished step
  std::vector<DictionaryPosition> positions_, reached_;
};

}  // namespace hoso::ocr
