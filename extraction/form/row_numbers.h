// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "extraction/form/cells.h"

namespace hoso::extraction {

/// Number of a row and whether its neighbours vouch for it.
struct Numbered {
  int number = 0;
  bool vouched = false;
};

/// Numbers of the rows. Where a row was lost, those below count on from a later one, so what is between two numbers
/// that are vouched for follows from the one below. Empty where too few are.
std::vector<Numbered> numbers_of(const std::vector<Cells>& rows);

}  // namespace hoso::extraction
