// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hoso/models/page.h"
#include "imaging/background.h"

namespace hoso::imaging {

/// How much print a page holds: ink away from the edges, punch holes and specks left aside, and what shows through from
/// the back (it is faint) not counted. `words` is left at 0.
models::BlankEvidence find_blank_evidence(const Readable& readable, double dpi);

}  // namespace hoso::imaging
