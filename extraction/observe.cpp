// SPDX-License-Identifier: Apache-2.0
#include "hoso/extraction/observe.h"

#include <utility>

#include "extraction/barcodes/reader.h"

namespace hoso::extraction {
namespace {

/// Cards and other sheets of few words may hide a code in a printed ground; a page full of text has none there.
constexpr std::size_t kFewWords = 150;

}  // namespace

models::SeenPage observe(models::ReadPage page) {
  if (!page.facts.blank) page.facts.barcodes = read_barcodes(page.shown, models::word_count(page.text) < kFewWords);
  page.shown.release();
  return {.facts = std::move(page.facts),
          .text = std::move(page.text),
          .master = std::move(page.master),
          .overlays = std::move(page.overlays)};
}

}  // namespace hoso::extraction
