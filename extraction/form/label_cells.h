// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "extraction/text/segment.h"

namespace hoso::extraction {

/// A label that fills a cell of a ruled table, and what stands in the cell of its value.
struct LabelCell {
  /// The label; with the heading of the value's column where both together make one: "Họ và tên" | "NGƯỜI MẸ".
  Segment label;
  std::vector<const models::Word*> value;
};

/// The label cells of a page's ruled tables that are forms: a column has two such cells at least. Each table gives one
/// run for each column of values, top down; only the columns whose heading makes a label with one of the labels count
/// beside the first. `labels`: keys, as for `find_labels`.
std::vector<std::vector<LabelCell>> label_cells(const PageLayout& layout, const std::vector<std::string>& labels);

/// What stands right below a line's left end and ends as labels do, in small letters: "cha:" below "Họ, chữ đệm, tên
/// người".
[[nodiscard]] const Segment* end_of_label(const PageLayout& layout, const Segment& line);

}  // namespace hoso::extraction
