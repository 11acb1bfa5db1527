// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hoso/models/api.h"
#include "hoso/models/geometry.h"

/// The text of a page: blocks, lines and words in reading order.
namespace hoso::models {

/// Where a word's letters come from.
enum class TextSource {
  read,  ///< from the pixels
  given  ///< from the delivered PDF's own text; place and order are read from the pixels all the same
};

struct Word {
  std::string text;       ///< NFC UTF-8, no white space, not empty
  Box box;                ///< tight around the ink
  double confidence = 0;  ///< 0..1, calibrated as the share of such words that are right
  TextSource source = TextSource::read;
  std::string other;  ///< what the other source says here, where it says something else; NFC UTF-8; else empty
};

/// A word as a PDF page's own text gives it (ISO 32000-1, 9.4), whether or not it can be seen on the page.
struct GivenWord {
  std::string text;  ///< NFC UTF-8, no white space or control characters, not empty
  Box box;           ///< from ascent to descent of its font: higher than its ink
};

struct Line {
  std::vector<Word> words;  ///< left to right, not empty
  Box box;                  ///< union of the words' boxes
};

struct Block {
  std::vector<Line> lines;  ///< top down, not empty
  Box box;                  ///< union of the lines' boxes
};

/// A cell of a ruled table.
struct TableCell {
  int row = 0, column = 0;            ///< of its upper left corner, from 0
  int row_span = 1, column_span = 1;  ///< how many rows and columns it covers
  Box box;                            ///< between the middles of its rulings
  std::optional<std::size_t> block;   ///< its text, as an index of PageText::blocks; none: nothing was read in it
};

/// A ruled table; its cells cover it without overlap.
struct Table {
  Box box;
  int rows = 0, columns = 0;
  std::vector<TableCell> cells;  ///< by rows, in a row by columns
};

struct PageText {
  std::vector<Block> blocks;  ///< in reading order; the cells of a table that hold text follow each other
  std::vector<Table> tables;  ///< top down
  /// Words in capitals that stand in a small frame of their own, however it is turned (stamps: "TỐI MẬT"), top down.
  /// They were looked for beside all other text: what `blocks` hold of them is there, too.
  std::vector<Line> framed;
};

/// The words of a line with one space between them.
HOSO_API std::string text_of(const Line& line);
/// One line of text a line, an empty line between blocks that are not cells of one table, '\n' at each end.
HOSO_API std::string text_of(const PageText& text);
/// Adds a text whose places lead to those of `text` by a map: the text of a paper to that of its page.
HOSO_API void append(PageText& text, const PageText& other, const Affine& map);
/// For each block the table whose cell it is, from 1; 0: none.
HOSO_API std::vector<int> table_numbers(const PageText& text);
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
/// Whether a letter bears one of the five marks of Vietnamese tones (grave, acute, hook above, tilde, dot below).
HOSO_API bool has_tone(std::string_view text);
/// NFC without white space and without what is no print: control and format characters, private and unassigned ones.
HOSO_API std::string printable(std::string_view text);
/// White space collapsed to single spaces, none at the ends.
HOSO_API std::string collapsed(std::string_view text);

}  // namespace hoso::models
