// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "extraction/separation.h"

namespace hoso::extraction {

/// Holds a printed dossier code against the bar codes of its page, check "barcode": a code that says the same vouches
/// for it; one that says another dossier code sends it to review.
void check_codes(std::vector<models::Field>& fields, const PageGroup& group);

/// Holds the dossier's code on its separator sheets and papers against the first: another one means that two dossiers
/// lie in one stack, or a misreading. Check "agrees"; of two that were sure both go to review.
void check_codes_of_dossier(std::vector<models::Document>& documents);

}  // namespace hoso::extraction
