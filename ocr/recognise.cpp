// SPDX-License-Identifier: Apache-2.0
#include "hoso/ocr/recognise.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <opencv2/core.hpp>

#include "ocr/accepted.h"
#include "ocr/blank.h"
#include "ocr/counted_cells.h"
#include "ocr/given/take_given.h"
#include "ocr/levelled.h"
#include "ocr/reading_order.h"

namespace hoso::ocr {
namespace {

void use_given(models::PageText& text, const std::vector<models::GivenWord>& given, models::PageFacts& facts) {
  if (given.empty()) return;
  TakenText taken = take_given(text, given);
  facts.text_layer = taken.worth;
  if (!taken.note.empty()) facts.notes.push_back(std::move(taken.note));
}

/// The page with what none of the following stages changes.
models::ReadPage handed_on(models::CleanPage page) {
  models::ReadPage read;
  read.facts = std::move(page.facts);
  read.shown = std::move(page.shown);
  read.master = std::move(page.master);
  read.overlays = std::move(page.overlays);
  return read;
}

/// The page with level lines.
ReadablePage as_read(const models::CleanPage& page) {
  const double dpi = page.facts.shown_dpi;
  if (!page.fan) return {page.readable, dpi, page.shown, page.with_seals};
  return {levelled(page.readable, *page.fan), dpi, levelled(page.shown, *page.fan),
          levelled(page.with_seals, *page.fan)};
}

/// What the back's print says that shines through the sheet; 0 where it cannot be read.
int words_in_a_mirror(const cv::Mat& readable, double dpi, Recogniser& recogniser, const std::stop_token& stop) {
  cv::Mat mirrored;
  cv::flip(readable, mirrored, 1);
  const auto text = recogniser.read_page({mirrored, dpi, {}, {}}, stop);
  return text ? confident_words(*text) : 0;
}

models::ReadPage recognise_papers(models::CleanPage page, Recogniser& recogniser, const std::stop_token& stop) {
  std::vector<models::CleanPage> papers = std::move(page.papers);
  models::ReadPage read = handed_on(std::move(page));
  read.facts.blank = true;
  for (models::CleanPage& paper : papers) {
    models::ReadPage one = recognise(std::move(paper), recogniser, stop);
    const models::PaperPlace place = one.facts.place.value_or(models::PaperPlace{});
    const bool beside = place.confidence == 0;
    if (beside && one.text.blocks.empty() && !one.facts.failure) continue;
    models::append(read.text, one.text, place.to_page);
    read.facts.blank_evidence.words += one.facts.blank_evidence.words;
    read.facts.blank &= one.facts.blank;
    if (!read.facts.failure) read.facts.failure = one.facts.failure;
    read.papers.push_back(std::move(one));
  }
  return read;
}

}  // namespace

models::ReadPage recognise(models::CleanPage page, Recogniser& recogniser, const std::stop_token& stop) {
  if (!page.papers.empty()) return recognise_papers(std::move(page), recogniser, stop);
  const std::optional<models::LineFan> fan = page.fan;
  auto text = recogniser.read_page(as_read(page), stop);
  const cv::Mat readable = page.readable;
  std::vector<models::GivenWord> given = std::move(page.given);
  models::ReadPage read = handed_on(std::move(page));
  if (!text) {
    models::Error& error = text.error();
    error.file = read.facts.source.file;
    error.page = read.facts.id.number;
    read.facts.failure = std::move(error);
    return read;
  }
  std::vector<models::Box> marks = read.facts.marks;
  if (fan) {  // until the text is brought back it stands on the levelled page
    for (models::GivenWord& word : given) word.box = levelled_box(word.box, *fan);
    for (models::Box& mark : marks) mark = levelled_box(mark, *fan);
  }
  put_counts_right(*text);
  use_given(*text, given, read.facts);
  std::vector<models::Line> framed = std::exchange(text->framed, {});  // in no order with the rest
  read.text = in_reading_order(accepted(std::move(*text), marks));
  read.text.framed = std::move(framed);
  if (fan) read.text = on_page(std::move(read.text), *fan);
  models::BlankEvidence& evidence = read.facts.blank_evidence;
  evidence.words = confident_words(read.text);
  if (has_hardly_ink(evidence) && !is_blank(evidence))
    evidence.mirrored_words = words_in_a_mirror(readable, read.facts.shown_dpi, recogniser, stop);
  // What shines through is no stamp, though a word of it may look like one.
  const bool stamped = has_stamp(read.text) && evidence.mirrored_words <= evidence.words;
  read.facts.blank = is_blank(evidence) && !stamped;
  if (read.facts.blank) read.text = {};
  return read;
}

}  // namespace hoso::ocr
