// SPDX-License-Identifier: Apache-2.0
#include "ocr/page_result.h"

#include <memory>
#include <optional>
#include <utility>

#include "ocr/confidence.h"
#include "ocr/leaders.h"

namespace hoso::ocr {
namespace {

using models::Block;
using models::Box;
using models::Line;
using models::PageText;
using models::Word;
using tesseract::ResultIterator;

std::optional<Box> box_of(const ResultIterator& at, tesseract::PageIteratorLevel level) {
  int left = 0, top = 0, right = 0, bottom = 0;
  if (!at.BoundingBox(level, &left, &top, &right, &bottom) || right <= left || bottom <= top) return std::nullopt;
  return Box{static_cast<double>(left), static_cast<double>(top), static_cast<double>(right - left),
             static_cast<double>(bottom - top)};
}

/// The word's symbols with their boxes, so that a leader can be cut off with its width.
std::vector<Symbol> symbols_of(const ResultIterator& word) {
  std::vector<Symbol> symbols;
  ResultIterator at(word);
  do {
    symbols.push_back({utf8_text(at, tesseract::RIL_SYMBOL), box_of(at, tesseract::RIL_SYMBOL).value_or(Box{})});
    if (at.IsAtFinalElement(tesseract::RIL_WORD, tesseract::RIL_SYMBOL)) break;
  } while (at.Next(tesseract::RIL_SYMBOL));
  return symbols;
}

std::vector<Word> words_at(const ResultIterator& at) {
  const auto box = box_of(at, tesseract::RIL_WORD);
  const std::string text = models::collapsed(models::nfc(utf8_text(at, tesseract::RIL_WORD)));
  if (!box || text.empty()) return {};
  const double confidence = probability_of(at.Confidence(tesseract::RIL_WORD));
  if (!holds_leader(text)) return {{text, *box, confidence}};
  return without_leaders(symbols_of(at), confidence);
}

/// Adds a word's line and block where they begin with it.
void append(PageText& text, const ResultIterator& at, std::vector<Word> words, bool& new_block, bool& new_line) {
  new_block |= at.IsAtBeginningOf(tesseract::RIL_BLOCK);
  new_line |= at.IsAtBeginningOf(tesseract::RIL_TEXTLINE);
  for (Word& word : words) {
    if (new_block || text.blocks.empty()) text.blocks.emplace_back();
    Block& block = text.blocks.back();
    if (new_line || block.lines.empty()) block.lines.emplace_back();
    new_block = new_line = false;
    Line& line = block.lines.back();
    line.box = models::united(line.box, word.box);
    block.box = models::united(block.box, word.box);
    line.words.push_back(std::move(word));
  }
}

void enlarge(Box& box, double x, double y) { box = {box.x * x, box.y * y, box.width * x, box.height * y}; }

}  // namespace

std::string utf8_text(const tesseract::LTRResultIterator& at, tesseract::PageIteratorLevel level) {
  const std::unique_ptr<char[]> text(at.GetUTF8Text(level));
  return text ? std::string(text.get()) : std::string();
}

PageText page_text(ResultIterator& results) {
  PageText text;
  bool new_block = true, new_line = true;
  results.Begin();
  do {
    if (results.Empty(tesseract::RIL_WORD)) continue;
    append(text, results, words_at(results), new_block, new_line);
  } while (results.Next(tesseract::RIL_WORD));
  return text;
}

void enlarge(PageText& text, double factor_x, double factor_y) {
  for (Block& block : text.blocks) {
    enlarge(block.box, factor_x, factor_y);
    for (Line& line : block.lines) {
      enlarge(line.box, factor_x, factor_y);
      for (Word& word : line.words) enlarge(word.box, factor_x, factor_y);
    }
  }
}

}  // namespace hoso::ocr
