// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hoso/ocr/line_recogniser.h"

namespace hoso::ocr {

/// Puts digits right that were read as letters of their shape ("19ó/2025", "2O24"): a letter of the shape of a digit
/// beside digits is none, whatever the network finds likelier, because no word of any language has them so.
void put_digits_right(LineWord& word);

}  // namespace hoso::ocr
