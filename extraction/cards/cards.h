// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "extraction/separation.h"

namespace hoso::extraction {

/// Where on a page what is named in a type's `sources` stands, if all that can be checked of it holds: a
/// machine-readable zone with all check digits, the QR code of one card. nullopt: it does not.
std::optional<models::Box> checked_source(const PageView& page, std::string_view source);

/// What can be checked on an identity card, by its type's `sources`: QR code and machine-readable zone.
std::vector<models::Field> checked_fields(const PageGroup& group);

/// Holds what was printed against what could be checked: what agrees is accepted, a reading that differs in marks or a
/// letter is put right, and a real disagreement goes to review.
void reconcile(std::vector<models::Field>& printed, const std::vector<models::Field>& checked);

}  // namespace hoso::extraction
