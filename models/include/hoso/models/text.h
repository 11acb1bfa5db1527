// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hoso/models/api.h"
#include "hoso/models/geometry.h"

/// The text of a page: blocks, lines and words in reading order.
namespace hoso::models {

struct Word {
  std::string text;       ///< NFC UTF-8, no white space, not empty
  Box box;                ///< tight around the ink
  double confidence = 0;  ///< 0..1, calibrated as the share of such words that are right
};

struct Line {
  std::vector<Word> words;  ///< left to right, not empty
  Box box;                  ///< union of the words' boxes
};

struct Block {
  std::vector<Line> lines;  ///< top down, not empty
  Box box;                  ///< union of the lines' boxes
};

struct PageText {
  std::vector<Block> blocks;  ///< in reading order
};

/// The words of a line with one space between them.
HOSO_API std::string text_of(const Line& line);
/// One line of text a line, an empty line between blocks, '\n' at each end.
HOSO_API std::string text_of(const PageText& text);
/// Number of words.
HOSO_API std::size_t word_count(const PageText& text);
/// Mean of the words' confidences; 0 without words.
HOSO_API double mean_confidence(const PageText& text);

/// Where the letters of a line stand, in its pixels: the median lower edge of its words without letters or marks that
/// reach below the baseline ("ngày", "thị,"); without such words the highest lower edge. The line must have words.
HOSO_API double baseline_px(const Line& line);

/// Unicode helpers (ICU), used wherever text is compared.
/// NFC; invalid UTF-8 becomes U+FFFD.
HOSO_API std::string nfc(std::string_view text);
/// Lower case, marks stripped, đ -> d: "QUYẾT ĐỊNH" -> "quyet dinh". One code point stays one code point where
/// possible.
HOSO_API std::string folded(std::string_view text);
/// White space collapsed to single spaces, none at the ends.
HOSO_API std::string collapsed(std::string_view text);

}  // namespace hoso::models
