// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "extraction/text/segment.h"

namespace hoso::extraction {

/// "1. …", "a) …", "- …": whether a line is a new entry of a list.
bool begins_entry(const Segment& segment);

/// Whether a value's line has to go on with the next: its text says so, or the next word would still have fitted
/// otherwise. `right_px`: where lines end on the page; `line_px`: its line height.
bool goes_on(const Segment& line, const Segment& next, double right_px, double line_px);

/// Where a label that the type does not know begins within a value: "Sử dụng riêng; Thời hạn: Lâu dài".
[[nodiscard]] std::size_t before_unknown_label(const std::vector<const models::Word*>& words, std::size_t begin,
                                               std::size_t end);

}  // namespace hoso::extraction
