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

}  // namespace hoso::ocr
