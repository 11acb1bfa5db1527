// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "hoso/ocr/line_recogniser.h"
#include "ocr/recogniser/beam.h"
#include "ocr/recogniser/charset.h"

namespace hoso::ocr {

/// A character on the best path.
struct PathCharacter {
  int id = kNoCharacter;
  float certainty = 0;
  int first_step = 0, end_step = 0;   ///< steps at which the network saw it
  int left_step = 0, right_step = 0;  ///< half way to its neighbours
};

/// A word on the best path: characters [begin, end), of which the first may be a space.
struct PathWord {
  std::size_t begin = 0, end = 0;
  float space_certainty = 0;  ///< of the worse space beside it
  WordKind kind = WordKind::none;
};

/// What the best path of a line spells. Buffers are kept from line to line.
class PathText {
 public:
  /// Tells the characters and words of a path apart, as Tesseract does.
  void read(std::span<const BeamNode> path);

  [[nodiscard]] const std::vector<PathCharacter>& characters() const { return characters_; }
  [[nodiscard]] const std::vector<PathWord>& words() const { return words_; }

 private:
  void find_characters(std::span<const BeamNode> path);
  void find_borders(int steps);
  void find_words(std::span<const BeamNode> path);

  std::vector<PathCharacter> characters_;
  std::vector<PathWord> words_;
};

/// Tesseract's confidence of a word, 0..100.
double word_confidence(float certainty);

}  // namespace hoso::ocr
