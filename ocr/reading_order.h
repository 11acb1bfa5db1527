// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hoso/models/text.h"

namespace hoso::ocr {

/// Puts a page's lines into the order in which a person reads an administrative paper (NĐ 30/2020, Phụ lục I: agency
/// and national title side by side, recipients beside the signature): rows from top to bottom, each from left to right,
/// but the two columns of such a band one after the other, even where the engine ran their lines together; of an open
/// sheet with two pages first the left one. Words, texts and boxes of words stay as they are.
models::PageText in_reading_order(models::PageText text);

}  // namespace hoso::ocr
