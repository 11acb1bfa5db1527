// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "ocr/pieces.h"

namespace hoso::ocr {

/// A few lines that stand beside a column without belonging to its rows: the date under a portrait, labels beside text.
struct SideNote {
  std::vector<Piece> pieces;
  double after_y = 0;  ///< where the column beside ends: the note is read then
};

/// Takes side notes out of the pieces of a page (by their middles, top down). `unit_px` is the height of letters.
std::vector<SideNote> take_side_notes(std::vector<Piece>& pieces, double unit_px);

}  // namespace hoso::ocr
