// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "extraction/types/document_type.h"
#include "hoso/models/dossier.h"

namespace hoso::extraction {

/// Holds a paper's names of agencies and places against the lists of its time, and sends what contradicts them to
/// review; no name is changed. Check "existed": the agency of the head, where it is one that exists for a time only
/// (data/places/agencies.toml; provinces), existed on the paper's own day. Check "belongs": commune and district of an
/// address lie in its province (`Places::belongs`). Without a day, or with names that no list has, nothing is said.
void check_times(models::Document& document, const DocumentType& type);

}  // namespace hoso::extraction
