// SPDX-License-Identifier: Apache-2.0
#include "ocr/blank.h"

#include <algorithm>
#include <cctype>

#include "ocr/letter_count.h"

namespace hoso::ocr {

int confident_words(const models::PageText& text) {
  constexpr double kConfident = 0.85;
  int words = 0;
  for (const models::Block& block : text.blocks) {
    for (const models::Line& line : block.lines) {
      for (const models::Word& word : line.words) {
        if (word.confidence >= kConfident && models::folded(word.text).size() >= 2) ++words;
      }
    }
  }
  return words;
}

bool has_stamp(const models::PageText& text) {
  constexpr double kSure = 0.9;
  constexpr int kLettersMin = 3;
  if (!text.framed.empty()) return true;
  for (const models::Block& block : text.blocks)
    for (const models::Line& line : block.lines)
      for (const models::Word& word : line.words)
        if (word.confidence >= kSure && letter_count(word.text) >= kLettersMin && in_capitals(word.text) &&
            std::ranges::none_of(word.text, [](unsigned char byte) { return std::isdigit(byte) != 0; }))
          return true;
  return false;
}

bool has_hardly_ink(const models::BlankEvidence& evidence) {
  constexpr int kComponentsMax = 12;
  constexpr double kInkMax = 0.0015;
  return evidence.text_components <= kComponentsMax && evidence.ink_coverage <= kInkMax;
}

bool is_blank(const models::BlankEvidence& evidence) {
  constexpr int kWordsMax = 2;
  return has_hardly_ink(evidence) && (evidence.words <= kWordsMax || evidence.words < evidence.mirrored_words);
}

}  // namespace hoso::ocr
