// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hoso/models/page_stages.h"

namespace hoso::extraction {

/// Takes from the pixels what later stages need (bar codes so far) and lets the pixels of the page as shown go.
models::SeenPage observe(models::ReadPage page);

}  // namespace hoso::extraction
