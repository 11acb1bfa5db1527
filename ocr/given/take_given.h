// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "hoso/models/page.h"
#include "hoso/models/text.h"

namespace hoso::ocr {

struct TakenText {
  models::TextLayer worth;  ///< what the given text is worth, and whether it was used
  std::string note;         ///< an English sentence, where it was not used or contradicts the page
};

/// Uses the text that the file gives as evidence for what was read. It is weighed as a whole first: it must have a word
/// in place of most words read, and say the same there, in words beyond ASCII too (old fonts give garbage). Then, place
/// by place:
///   both say the same         the word is as sure as can be
///   nearly the same           the given letters are taken
///   other digits or symbols   what was read surely stays, else the given is taken; doubtful either way
///   something else            what was read stays, doubtful
/// A word that differs keeps the other reading (`Word::other`). Given words that lie over nothing read, or over what
/// cannot be read, are never taken nor kept: they may be white, clipped, or under a black bar. All boxes in pixels of
/// the page as shown.
TakenText take_given(models::PageText& text, const std::vector<models::GivenWord>& given);

}  // namespace hoso::ocr
