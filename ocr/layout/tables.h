// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "hoso/models/text.h"
#include "ocr/layout/rulings.h"

namespace hoso::ocr {

/// Ruled tables, top down, in the rulings' pixels: rulings that meet and part an area into at least two rows and two
/// columns. Cells that no ruling parts are one; a broken ruling counts where a good part of a cell's side is there; an
/// open side ends where the other rulings do. A closed frame around one field (a sketch, a boxed note) comes as a table
/// of one cell. The cells' text is not known here.
std::vector<models::Table> tables_of(const Rulings& rulings, double letter_height_px);

}  // namespace hoso::ocr
