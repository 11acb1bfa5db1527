// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "extraction/text/segment.h"

namespace hoso::extraction {

/// "1. …", "a) …", "- …": whether a line is a new entry of a list.
bool begins_entry(const Segment& segment);

/// Whether a value's line has to go on with the next: its text says so, or the next word would still have fitted
/// otherwise. `right_px`: where lines end on the page; `line_px`: its line height.
bool goes_on(const Segment& line, const Segment& next, double right_px, double line_px);

}  // namespace hoso::extraction
