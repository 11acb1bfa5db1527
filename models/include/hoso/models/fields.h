// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "hoso/models/dossier.h"

namespace hoso::models {

/// The document's value of that name: the first that was accepted, else the first in doubt; null: there is none.
const Field* best_field(const Document& document, std::string_view name);

/// Whether it is a paper: no separator sheet and no blank one.
bool is_paper(const Document& document);

}  // namespace hoso::models
