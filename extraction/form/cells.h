// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "extraction/text/segment.h"

namespace hoso::extraction {

/// One row of a table, by columns. Points into the page's text.
struct Cells {
  std::vector<std::vector<const models::Word*>> columns;  ///< each cell's words as they are read; at least one column
  models::Box box;
  /// Of the first column, where it holds a number of the list and nothing else.
  [[nodiscard]] std::optional<int> number() const;
  /// How many cells hold words.
  [[nodiscard]] std::size_t filled() const;
};

/// A row of print cut at the left borders of its columns after the first; rulings are left out.
Cells cells_of(const Segment& row, const std::vector<double>& borders);

/// "1 | 2 | 3", "(1) | (2) | (3)": whether a row is the columns' own numbers.
bool numbers_columns(const Cells& row);

/// Words of the headings of a ruled table, column by column: of a heading over several columns those below it. The
/// headings are as many rows as the highest cell of the first one covers.
std::vector<std::vector<const models::Word*>> ruled_headings(const PageLayout& layout, const models::Table& table);

/// The rows of a ruled table by its cells, top down, with or without those of its headings. A row that is one cell over
/// all columns (a caption), an empty one and one that numbers the columns are left out.
std::vector<Cells> ruled_rows(const PageLayout& layout, const models::Table& table, bool with_headings);

}  // namespace hoso::extraction
