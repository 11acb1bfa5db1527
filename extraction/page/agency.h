// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "extraction/confidence.h"
#include "extraction/text/segment.h"
#include "extraction/types/document_type.h"

namespace hoso::extraction {

/// Zone 2 of NĐ 30/2020: the agency above (plain print) and the one that issues (bold print), each on one or more
/// lines.
struct Agencies {
  std::optional<Finding> parent, issuing;
};

/// Reads the lines above the number in the left column, top down. Lines that are no agency's name are passed over.
Agencies read_agencies(const std::vector<Segment>& lines, const DocumentType& rules);

}  // namespace hoso::extraction
