// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "hoso/models/page.h"

namespace hoso::scanners {

/// The resolution of an image: what the file says if it is possible for paper, else estimated from the size (nearest of
/// A3, A4, A5, ID-1 at 100 to 600 dpi, either way round) with a confidence. Missing, 72 and what would make a sheet
/// larger than A0 or smaller than a card are not believed.
models::Dpi resolve_dpi(models::Size delivered, std::optional<models::Dpi> stated);

}  // namespace hoso::scanners
