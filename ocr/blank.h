// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hoso/models/page.h"

namespace hoso::ocr {

/// Words that were read with enough confidence to say that the page was written on.
int confident_words(const models::PageText& text);

/// Whether a word in capitals was read surely. A mark of secrecy may stand alone on its sheet, and its red ink is none
/// of the page's own.
bool has_stamp(const models::PageText& text);

/// Nothing on the sheet that a reader would want: hardly a word and hardly any ink of its own. What shows through from
/// the back, dust, holes and dark edges are nothing; stamps and bar codes are something.
bool is_blank(const models::BlankEvidence& evidence);

}  // namespace hoso::ocr
