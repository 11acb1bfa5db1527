// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hoso/models/page.h"

namespace hoso::ocr {

/// Words that were read with enough confidence to say that the page was written on.
int confident_words(const models::PageText& text);

/// Whether a word in capitals was read surely, or stands in a small frame. A mark of secrecy may stand alone on its
/// sheet, and its red ink is none of the page's own.
bool has_stamp(const models::PageText& text);

/// Hardly any ink of the sheet's own, whatever was read. What shows through from the back, dust, holes and dark edges
/// are nothing; stamps and bar codes are something.
bool has_hardly_ink(const models::BlankEvidence& evidence);

/// Nothing on the sheet that a reader would want: hardly any ink, and hardly a word, or fewer than its mirror image
/// has: print of the back shines through mirrored.
bool is_blank(const models::BlankEvidence& evidence);

}  // namespace hoso::ocr
