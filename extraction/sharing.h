// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "extraction/classification.h"

namespace hoso::extraction {

/// Another paper that lies on the same sheet, as both sides of a card on one bed of the scanner.
struct SharedSheet {
  Classification other;
  models::Box own_region, other_region;
};

/// Whether the page holds, besides the card that it was taken for, a second one of another type.
std::optional<SharedSheet> second_paper(const PageView& page, const Classification& own, const DocumentTypes& types);

}  // namespace hoso::extraction
