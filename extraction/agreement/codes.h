// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "extraction/separation.h"

namespace hoso::extraction {

/// Holds a printed dossier code against the bar codes of its page, check "barcode": a code that says the same vouches
/// for it; one that says another dossier code sends it to review.
void check_codes(std::vector<models::Field>& fields, const PageGroup& group);

}  // namespace hoso::extraction
