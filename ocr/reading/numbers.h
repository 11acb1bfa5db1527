// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "hoso/ocr/line_recogniser.h"

namespace hoso::ocr {

/// Puts digits right that were read as letters of their shape ("19ó/2025", "2O24"): a letter of the shape of a digit
/// beside digits is none, whatever the network finds likelier, because no word of any language has them so.
void put_digits_right(LineWord& word);

/// Tells whether a character stands clear of the baseline.
using RaisedTest = std::function<bool(const LineCharacter&)>;

/// Puts the exponent of square and cubic metres right: the network knows no raised digits and reads "m²" as "m2", "m?"
/// or "m”".
void put_exponent_right(LineWord& word, const RaisedTest& raised);

/// Puts the apostrophe of names of the highlands right (M’gar, R’Lấp), a sign that the network does not know: any quote
/// between a first capital and two letters and more.
void put_apostrophe_right(LineWord& word);

/// Tells whether there is a gap between a character and the next.
using GapTest = std::function<bool(const LineCharacter&, const LineCharacter&)>;

/// Parts a word where a number stands against a syllable with marks ("ngày24tháng"), or against its colon ("Số:542")
/// with a gap between: numbers that were put into a line afterwards stand closer than a space. No syllable holds
/// digits; capitals with digits ("QĐ12") and addresses ("a1@b.vn") are left alone.
std::vector<LineWord> parted_at_numbers(LineWord word, const GapTest& gap);

}  // namespace hoso::ocr
