// SPDX-License-Identifier: Apache-2.0
#include "ocr/recogniser/dictionary.h"

#include <algorithm>
#include <utility>

namespace hoso::ocr {
namespace {

constexpr int kPattern = 0;  // stands for a whole word in punctuation, for any digit in numbers

std::int32_t node_after(const Dawg& dawg, std::int32_t edge) { return edge == Dawg::kNone ? 0 : dawg.next(edge); }

}  // namespace

/// What one step needs to know and find out.
struct Dictionary::Walk {
  int character;
  std::vector<DictionaryPosition>& reached;
  Step step;

  void reach(const DictionaryPosition& position, WordKind kind, bool ends_word) {
    if (std::ranges::find(reached, position) == reached.end()) reached.push_back(position);
    step.kind = std::max(step.kind, kind);
    step.ends_word |= ends_word;
  }
};

Dictionary::Dictionary(std::vector<Part> parts, std::vector<bool> digits)
    : parts_(std::move(parts)), digits_(std::move(digits)) {
  const bool words_in_punctuation = std::ranges::any_of(parts_, [](const Part& part) {
    return part.kind == WordKind::punctuation && part.dawg->holds_word_of(kPattern);
  });
  for (std::size_t index = 0; index < parts_.size(); ++index) {
    const auto part = static_cast<std::int8_t>(index);
    if (parts_[index].kind == WordKind::punctuation) {
      start_.push_back({.punctuation_dawg = part});
    } else if (!words_in_punctuation) {
      start_.push_back({.word_dawg = part});
    }
  }
}

int Dictionary::letter_for(std::int8_t part, int character) const {
  return kind(part) == WordKind::number && digits_[static_cast<std::size_t>(character)] ? kPattern : character;
}

Dictionary::Step Dictionary::step(std::span<const DictionaryPosition> positions, int character,
                                  std::vector<DictionaryPosition>& reached) const {
  reached.clear();
  if (character == kPattern) return {};
  Walk walk{character, reached, {}};
  for (const DictionaryPosition& from : positions) {
    if (from.word_dawg < 0) {
      into_words(walk, from);
      along_punctuation(walk, from);
      continue;
    }
    back_to_punctuation(walk, from);
    if (!from.word_is_over) along_word(walk, from);
  }
  return walk.step;
}

void Dictionary::into_words(Walk& walk, const DictionaryPosition& from) const {
  const Dawg& punctuation = dawg(from.punctuation_dawg);
  const auto around = punctuation.edge(node_after(punctuation, from.punctuation_edge), kPattern);
  if (around == Dawg::kNone) return;
  for (std::size_t index = 0; index < parts_.size(); ++index) {
    const auto part = static_cast<std::int8_t>(index);
    if (kind(part) == WordKind::punctuation) continue;
    const auto edge = dawg(part).edge(0, letter_for(part, walk.character));
    if (edge == Dawg::kNone) continue;
    walk.reach({edge, around, part, from.punctuation_dawg, false}, kind(part),
               dawg(part).ends_word(edge) && punctuation.ends_word(around));
  }
}

void Dictionary::along_punctuation(Walk& walk, const DictionaryPosition& from) const {
  const Dawg& punctuation = dawg(from.punctuation_dawg);
  const auto edge = punctuation.edge(node_after(punctuation, from.punctuation_edge), walk.character);
  if (edge == Dawg::kNone) return;
  walk.reach({Dawg::kNone, edge, -1, from.punctuation_dawg, false}, WordKind::punctuation, punctuation.ends_word(edge));
}

void Dictionary::back_to_punctuation(Walk& walk, const DictionaryPosition& from) const {
  if (from.punctuation_dawg < 0 || !dawg(from.word_dawg).ends_word(from.word_edge)) return;
  const Dawg& punctuation = dawg(from.punctuation_dawg);
  const auto edge = punctuation.edge(node_after(punctuation, from.punctuation_edge), walk.character);
  if (edge == Dawg::kNone) return;
  walk.reach({from.word_edge, edge, from.word_dawg, from.punctuation_dawg, true}, kind(from.word_dawg),
             punctuation.ends_word(edge));
}

void Dictionary::along_word(Walk& walk, const DictionaryPosition& from) const {
  const Dawg& words = dawg(from.word_dawg);
  const auto edge = words.edge(node_after(words, from.word_edge), letter_for(from.word_dawg, walk.character));
  if (edge == Dawg::kNone) return;
  const bool pattern_ends = from.punctuation_dawg < 0 || dawg(from.punctuation_dawg).ends_word(from.punctuation_edge);
  walk.reach({edge, from.punctuation_edge, from.word_dawg, from.punctuation_dawg, false}, kind(from.word_dawg),
             words.ends_word(edge) && pattern_ends);
}

}  // namespace hoso::ocr
