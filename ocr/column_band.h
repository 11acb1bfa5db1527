// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "ocr/pieces.h"

namespace hoso::ocr {

/// Pieces that are read column by column: first all of the left one, then all of the right one.
struct ColumnBand {
  std::vector<Piece> left, right;  ///< each from top to bottom, those that are one line of a column joined
  std::size_t taken = 0;           ///< how many of the pieces these are
};

/// The largest two-column band that begins with the first of the pieces (sorted from top to bottom), or none: head of a
/// paper, signature block, columns of running text. `text_area` is the box of all text of the page, `unit_px` the
/// height of its letters.
std::optional<ColumnBand> find_column_band(std::span<const Piece> pieces, const models::Box& text_area, double unit_px);

}  // namespace hoso::ocr
