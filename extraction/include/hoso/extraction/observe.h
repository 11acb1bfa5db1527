// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hoso/models/page_stages.h"

namespace hoso::extraction {

/// Takes from the pixels what later stages need (bar codes, machine-readable zones, boxes to be ticked) and lets them
/// go. A zone whose check digits hold takes the place of what was read there.
models::SeenPage observe(models::ReadPage page);

}  // namespace hoso::extraction
