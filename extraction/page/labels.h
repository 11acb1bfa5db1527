// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "extraction/confidence.h"
#include "extraction/text/segment.h"
#include "extraction/types/document_type.h"

namespace hoso::extraction {

/// Values that stand after a printed label on its line, for a rule whose finder is "label". Where the rule has a
/// pattern, only what it matches is taken, and counts as validated.
std::vector<Finding> read_labelled(const PageLayout& layout, const FieldRule& rule);

/// Brings a value to the form the rule asks for ("date", "digits", "upper", "decimal"); empty if it has no such form.
std::optional<std::string> normalised(const std::string& value, const std::string& form);

}  // namespace hoso::extraction
