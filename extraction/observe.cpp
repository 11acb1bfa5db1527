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
#include "extraction/marks/blue_words.h"
#include "extraction/marks/check_boxes.h"
#include "extraction/marks/cut_ends.h"
#include "hoso/imaging/reduced.h"

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

/// What lies in a box of a paper, with that box on the page.
template <typename Things>
void append(Things& things, const Things& others, const models::Affine& to_page) {
  for (auto thing : others) {
    thing.box = models::mapped(to_page, thing.box);
    things.push_back(std::move(thing));
  }
}

void observe_paper(models::ReadPage& page, CodeHosts* hosts) {
  const std::size_t notes_before = page.facts.notes.size();
  const cv::Mat half = imaging::halved(page.shown);
  page.facts.barcodes =
      read_barcodes(page.shown, half, models::word_count(page.text) < kFewWords, page.facts.shown_dpi,
                    [&](const CodesSought& sought) {
                      return hosts == nullptr ? search_codes(sought) : hosts->search(sought, page.facts.notes);
                    });
  page.facts.barcodes_in_doubt = page.facts.notes.size() > notes_before;
  page.facts.machine_readable = read_zones(page.shown, page.text);
  for (const models::MachineReadable& zone : page.facts.machine_readable) put_zone_into_text(zone, page.text);
  page.facts.filled_gaps = read_gaps(page.shown, page.text, page.facts.marks, page.facts.signed_time);
  page.facts.cut_ends = find_cut_ends(page.shown, page.text);
  page.facts.blue_words = find_blue_words(page.shown, page.text);
  page.facts.check_boxes = find_check_boxes(page.shown, half, letter_height_of(page.text));
}

/// What was seen on the papers of an image is on the page, too; texts may have changed.
std::vector<models::SeenPage> observe_papers(std::vector<models::ReadPage> papers, models::ReadPage& page,
                                             CodeHosts* hosts) {
  std::vector<models::SeenPage> seen;
  page.text = {};
  for (models::ReadPage& paper : papers) {
    const std::size_t notes_before = paper.facts.notes.size();
    const models::SeenPage& one = seen.emplace_back(observe(std::move(paper), hosts));
    const std::vector<std::string>& notes = one.facts.notes;
    page.facts.notes.insert(page.facts.notes.end(), notes.begin() + static_cast<std::ptrdiff_t>(notes_before),
                            notes.end());
    const models::Affine to_page = one.facts.place.value_or(models::PaperPlace{}).to_page;
    models::append(page.text, one.text, to_page);
    append(page.facts.barcodes, one.facts.barcodes, to_page);
    page.facts.barcodes_in_doubt |= one.facts.barcodes_in_doubt;
    append(page.facts.machine_readable, one.facts.machine_readable, to_page);
    append(page.facts.filled_gaps, one.facts.filled_gaps, to_page);
    append(page.facts.check_boxes, one.facts.check_boxes, to_page);
  }
  return seen;
}

}  // namespace

models::SeenPage observe(models::ReadPage page, CodeHosts* hosts) {
  std::vector<models::SeenPage> papers;
  if (!page.papers.empty())
    papers = observe_papers(std::move(page.papers), page, hosts);
  else if (!page.facts.blank)
    observe_paper(page, hosts);
  if (!page.facts.blank && !page.shown.empty()) page.facts.look = look_of(page.shown);
  page.shown.release();
  return {.facts = std::move(page.facts),
          .text = std::move(page.text),
          .master = std::move(page.master),
          .overlays = std::move(page.overlays),
          .papers = std::move(papers)};
}

}  // namespace hoso::extraction
