// SPDX-License-Identifier: Apache-2.0
#include "ocr/recogniser/beam.h"

#include <algorithm>

namespace hoso::ocr {
namespace {

constexpr float kOutsideFactor = 2.25F;               // a certainty outside the dictionary weighs so much more
constexpr float kInsideCertaintyMin = -25.0F / 7.0F;  // less is no word of the dictionary

constexpr std::array kAllContinuations{Continuation::anything, Continuation::only_same, Continuation::never_same};

std::size_t place(Continuation continuation) { return static_cast<std::size_t>(continuation); }

}  // namespace

Beam::Beam(const Charset& charset, const Dictionary& dictionary, int code_count, int null_code)
    : charset_(charset),
      dictionary_(dictionary),
      step_(charset.code_order, code_count, null_code),
      classes_(static_cast<std::uint64_t>(*std::ranges::max_element(charset.code_order)) + 1) {}

Beam::Heap& Beam::heap(bool in_dictionary, Continuation continuation) {
  return heaps_.at((in_dictionary ? kContinuations : 0) + place(continuation));
}

std::int32_t Beam::character_node(std::int32_t node) const {
  if (node == BeamNode::kNone) return node;
  const auto before = nodes_[static_cast<std::size_t>(node)].character_node;
  return before == BeamNode::kItself ? node : before;
}

std::uint64_t Beam::hash_of(const BeamNode& node) const {
  const std::uint64_t hash =
      node.before == BeamNode::kNone ? 0 : last_hashes_[static_cast<std::size_t>(node.before - last_.front().begin)];
  if (node.repeats || node.code == step_.null_code()) return hash;
  const std::uint64_t carry = ((hash >> 32) * classes_) >> 32;
  return hash * classes_ + carry + static_cast<std::uint64_t>(node.code);
}

float Beam::score_after(std::int32_t before, float certainty) const {
  return before == BeamNode::kNone ? certainty : certainty + nodes_[static_cast<std::size_t>(before)].score;
}

std::span<const BeamNode> Beam::decode(const Probabilities& probabilities, std::span<const std::uint8_t> allowed) {
  nodes_.clear();
  positions_.assign(dictionary_.start().begin(), dictionary_.start().end());
  path_.clear();
  if (probabilities.steps == 0) return path_;
  for (int index = 0; index < probabilities.steps; ++index) {
    step_.look_at(probabilities.step(index), allowed);
    for (Heap& each : heaps_) each.clear();
    has_start_.fill(false);
    if (index == 0) {
      extend(BeamNode::kNone, false, Continuation::anything, Rank::best);
      if (!dictionary_.empty()) extend(BeamNode::kNone, true, Continuation::anything, Rank::best);
    } else {
      go_on();
    }
    finish_step();
  }
  for (auto node = best_end(); node != BeamNode::kNone; node = path_.back().before) {
    path_.push_back(nodes_[static_cast<std::size_t>(node)]);
  }
  std::ranges::reverse(path_);
  return path_;
}

/// From all paths by the likeliest codes; by others only if that leads nowhere.
void Beam::go_on() {
  const auto leads_on = [this] {
    return heap(false, Continuation::anything).size() + heap(true, Continuation::anything).size() > 0;
  };
  for (const Rank rank : {Rank::best, Rank::good, Rank::rest}) {
    for (std::size_t index = 0; index < kHeaps; ++index) {
      const auto continuation = kAllContinuations.at(index % kContinuations);
      for (auto node = last_.at(index).end - 1; node >= last_.at(index).begin; --node) {
        extend(node, index >= kContinuations, continuation, rank);
      }
    }
    if (leads_on()) break;
  }
  for (const Continuation continuation : kAllContinuations) {
    if (has_start_.at(place(continuation))) push(starts_.at(place(continuation)), heap(true, continuation));
  }
}

void Beam::finish_step() {
  last_hashes_.clear();
  for (std::size_t index = 0; index < kHeaps; ++index) {
    last_.at(index).begin = static_cast<std::int32_t>(nodes_.size());
    for (const Candidate& kept : heaps_.at(index)) {
      nodes_.push_back(kept.node);
      last_hashes_.push_back(kept.hash);
    }
    last_.at(index).end = static_cast<std::int32_t>(nodes_.size());
  }
}

void Beam::extend(std::int32_t before, bool in_dictionary, Continuation continuation, Rank rank) {
  if (before != BeamNode::kNone) {
    extend_by_same(before, in_dictionary, continuation, rank);
    if (continuation == Continuation::only_same) return;
  }
  for (const int code : step_.codes(rank)) {
    if (before != BeamNode::kNone && nodes_[static_cast<std::size_t>(before)].code == code) continue;
    extend_by(before, in_dictionary, continuation, rank, code);
  }
}

void Beam::extend_by_same(std::int32_t before, bool in_dictionary, Continuation continuation, Rank rank) {
  const int code = nodes_[static_cast<std::size_t>(before)].code;
  if (step_.rank(code) != rank) return;
  if (continuation != Continuation::never_same) {
    add_same(before, step_.certainty(code), in_dictionary, Continuation::anything);
  }
  if (continuation == Continuation::anything && rank == Rank::best && code != step_.null_code()) {
    add_same(before, step_.certainty_with_null(code), in_dictionary, Continuation::never_same);
  }
}

void Beam::add_same(std::int32_t before, float certainty, bool in_dictionary, Continuation continuation) {
  const BeamNode& last = nodes_[static_cast<std::size_t>(before)];
  if (in_dictionary) {
    if (!(certainty > kInsideCertaintyMin)) return;
  } else {
    certainty *= kOutsideFactor;
    if (certainty < kCertaintyMin && last.code != step_.null_code()) return;
  }
  BeamNode node{.certainty = certainty,
                .score = score_after(before, certainty),
                .before = before,
                .character_node = character_node(before),
                .code = last.code,
                .character = last.character,
                .kind = last.kind,
                .repeats = true};
  push(node, heap(in_dictionary, continuation));
}

void Beam::extend_by(std::int32_t before, bool in_dictionary, Continuation continuation, Rank rank, int code) {
  const bool null = code == step_.null_code();
  const float certainty = step_.certainty(code);
  if (certainty < kCertaintyMin && !null) return;
  const BeamNode node{.before = before,
                      .character_node = null ? character_node(before) : BeamNode::kItself,
                      .code = static_cast<std::int16_t>(code),
                      .character = static_cast<std::int16_t>(charset_.id_of_code[static_cast<std::size_t>(code)])};
  add(node, certainty, in_dictionary, Continuation::anything);
  if (rank != Rank::best || null) return;
  const int last = before == BeamNode::kNone ? step_.null_code() : nodes_[static_cast<std::size_t>(before)].code;
  const bool joins = last != step_.null_code() && continuation == Continuation::anything;
  const float joined = joins ? step_.certainty_after(code, last) : step_.certainty_with_null(code);
  add(node, joined, in_dictionary, Continuation::only_same);
}

void Beam::add(const BeamNode& node, float certainty, bool in_dictionary, Continuation continuation) {
  if (!in_dictionary) {
    add_outside(node, certainty, continuation);
  } else if (certainty > kInsideCertaintyMin) {
    add_inside(node, certainty, continuation);
  }
}

void Beam::add_outside(BeamNode node, float certainty, Continuation continuation) {
  node.kind = WordKind::not_in_dictionary;
  node.certainty = certainty * kOutsideFactor;
  node.score = score_after(node.before, node.certainty);
  push(node, heap(false, continuation));
  if (dictionary_.empty() || node.character != kSpaceId || !(certainty > kInsideCertaintyMin)) return;
  // Behind any space a word of the dictionary may begin. Its certainty counts for that word too, so it is not made
  // worse; the kind says that what came before must not count either.
  node.kind = WordKind::none;
  node.certainty = certainty;
  node.score = score_after(node.before, certainty);
  add_start(node, continuation);
}

void Beam::add_inside(BeamNode node, float certainty, Continuation continuation) {
  node.certainty = certainty;
  node.score = score_after(node.before, certainty);
  node.kind = WordKind::none;
  Heap& inside = heap(true, continuation);
  if (node.character == kNoCharacter) {
    push(node, inside);
    return;
  }
  const Heap& outside = heap(false, continuation);
  // No need to look into the dictionary for a path that would find no room.
  const auto hopeless = [&](const Heap& each) { return each.full() && node.score <= each.least().node.score; };
  if (hopeless(inside) && hopeless(outside)) return;
  const auto last_node = character_node(node.before);
  const BeamNode* last = last_node == BeamNode::kNone ? nullptr : &nodes_[static_cast<std::size_t>(last_node)];
  if (node.character == kSpaceId) return add_space_inside(node, last, continuation);
  if (last != nullptr && last->starts_dictionary && last->character != kSpaceId) return;
  if (last != nullptr && last->position_count == 0) return;
  const std::span<const DictionaryPosition> from =
      last == nullptr
          ? std::span(dictionary_.start())
          : std::span(positions_)
                .subspan(static_cast<std::size_t>(last->positions), static_cast<std::size_t>(last->position_count));
  const auto [kind, ends_word] = dictionary_.step(from, node.character, reached_);
  if (kind == WordKind::none) return;
  node.kind = kind;
  node.ends_word = ends_word;
  node.starts_word = last == nullptr || last->starts_dictionary;
  node.positions = static_cast<std::int32_t>(positions_.size());
  node.position_count = static_cast<std::int16_t>(reached_.size());
  if (push(node, inside)) positions_.insert(positions_.end(), reached_.begin(), reached_.end());
}

void Beam::add_space_inside(BeamNode node, const BeamNode* last, Continuation continuation) {
  if (last == nullptr || !last->ends_word) return;
  node.kind = last->kind;
  add_start(node, continuation);
  push(node, heap(false, continuation));
}

void Beam::add_start(BeamNode node, Continuation continuation) {
  BeamNode& start = starts_.at(place(continuation));
  bool& has_start = has_start_.at(place(continuation));
  if (has_start && !(node.score > start.score)) return;
  node.starts_dictionary = true;
  node.positions = 0;
  node.position_count = static_cast<std::int16_t>(dictionary_.start().size());
  start = node;
  has_start = true;
}

bool Beam::push(const BeamNode& node, Heap& into) {
  if (into.full() && !(node.score > into.least().node.score)) return false;
  const std::uint64_t hash = hash_of(node);
  for (Candidate& other : into) {
    if (other.node.code != node.code || other.hash != hash || other.node.kind != node.kind ||
        other.node.starts_dictionary != node.starts_dictionary) {
      continue;
    }
    if (!(node.score > other.node.score)) return false;
    into.replace(&other, {node, hash});
    return true;
  }
  into.push({node, hash});
  return true;
}

/// A path inside the dictionary has to end with a word, or with a space.
bool Beam::may_end(std::int32_t node) const {
  const auto last = character_node(node);
  if (last == BeamNode::kNone) return false;
  const BeamNode& character = nodes_[static_cast<std::size_t>(last)];
  return character.ends_word || character.character == kSpaceId;
}

std::int32_t Beam::best_end() const {
  std::int32_t best = BeamNode::kNone;
  for (const Continuation continuation : {Continuation::anything, Continuation::never_same}) {
    for (const bool in_dictionary : {false, true}) {
      const Range& range = last_.at((in_dictionary ? kContinuations : 0) + place(continuation));
      for (auto node = range.begin; node < range.end; ++node) {
        if (in_dictionary && !may_end(node)) continue;
        const bool better = best == BeamNode::kNone ||
                            nodes_[static_cast<std::size_t>(node)].score > nodes_[static_cast<std::size_t>(best)].score;
        if (better) best = node;
      }
    }
  }
  return best;
}

std::size_t Beam::bytes() const {
  return (nodes_.capacity() + path_.capacity()) * sizeof(BeamNode) +
         (positions_.capacity() + reached_.capacity()) * sizeof(DictionaryPosition);
}

}  // namespace hoso::ocr
