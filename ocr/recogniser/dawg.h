// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace hoso::ocr {

/// A set of words as a graph: a node is a run of edges, an edge has a character and leads to the next node.
class Dawg {
 public:
  static constexpr std::int32_t kNone = -1;  ///< no edge, no node

  /// Reads one of the components with words. Throws DamagedModel.
  static Dawg read(std::span<const std::uint8_t> bytes, int character_count);
  /// A graph of words that are given as character ids; empty words are left out.
  static Dawg of_words(std::vector<std::vector<int>> words);

  /// The edge for a character out of a node (0: where words begin), or kNone.
  [[nodiscard]] std::int32_t edge(std::int32_t node, int character) const;
  /// The node that an edge leads to; kNone if no word goes on.
  [[nodiscard]] std::int32_t next(std::int32_t edge) const;
  [[nodiscard]] bool ends_word(std::int32_t edge) const { return edges_[static_cast<std::size_t>(edge)].ends_word; }
  /// Whether `character` alone, out of node 0, is a word.
  [[nodiscard]] bool holds_word_of(int character) const { return find_first(character, true) != kNone; }
  [[nodiscard]] bool empty() const { return edges_.empty(); }

 private:
  struct Edge {
    std::uint32_t next = 0;
    std::uint16_t character = 0;
    bool last = false, ends_word = false;
  };

  [[nodiscard]] std::int32_t find_first(int character, bool must_end) const;
  void add_node(std::span<const std::vector<int>> words, std::size_t depth);

  std::vector<Edge> edges_;
  std::int32_t first_node_size_ = 0;
};

}  // namespace hoso::ocr
