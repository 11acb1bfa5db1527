// SPDX-License-Identifier: Apache-2.0
#include "ocr/recogniser/dawg.h"

#include <algorithm>
#include <bit>

#include "ocr/recogniser/byte_reader.h"

namespace hoso::ocr {
namespace {

constexpr std::int16_t kMagic = 42;
constexpr int kFlagBits = 3;  // last edge of its node, direction, end of a word
constexpr std::size_t kWordLengthMax = 256;

}  // namespace

Dawg Dawg::read(std::span<const std::uint8_t> bytes, int character_count) {
  ByteReader reader(bytes);
  require_sound(reader.number<std::int16_t>() == kMagic, "not a set of words");
  require_sound(reader.number<std::int32_t>() == character_count, "words in another set of characters");
  const auto count = reader.number<std::int32_t>();
  require_sound(count > 0 && static_cast<std::size_t>(count) <= reader.left() / sizeof(std::uint64_t), "edges");
  // One value more than there are characters has to fit into the letter.
  const int letter_bits = std::bit_width(static_cast<unsigned>(character_count));
  Dawg dawg;
  dawg.edges_.resize(static_cast<std::size_t>(count));
  for (Edge& edge : dawg.edges_) {
    const auto record = reader.number<std::uint64_t>();
    const auto letter = record & ((std::uint64_t{1} << letter_bits) - 1);
    const auto next = record >> (letter_bits + kFlagBits);
    require_sound(letter < static_cast<std::uint64_t>(character_count), "letter of an edge");
    require_sound(next < static_cast<std::uint64_t>(count), "node of an edge");
    require_sound(((record >> (letter_bits + 1)) & 1) == 0, "edge that leads back");
    edge = {.next = static_cast<std::uint32_t>(next),
            .character = static_cast<std::uint16_t>(letter),
            .last = ((record >> letter_bits) & 1) != 0,
            .ends_word = ((record >> (letter_bits + 2)) & 1) != 0};
  }
  // Every run of edges ends inside the table.
  require_sound(dawg.edges_.back().last, "last node without an end");
  const auto first_last = std::ranges::find_if(dawg.edges_, &Edge::last);
  dawg.first_node_size_ = static_cast<std::int32_t>(first_last - dawg.edges_.begin()) + 1;
  return dawg;
}

std::int32_t Dawg::find_first(int character, bool must_end) const {
  std::int32_t begin = 0, end = first_node_size_ - 1;
  while (begin <= end) {
    const std::int32_t middle = (begin + end) / 2;
    const Edge& edge = edges_[static_cast<std::size_t>(middle)];
    if (edge.character == character && (!must_end || edge.ends_word)) return middle;
    if (character > edge.character) {
      begin = middle + 1;
    } else {
      end = middle - 1;
    }
  }
  return kNone;
}

std::int32_t Dawg::edge(std::int32_t node, int character) const {
  if (node == kNone) return kNone;
  if (node == 0) return find_first(character, false);
  for (auto index = static_cast<std::size_t>(node);; ++index) {
    if (edges_[index].character == character) return static_cast<std::int32_t>(index);
    if (edges_[index].last) return kNone;
  }
}

std::int32_t Dawg::next(std::int32_t edge) const {
  const auto node = edges_[static_cast<std::size_t>(edge)].next;
  return node == 0 ? kNone : static_cast<std::int32_t>(node);
}

/// Adds the node for sorted words that share their first `depth` characters, then the nodes behind it.
void Dawg::add_node(std::span<const std::vector<int>> words, std::size_t depth) {
  const std::size_t first = edges_.size();
  std::vector<std::span<const std::vector<int>>> branches;
  for (std::size_t begin = 0; begin < words.size();) {
    const int letter = words[begin][depth];
    std::size_t end = begin;
    while (end < words.size() && words[end][depth] == letter) ++end;
    const bool ends = words[begin].size() == depth + 1;
    edges_.push_back({.character = static_cast<std::uint16_t>(letter), .ends_word = ends});
    branches.push_back(words.subspan(begin, end - begin).subspan(ends ? 1 : 0));
    begin = end;
  }
  edges_.back().last = true;
  for (std::size_t branch = 0; branch < branches.size(); ++branch) {
    if (branches[branch].empty()) continue;
    edges_[first + branch].next = static_cast<std::uint32_t>(edges_.size());
    add_node(branches[branch], depth + 1);
  }
}

Dawg Dawg::of_words(std::vector<std::vector<int>> words) {
  std::erase_if(words, [](const auto& word) { return word.empty() || word.size() > kWordLengthMax; });
  std::ranges::sort(words);
  words.erase(std::unique(words.begin(), words.end()), words.end());
  Dawg dawg;
  if (words.empty()) return dawg;
  dawg.add_node(words, 0);
  dawg.first_node_size_ =
      static_cast<std::int32_t>(std::ranges::find_if(dawg.edges_, &Edge::last) - dawg.edges_.begin()) + 1;
  return dawg;
}

}  // namespace hoso::ocr
