// SPDX-License-Identifier: Apache-2.0
#include "ocr/reading/vote.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace hoso::ocr {
namespace {

using Words = std::span<const LineWord>;

bool is_doubtful(const LineWord& word) { return word.confidence < kDoubtfulWord; }

/// Between two neighbours, in pixels.
struct Slot {
  double left, right;
};

Slot slot_of(const std::vector<LineWord>& words, std::size_t index) {
  constexpr double kFar = std::numeric_limits<double>::infinity();
  return {.left = index > 0 ? words[index - 1].box.right() : -kFar,
          .right = index + 1 < words.size() ? words[index + 1].box.x : kFar};
}

/// The words in the slot; none if a word reaches far beyond it, so that the reading divides the line otherwise.
Words words_in(const LineText& reading, const Slot& slot) {
  const auto inside = [&](const LineWord& word) {
    const double middle = word.box.x + word.box.width / 2;
    return middle > slot.left && middle < slot.right;
  };
  const auto first = std::ranges::find_if(reading.words, inside);
  const auto last = std::find_if_not(first, reading.words.end(), inside);
  const auto reaches_out = [&](const LineWord& word) {
    const double tolerance = word.box.height / 3;
    return word.box.x < slot.left - tolerance || word.box.right() > slot.right + tolerance;
  };
  const auto reaches_in = [&](const LineWord& word) {
    const double tolerance = word.box.height / 3;
    return !inside(word) && word.box.right() > slot.left + tolerance && word.box.x < slot.right - tolerance;
  };
  if (std::any_of(first, last, reaches_out) || std::ranges::any_of(reading.words, reaches_in)) return {};
  return {first, last};
}

std::string text_of(Words words) {
  std::string text;
  for (const LineWord& word : words) text += (text.empty() ? "" : " ") + word.text;
  return text;
}

double confidence_of(Words words) { return std::ranges::min(words, {}, &LineWord::confidence).confidence; }

struct Candidate {
  double votes = 0;
  double best_confidence = 0;
  Words words;
};

/// What the readings see in the slot.
std::map<std::string, Candidate> candidates_in(const Slot& slot, Words own, std::span<const LineText> others) {
  std::map<std::string, Candidate> candidates;
  const auto count = [&](Words words) {
    constexpr double kWorthless = 50, kInDictionary = 5;
    if (words.empty()) return;
    Candidate& candidate = candidates[text_of(words)];
    const double confidence = confidence_of(words);
    candidate.votes += std::max(0.0, confidence - kWorthless);
    if (std::ranges::all_of(words, &LineWord::in_dictionary)) candidate.votes += kInDictionary;
    if (candidate.words.empty() || confidence > candidate.best_confidence) {
      candidate.best_confidence = confidence;
      candidate.words = words;
    }
  };
  count(own);
  for (const LineText& other : others) count(words_in(other, slot));
  return candidates;
}

}  // namespace

Doubt doubt_in(const LineText& reading) {
  const auto first = std::ranges::find_if(reading.words, is_doubtful);
  if (first == reading.words.end()) return {};
  const auto last = std::find_if(reading.words.rbegin(), reading.words.rend(), is_doubtful).base();
  return {static_cast<std::size_t>(first - reading.words.begin()),
          static_cast<std::size_t>(last - reading.words.begin())};
}

bool confirms_doubtful_words(const LineText& reading, const LineText& other) {
  for (std::size_t index = 0; index < reading.words.size(); ++index) {
    const LineWord& word = reading.words[index];
    if (!is_doubtful(word)) continue;
    const Words seen = words_in(other, slot_of(reading.words, index));
    if (seen.empty() || text_of(seen) != word.text) return false;
  }
  return true;
}

void settle_doubtful_words(LineText& reading, std::span<const LineText> others) {
  std::vector<LineWord> settled;
  for (std::size_t index = 0; index < reading.words.size(); ++index) {
    const LineWord& word = reading.words[index];
    if (!is_doubtful(word)) {
      settled.push_back(word);
      continue;
    }
    const auto candidates = candidates_in(slot_of(reading.words, index), Words(&word, 1), others);
    const auto best = std::ranges::max_element(
        candidates, {}, [](const auto& entry) { return std::pair(entry.second.votes, entry.second.best_confidence); });
    std::ranges::copy(best->second.words, std::back_inserter(settled));
  }
  reading.words = std::move(settled);
}

}  // namespace hoso::ocr
