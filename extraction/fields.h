// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "extraction/separation.h"

namespace hoso::extraction {

/// The fields of a paper by its type's rules, in the rules' order; what is not found is left out.
std::vector<models::Field> fields_of(const PageGroup& group, const DocumentTypes& types);

/// Whether a rule may name this finder.
bool is_finder(const std::string& name);

}  // namespace hoso::extraction
