// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <variant>
#include <vector>

#include "hoso/models/geometry.h"
#include "hoso/models/text.h"

namespace hoso::storage {

/// A line in its place in the reading order. Neighbours with another `size_step` (0, 1, 2, each smaller than the one
/// before) are told apart by readers that join lines of one size.
struct OrderedLine {
  const models::Line* line = nullptr;
  int size_step = 0;
  double font_limit_px = std::numeric_limits<double>::infinity();  ///< readers would join it to the column beside it
  double raised_px = 0;  ///< how much higher its words reach for readers: above what is read after it
};
/// White space over the whole width of what stands above and below it: the reader goes on below.
struct BandGap {
  models::Box box;
};
/// White space over the whole height of what stands to both sides of it: the reader goes on to the right.
struct ColumnGap {
  models::Box box;
};
/// White space on the line between two neighbours in a row, such as cells of a table: the reader goes on in the row.
struct RowGap {
  models::Box box;  ///< its lower edge is the base line of the row's left part
  int size_step = 0;
};

using ReadingStep = std::variant<OrderedLine, BandGap, ColumnGap, RowGap>;

/// A page's lines in their order, with the white space between them that says this order by position alone.
///
/// Some readers (poppler and what is built on it) ignore the order in which words are written and sort blocks of words
/// by two rules: what overlaps sideways goes from top to bottom, what does not goes from left to right unless something
/// stands between (T. M. Breuel, "High performance document layout analysis", 2003, section 3). Cut again and again
/// into bands and columns, as long as the order allows it, and with the cuts held open by white space, a page leaves
/// those rules no choice. In a group that no cut divides, a line whose follower begins a little higher is raised; if
/// there is still no cut, the group is left as it is.
/// @param line_height_px  usual height of a line; must be positive
std::vector<ReadingStep> reading_steps(const models::PageText& text, double line_height_px);

}  // namespace hoso::storage
