// SPDX-License-Identifier: Apache-2.0
#include "ocr/recogniser/line_words.h"

#include <algorithm>

namespace hoso::ocr {
namespace {

constexpr float kCertaintyScale = 7, kPercentPerCertainty = 5;

}  // namespace

void PathText::read(std::span<const BeamNode> path) {
  characters_.clear();
  words_.clear();
  find_characters(path);
  find_borders(static_cast<int>(path.size()));
  find_words(path);
}

/// A character's certainty is the worst of its steps, and of those without a character before it; behind a space those
/// count for the character before.
void PathText::find_characters(std::span<const BeamNode> path) {
  for (std::size_t step = 0; step < path.size();) {
    double certainty = 0;
    while (step < path.size() && path[step].character == kNoCharacter) {
      certainty = std::min(certainty, static_cast<double>(path[step++].certainty));
    }
    const auto to_last = [&] {
      if (characters_.empty()) return;
      float& last = characters_.back().certainty;
      last = std::min(last, static_cast<float>(certainty));
    };
    if (step == path.size()) {
      to_last();
      break;
    }
    const int id = path[step].character;
    if (id == kSpaceId && !characters_.empty() && path[step].kind != WordKind::none) {
      to_last();
      certainty = 0;
    }
    const auto first = static_cast<int>(step);
    do {
      const BeamNode& node = path[step++];
      // A space of that kind begins a word of the dictionary, and does not make it worse by what was before.
      const bool alone = id == kSpaceId && node.kind == WordKind::none;
      if (node.certainty < certainty || alone) certainty = node.certainty;
    } while (step < path.size() && path[step].repeats);
    characters_.push_back({.id = id,
                           .certainty = static_cast<float>(certainty),
                           .first_step = first,
                           .end_step = static_cast<int>(step)});
  }
}

void PathText::find_borders(int steps) {
  for (std::size_t index = 0; index < characters_.size(); ++index) {
    PathCharacter& character = characters_[index];
    character.left_step = index == 0 ? 0 : characters_[index - 1].right_step;
    character.right_step = index + 1 == characters_.size()
                               ? steps
                               : character.end_step + (characters_[index + 1].first_step - character.end_step) / 2;
  }
}

void PathText::find_words(std::span<const BeamNode> path) {
  float space_before = 0;
  for (std::size_t begin = 0; begin < characters_.size();) {
    std::size_t end = begin + 1;
    while (end < characters_.size() && characters_[end].id != kSpaceId &&
           !path[static_cast<std::size_t>(characters_[end].first_step)].starts_word) {
      ++end;
    }
    const bool space_behind = end < characters_.size() && characters_[end].id == kSpaceId;
    const float space = space_behind ? characters_[end].certainty : 0;
    words_.push_back({.begin = begin,
                      .end = end,
                      .space_certainty = std::min(space, space_before),
                      .kind = path[static_cast<std::size_t>(characters_[end - 1].first_step)].kind});
    space_before = space;
    begin = space_behind ? end + 1 : end;
  }
}

double word_confidence(float certainty) {
  const float scaled = certainty * kCertaintyScale;
  return std::clamp(100 + kPercentPerCertainty * scaled, 0.0F, 100.0F);
}

}  // namespace hoso::ocr
