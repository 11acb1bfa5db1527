// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "hoso/models/text.h"
#include "hoso/ocr/line_recogniser.h"
#include "hoso/ocr/recogniser.h"

namespace hoso::ocr {

/// What stands in small frames of its own ("TỐI MẬT"), wherever they are on the page and however turned: lines
/// in capitals that were read surely, top down, in pixels of the page. Red ink is looked at for itself, since stamps
/// stand across print.
std::vector<models::Line> read_framed_marks(const ReadablePage& page, LineRecogniser& recogniser);

}  // namespace hoso::ocr
