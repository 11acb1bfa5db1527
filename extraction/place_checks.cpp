// SPDX-License-Identifier: Apache-2.0
#include "extraction/place_checks.h"

#include <algorithm>
#include <cctype>
#include <cmath>

namespace hoso::extraction {
namespace {

bool is_under(const models::Seal& seal, const models::Box& word) {
  const double radius = seal.box.width / 2;
  const double x = seal.box.x + radius, y = seal.box.y + seal.box.height / 2;
  // The nearest of the word's points.
  const double dx = x - std::clamp(x, word.x, word.right()), dy = y - std::clamp(y, word.y, word.bottom());
  return std::hypot(dx, dy) < radius;
}

bool has_digit(const models::Word& word) {
  return std::ranges::any_of(word.text, [](unsigned char byte) { return std::isdigit(byte) != 0; });
}

}  // namespace

void check_end(Finding& finding, const models::PageFacts& page) {
  const auto ends_cut = [&](const models::Word* word) {
    return std::ranges::find(page.cut_ends, word->box) != page.cut_ends.end();
  };
  if (std::ranges::any_of(finding.words, ends_cut)) doubt(finding, "whole");
}

bool is_written_in_blue(const Finding& finding, const models::PageFacts& page) {
  const auto blue = std::ranges::count_if(finding.words, [&](const models::Word* word) {
    return std::ranges::find(page.blue_words, word->box) != page.blue_words.end();
  });
  return 2 * static_cast<std::size_t>(blue) > finding.words.size();
}

void check_seals(Finding& finding, ValueKind kind, const models::PageFacts& page) {
  if (kind == ValueKind::enterprise_code && finding.validated) return;
  const auto sealed = [&](const models::Word* word) {
    return has_digit(*word) &&
           std::ranges::any_of(page.seals, [&](const models::Seal& seal) { return is_under(seal, word->box); });
  };
  if (std::ranges::any_of(finding.words, sealed)) doubt(finding, "free_of_seals");
}

}  // namespace hoso::extraction
