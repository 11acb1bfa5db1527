// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "hoso/models/text.h"

namespace hoso::ocr {

/// The text without lines that are noise (bar codes, fingerprints, rings of seals: read with no confidence; specks far
/// lower than print) and without words inside `marks`, which are not text of the paper.
models::PageText accepted(models::PageText text, const std::vector<models::Box>& marks);

}  // namespace hoso::ocr
