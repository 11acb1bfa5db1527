// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "hoso/models/api.h"
#include "hoso/models/geometry.h"

/// A line of print as a recogniser reads it, with all that is known of each character.
namespace hoso::models {

/// Another reading of a character.
struct CharacterAlternative {
  std::string text;        ///< UTF-8
  double probability = 0;  ///< the network's greatest at the character's steps, 0..1
};

struct LineCharacter {
  std::string text;                                ///< UTF-8
  float certainty = 0;                             ///< logarithm of the probability on Tesseract's scale, <= 0
  int first_step = 0, last_step = 0;               ///< steps of the network, a step is 3/36 of the line's height wide
  double left_px = 0, right_px = 0;                ///< in the line's image; from the steps, so within a few pixels
  std::vector<CharacterAlternative> alternatives;  ///< best first; only where the character is doubtful
};

struct LineWord {
  std::string text;  ///< UTF-8
  std::vector<LineCharacter> characters;
  float certainty = 0;         ///< the worst of its characters and of the spaces beside it
  double confidence = 0;       ///< 0..100 as Tesseract gives it for words
  double probability = 0;      ///< 0..1, the same calibrated as the share of such words that are right
  bool in_dictionary = false;  ///< of the model or of the user
  int permuter = 0;            ///< Tesseract's number for where the word was found
  Box box;                     ///< around its ink, in pixels of the line's image
};

/// A line as it was read, words from left to right.
struct LineText {
  std::vector<LineWord> words;
  int steps = 0;          ///< of the network
  bool inverted = false;  ///< read as light print on dark ground

  /// The words with a space between them.
  [[nodiscard]] HOSO_API std::string text() const;
};

}  // namespace hoso::models
