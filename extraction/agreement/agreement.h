// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "extraction/types/document_types.h"
#include "hoso/models/dossier.h"

namespace hoso::extraction {

/// Holds the papers of a dossier against each other: persons (`check_persons`), fields of one name whose values
/// agree on different papers, and the dossier's code (`check_codes_of_dossier`).
void check_agreement(std::vector<models::Document>& documents, const DocumentTypes& types);

}  // namespace hoso::extraction
