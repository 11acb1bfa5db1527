// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>
#include <vector>

#include "extraction/form/form.h"
#include "extraction/types/document_type.h"

namespace hoso::extraction {

/// What was found on a paper, by the rule that found it.
using FoundFields = std::vector<std::pair<const FieldRule*, Placed>>;

/// Whether a printer filled in the form, and not a pen; then what was read surely of its `handwritten` fields counts as
/// print. A name below "Người khai" is a pen's also there, unless the form prints that name in another field, too.
bool take_print(FoundFields& found);

}  // namespace hoso::extraction
