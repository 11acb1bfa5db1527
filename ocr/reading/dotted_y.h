// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hoso/models/line_text.h"
#include "ocr/layout/text_lines.h"

namespace hoso::ocr {

/// Puts "y" and "Y" at a word's end right to "ỵ" and "Ỵ" ("Kỵ", "Ất Tỵ") where the line's ink has a dot below them:
/// the one letter of the Vietnamese alphabet that Tesseract's Vietnamese model (`vie` of tessdata_fast) does not have
/// and so never reads. A small letter whose dot has grown together with it stays as it was read; a capital's is told by
/// its foot below the baseline.
/// @param text  in pixels of the page, as the line is
void put_dotted_y_right(models::LineText& text, const TextLine& line);

}  // namespace hoso::ocr
