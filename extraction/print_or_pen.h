// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>
#include <vector>

#include "extraction/form/form.h"
#include "extraction/separation.h"
#include "extraction/types/document_type.h"

namespace hoso::extraction {

/// What was found on a paper, by the rule that found it.
using FoundFields = std::vector<std::pair<const FieldRule*, Placed>>;

/// Whether a printer filled in the form, and not a pen; then what was read surely of its `handwritten` fields counts as
/// print. A name below "Người khai" is a pen's also there, unless the form prints that name in another field, too.
bool take_print(FoundFields& found);

/// Whether a finding is in a pen's ink on its page.
[[nodiscard]] bool is_in_blue(const Placed& placed, const PageGroup& group);

/// Whether most of what a pen may have filled in is in a pen's ink.
[[nodiscard]] bool filled_in_in_blue(const FoundFields& found, const PageGroup& group);

/// In a printed form, what would have been illegible for a pen's may be read with doubt: for review.
void take_doubtful_print(FoundFields& found);

}  // namespace hoso::extraction
