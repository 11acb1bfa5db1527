// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "hoso/models/text.h"

namespace hoso::ocr {

/// A table with the lines of each of its cells, top down.
struct TableText {
  models::Table table;
  std::vector<std::vector<models::Line>> lines;  ///< a list a cell
};

/// Takes the words that stand in the cells of `text.tables` out of its lines; what is left of a line stays in its
/// block. Tables in which less than two cells hold text are none: their words stay; so do those of a frame (a table of
/// one cell) around most of the page. `text.tables` is empty then. The result goes from top to bottom.
std::vector<TableText> take_table_text(models::PageText& text);

/// The order in which a table's cells are read, as indexes of `cells`: by rows, but a heading over several columns is
/// followed by the headings below it.
std::vector<std::size_t> cells_in_reading_order(const models::Table& table);

}  // namespace hoso::ocr
