// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "extraction/types/document_types.h"
#include "hoso/models/dossier.h"

namespace hoso::extraction {

/// Holds the papers of a dossier against each other: persons (`check_persons`), and fields of one name whose values
/// agree on different papers.
void check_agreement(std::vector<models::Document>& documents, const DocumentTypes& types);

}  // namespace hoso::extraction
