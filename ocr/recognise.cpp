// SPDX-License-Identifier: Apache-2.0
#include "hoso/ocr/recognise.h"

#include <algorithm>
#include <utility>

#include "ocr/accepted.h"
#include "ocr/blank.h"
#include "ocr/given/take_given.h"
#include "ocr/reading_order.h"

namespace hoso::ocr {
namespace {

void use_given(models::PageText& text, const std::vector<models::GivenWord>& given, models::PageFacts& facts) {
  if (given.empty()) return;
  TakenText taken = take_given(text, given);
  facts.text_layer = taken.worth;
  if (!taken.note.empty()) facts.notes.push_back(std::move(taken.note));
}

}  // namespace

models::ReadPage recognise(models::CleanPage page, Recogniser& recogniser, const std::stop_token& stop) {
  models::ReadPage read;
  auto text = recogniser.read_page({page.readable, page.facts.shown_dpi, page.shown}, stop);
  read.facts = std::move(page.facts);
  read.shown = std::move(page.shown);
  read.master = std::move(page.master);
  read.overlays = std::move(page.overlays);
  if (!text) {
    models::Error& error = text.error();
    error.file = read.facts.source.file;
    error.page = read.facts.id.number;
    read.facts.failure = std::move(error);
    return read;
  }
  use_given(*text, page.given, read.facts);
  read.text = in_reading_order(accepted(std::move(*text), read.facts.marks));
  read.facts.blank_evidence.words = confident_words(read.text);
  read.facts.blank = is_blank(read.facts.blank_evidence);
  if (read.facts.blank) read.text = {};
  return read;
}

}  // namespace hoso::ocr
