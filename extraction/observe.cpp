// SPDX-License-Identifier: Apache-2.0
#include "hoso/extraction/observe.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "extraction/barcodes/reader.h"
#include "extraction/cards/zone.h"
#include "extraction/cards/zone_text.h"
#include "extraction/duplicates/look.h"
#include "extraction/handwriting/reader.h"
#include "extraction/marks/check_boxes.h"
#include "extraction/marks/cut_ends.h"

namespace hoso::extraction {
namespace {

/// Cards and other sheets of few words may hide a code in a printed ground; a page full of text has none there.
constexpr std::size_t kFewWords = 200;

/// Median height of the words, which is about that of capitals; 0 without words.
double letter_height_of(const models::PageText& text) {
  std::vector<double> heights;
  for (const models::Block& block : text.blocks)
    for (const models::Line& line : block.lines)
      for (const models::Word& word : line.words) heights.push_back(word.box.height);
  if (heights.empty()) return 0;
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return *middle;
}

}  // namespace

models::SeenPage observe(models::ReadPage page) {
  if (!page.facts.blank) {
    page.facts.barcodes = read_barcodes(page.shown, models::word_count(page.text) < kFewWords, page.facts.shown_dpi);
    page.facts.machine_readable = read_zones(page.shown, page.text);
    for (const models::MachineReadable& zone : page.facts.machine_readable) put_zone_into_text(zone, page.text);
    page.facts.filled_gaps = read_gaps(page.shown, page.text, page.facts.marks);
    page.facts.cut_ends = find_cut_ends(page.shown, page.text);
    if (!page.shown.empty()) page.facts.look = look_of(page.shown);
    page.facts.check_boxes = find_check_boxes(page.shown, letter_height_of(page.text));
  }
  page.shown.release();
  return {.facts = std::move(page.facts),
          .text = std::move(page.text),
          .master = std::move(page.master),
          .overlays = std::move(page.overlays)};
}

}  // namespace hoso::extraction
