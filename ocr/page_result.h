// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <tesseract/resultiterator.h>

#include "hoso/models/text.h"

namespace hoso::ocr {

/// The text of the element that the iterator stands on, as the engine wrote it; empty without one.
std::string utf8_text(const tesseract::LTRResultIterator& at, tesseract::PageIteratorLevel level);

/// What the engine found on a page: blocks, lines and words in its order, boxes in its pixels, text NFC, confidences
/// calibrated. Words of white space and runs of leader dots are left out.
models::PageText page_text(tesseract::ResultIterator& results);

/// Multiplies all boxes.
void enlarge(models::PageText& text, double factor_x, double factor_y);

}  // namespace hoso::ocr
