// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "extraction/confidence.h"
#include "extraction/text/segment.h"
#include "extraction/types/document_type.h"

namespace hoso::extraction {

/// Zones 7a and 7b: in whose name and position, and who signs.
struct Signature {
  std::optional<Finding> title;
  std::optional<Finding> signer;
};

/// The signature block in the right column; of two (SAO Y has its own below), the document's own, which is the upper.
std::optional<Signature> read_signature(const PageLayout& layout, const DocumentType& rules);

/// Of a paper that several sign beside each other (minutes, contracts): the lowest row of titles that has several, each
/// with the name below it in its column, from the left. Empty where no name stands below any.
std::vector<Signature> read_signatures(const PageLayout& layout, const DocumentType& rules);

}  // namespace hoso::extraction
