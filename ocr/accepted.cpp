// SPDX-License-Identifier: Apache-2.0
#include "ocr/accepted.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "ocr/letter_count.h"
#include "ocr/reading/machine_readable.h"

namespace hoso::ocr {
namespace {

using models::Block;
using models::Box;
using models::Line;
using models::PageText;
using models::Word;

bool is_inside(const Box& word, const std::vector<Box>& marks) {
  const double area = word.width * word.height;
  return std::ranges::any_of(marks, [&](const Box& mark) {
    const Box common = models::intersected(word, mark);
    return common.width * common.height > 0.5 * area;
  });
}

/// Marks that no paper prints as text: what rulings and frames are read as.
bool is_ruling(const Word& word) {
  return word.text.find_first_not_of("|_~^`") == std::string::npos || word.text == "[]";
}

bool is_stray_mark(const Word& word) {
  constexpr double kConfidenceMin = 0.6;
  return is_ruling(word) || (letter_count(word.text) == 0 && word.confidence < kConfidenceMin);
}

/// Rulings beside a word are read as parts of it.
void trim_rulings(Word& word) {
  constexpr const char* kRulings = "|_";
  word.text.erase(0, word.text.find_first_not_of(kRulings));
  word.text.erase(word.text.find_last_not_of(kRulings) + 1);
}

/// The confidence that a line needs to be text. Few letters need more than many: bar codes, finger prints and seals
/// make short lines. No dictionary knows machine-readable lines.
double confidence_needed(const Line& line, int letters) {
  if (line.words.size() == 1 && looks_machine_readable(line.words.front().text)) return 0;
  if (letters >= 7) return 0.3;
  if (letters >= 4) return 0.55;
  if (letters >= 2) return 0.78;
  const bool digit = std::isdigit(static_cast<unsigned char>(line.words.front().text.front())) != 0;
  return digit ? 0.9 : 0.95;
}

bool is_noise(const Line& line) {
  int letters = 0;
  double sum = 0;
  for (const Word& word : line.words) {
    letters += letter_count(word.text);
    sum += letter_count(word.text) * word.confidence;
  }
  return letters == 0 || sum / letters < confidence_needed(line, letters);
}

void measure(Line& line) {
  line.box = {};
  for (const Word& word : line.words) line.box = models::united(line.box, word.box);
}

void measure(Block& block) {
  block.box = {};
  for (const Line& line : block.lines) block.box = models::united(block.box, line.box);
}

}  // namespace

PageText accepted(PageText text, const std::vector<Box>& marks) {
  for (Block& block : text.blocks) {
    for (Line& line : block.lines) {
      std::erase_if(line.words, [&](const Word& word) { return is_stray_mark(word) || is_inside(word.box, marks); });
      for (Word& word : line.words) trim_rulings(word);
      measure(line);
    }
    std::erase_if(block.lines, [](const Line& line) { return line.words.empty() || is_noise(line); });
    measure(block);
  }
  std::erase_if(text.blocks, [](const Block& block) { return block.lines.empty(); });
  return text;
}

}  // namespace hoso::ocr
