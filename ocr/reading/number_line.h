// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "hoso/models/text.h"
#include "hoso/ocr/line_recogniser.h"
#include "ocr/layout/text_lines.h"
#include "ocr/reading/read_line.h"

namespace hoso::ocr {

/// Reads the line of a document's number once more in three parts where a pen wrote into it: the label ("Số:"), what
/// the pen wrote, the symbol ("/QĐ-UBND"). Digits by hand among the print spoil the reading of the whole. Nothing where
/// `whole`, its first reading, has no word in doubt or neither label nor symbol, or where the parts are not read more
/// surely.
std::optional<models::Line> read_number_line(const LinePixels& page, const TextLine& line, const models::Line& whole,
                                             LineRecogniser& recogniser);

}  // namespace hoso::ocr
