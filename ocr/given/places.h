// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "hoso/models/text.h"

namespace hoso::ocr {

/// Words of a line, and the words that the file gives in the same place: the fewest of both that stand over nothing
/// else ("ngày24tháng" over "ngày 24 tháng").
struct Place {
  std::size_t first = 0, last = 0;              ///< the line's words [first, last), not empty
  std::vector<const models::GivenWord*> given;  ///< left to right, not empty
  bool clash = false;  ///< two given words lie over each other, so one of them at least is not seen
};

/// The places of a line of the page, left to right.
struct PlacedLine {
  models::Line* line = nullptr;
  std::vector<Place> places;
};

/// Finds the line of each given word by the words that it lies over; one that lies over none is in no place. A result
/// for each line of the text, in its order.
std::vector<PlacedLine> placed_lines(models::PageText& text, const std::vector<models::GivenWord>& given);

/// What the file says in a place: words with one space between them.
std::string given_text(const Place& place);

}  // namespace hoso::ocr
