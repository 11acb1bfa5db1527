// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "ocr/recogniser/dawg.h"

namespace hoso::ocr {

/// Which words a piece of text belongs to, in Tesseract's numbers ("permuter"); the greater one wins.
enum class WordKind : std::uint8_t {
  none = 0,
  punctuation = 1,
  not_in_dictionary = 2,
  number = 6,
  word = 8,
  user_word = 10
};

/// Where in the dictionary a path of the search stands: in a word, and in a pattern of punctuation around it.
struct DictionaryPosition {
  std::int32_t word_edge = Dawg::kNone, punctuation_edge = Dawg::kNone;
  std::int8_t word_dawg = -1, punctuation_dawg = -1;  ///< -1: not in one
  bool word_is_over = false;                          ///< only punctuation may follow

  friend bool operator==(const DictionaryPosition&, const DictionaryPosition&) = default;
};

/// Words, numbers and punctuation of a model, and words of the user. A path of the search is in several places at once.
class Dictionary {
 public:
  struct Part {
    std::shared_ptr<const Dawg> dawg;
    WordKind kind = WordKind::word;
  };

  Dictionary(std::vector<Part> parts, std::vector<bool> digits);

  [[nodiscard]] bool empty() const { return parts_.empty(); }
  [[nodiscard]] const std::vector<DictionaryPosition>& start() const { return start_; }

  struct Step {
    WordKind kind = WordKind::none;  ///< none: no word goes on like this
    bool ends_word = false;
  };
  /// Goes on from all of `positions` by one character; where that leads is then in `reached`, another container.
  Step step(std::span<const DictionaryPosition> positions, int character,
            std::vector<DictionaryPosition>& reached) const;

 private:
  struct Walk;
  void into_words(Walk& walk, const DictionaryPosition& from) const;
  void along_punctuation(Walk& walk, const DictionaryPosition& from) const;
  void back_to_punctuation(Walk& walk, const DictionaryPosition& from) const;
  void along_word(Walk& walk, const DictionaryPosition& from) const;
  [[nodiscard]] const Dawg& dawg(std::int8_t part) const { return *parts_[static_cast<std::size_t>(part)].dawg; }
  [[nodiscard]] WordKind kind(std::int8_t part) const { return parts_[static_cast<std::size_t>(part)].kind; }
  [[nodiscard]] int letter_for(std::int8_t part, int character) const;

  std::vector<Part> parts_;
  std::vector<bool> digits_;
  std::vector<DictionaryPosition> start_;
};

}  // namespace hoso::ocr
