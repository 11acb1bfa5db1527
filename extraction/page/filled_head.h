// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "extraction/page/head.h"

namespace hoso::extraction {

/// Puts what was read in the gaps of a head (number, date) in the place of what the page's text has there, unless that
/// is print. A date that stands far from the number's line is left to review.
void take_gaps(Head& head, const std::vector<models::FilledGap>& gaps, double line_height_px);

}  // namespace hoso::extraction
