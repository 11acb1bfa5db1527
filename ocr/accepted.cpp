// SPDX-License-Identifier: Apache-2.0
#include "ocr/accepted.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <utility>

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

constexpr double kSure = 0.95;

/// "Độc lập – Tự do", "2021 – 2030", a line that ends in a dash: beside sure words a dash is one, however poorly it was
/// read; the longer than high its ink is, the less sure they need to be.
bool is_dash_beside_words(const std::vector<Word>& words, std::size_t index) {
  constexpr double kNoDoubt = 0.75, kLong = 1.5;  // a speck is as high as wide
  const Word& word = words[index];
  if (index == 0 || (word.text != "-" && word.text != "–" && word.text != "—")) return false;
  const bool is_long = word.box.width > kLong * word.box.height;
  const auto sure = [&](const Word& other) {
    return letter_count(other.text) > 1 && other.confidence >= (is_long ? kNoDoubt : kSure);
  };
  const bool last = index + 1 == words.size();
  return sure(words[index - 1]) && (last ? is_long : sure(words[index + 1]));
}

void erase_stray_marks(Line& line, const std::vector<Box>& marks) {
  std::vector<Word> kept;
  for (std::size_t index = 0; index < line.words.size(); ++index) {
    const Word& word = line.words[index];
    const bool stray = is_stray_mark(word) && !is_dash_beside_words(line.words, index);
    if (!stray && !is_inside(word.box, marks)) kept.push_back(word);
  }
  line.words = std::move(kept);
}

/// Rulings beside a word are read as parts of it.
void trim_rulings(Word& word) {
  constexpr const char* kRulings = "|_";
  word.text.erase(0, word.text.find_first_not_of(kRulings));
  word.text.erase(word.text.find_last_not_of(kRulings) + 1);
}

constexpr int kManyLetters = 7;

/// The confidence that a line needs to be text. Few letters need more than many: bar codes, finger prints and seals
/// make short lines. No dictionary knows machine-readable lines.
double confidence_needed(const Line& line, int letters) {
  if (line.words.size() == 1 && looks_machine_readable(line.words.front().text)) return 0;
  if (letters >= kManyLetters) return 0.3;
  if (letters >= 4) return 0.55;
  if (letters >= 2) return 0.78;
  const bool digit = std::isdigit(static_cast<unsigned char>(line.words.front().text.front())) != 0;
  return digit ? 0.9 : 0.95;
}

/// "Số: 989 /QĐ-UBND": a sure word says that the line is print, though the number beside it was read in doubt.
bool has_sure_word(const Line& line) {
  return std::ranges::any_of(line.words,
                             [](const Word& word) { return letter_count(word.text) > 1 && word.confidence >= kSure; });
}

/// "Số:" before what a pen wrote: a label that was read surely, colon and all, is print.
bool has_sure_label(const Line& line) {
  const Word& first = line.words.front();
  return letter_count(first.text) > 1 && first.text.ends_with(':') && first.confidence >= kSure;
}

/// Usual height of the words that are surely print; 0 without any.
double print_height_of(const PageText& text) {
  std::vector<double> heights;
  for (const Block& block : text.blocks)
    for (const Line& line : block.lines)
      for (const Word& word : line.words)
        if (letter_count(word.text) > 1 && word.confidence >= kSure) heights.push_back(word.box.height);
  if (heights.empty()) return 0;
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::ranges::nth_element(heights, middle);
  return *middle;
}

bool is_noise(const Line& line, double print_height) {
  constexpr double kSpeckHeight = 0.4;  // of print; what stands alone and is lower is no digit
  int letters = 0;
  double sum = 0;
  for (const Word& word : line.words) {
    letters += letter_count(word.text);
    sum += letter_count(word.text) * word.confidence;
  }
  if (letters == 1 && line.box.height < kSpeckHeight * print_height) return true;
  if ((letters >= kManyLetters && has_sure_word(line)) || has_sure_label(line)) return false;
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
  const double print_height = print_height_of(text);
  for (Block& block : text.blocks) {
    for (Line& line : block.lines) {
      erase_stray_marks(line, marks);
      for (Word& word : line.words) trim_rulings(word);
      measure(line);
    }
    std::erase_if(block.lines, [&](const Line& line) { return line.words.empty() || is_noise(line, print_height); });
    measure(block);
  }
  std::erase_if(text.blocks, [](const Block& block) { return block.lines.empty(); });
  return text;
}

}  // namespace hoso::ocr
