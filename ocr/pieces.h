// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "hoso/models/text.h"

namespace hoso::ocr {

/// A part of a line without a wide gap in it: a cell, or one column's share of a line that runs across two.
struct Piece {
  models::Line line;
  int source_line = 0;   ///< which of the engine's lines it is a part of
  int source_block = 0;  ///< and which block
};

/// Median height of the page's words: the unit of all distances in its layout. 0 without words.
double letter_height(const models::PageText& text);

/// All lines cut at gaps of at least `gap_px`, from top to bottom.
std::vector<Piece> pieces_of(const models::PageText& text, double gap_px);

/// The row of number and date closes a head and is read across ("Số: 12/QĐ-UBND    Hà Nội, ngày …"): whether a piece
/// begins it.
bool is_number_line(const Piece& piece);

/// Whether two boxes stand in one row: they share at least half of the lower one's height.
bool in_one_row(const models::Box& one, const models::Box& other);

/// How far two boxes stand apart sideways; negative where they overlap.
double apart_sideways(const models::Box& one, const models::Box& other);

}  // namespace hoso::ocr
