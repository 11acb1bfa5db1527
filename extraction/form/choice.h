// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "extraction/form/form.h"

namespace hoso::extraction {

/// The one of the rule's options whose box is ticked: options stand on the label's row, each before or behind its box.
/// Where no box was found, an option that stands there alone is the value. Nothing where none or several are ticked.
std::vector<Placed> ticked_option(const std::vector<FormPage>& pages, const FieldRule& rule);

}  // namespace hoso::extraction
