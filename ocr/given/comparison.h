// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

/// What was read in a place, held against the text that the file gives there. White space never counts.
namespace hoso::ocr {

enum class Likeness {
  same,   ///< but for the form of quotes, dashes, ligatures and raised digits
  marks,  ///< but for marks and case
  near,   ///< a third of the characters differ at most
  other
};

Likeness likeness_of(std::string_view read, std::string_view given);

/// Whether both hold the same digits, and, where one looks like a document's symbol ("UBND-KGVX", "12/QĐ-UBND"), the
/// same letters: what nothing else on the page could put right.
bool same_where_it_counts(std::string_view read, std::string_view given);

/// Whether both differ in the form of characters only: "m²" and "m2", "ﬁ" and "fi" (Unicode's compatibility).
bool same_characters(std::string_view read, std::string_view given);

/// Whether a word has a letter that ASCII has not: one that fonts before Unicode (TCVN3, VNI) give as another.
bool is_marked(std::string_view word);

/// A given text with the letters that it means, where programs wrote others of the same looks: Ð for Đ (U+00D0 for
/// U+0110), ƣ for ư (U+01A3 for U+01B0). NFC.
std::string with_letters_meant(std::string_view given);

}  // namespace hoso::ocr
