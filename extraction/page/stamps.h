// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "extraction/confidence.h"
#include "extraction/text/segment.h"
#include "extraction/types/document_type.h"

namespace hoso::extraction {

/// A mark that is stamped or printed near the head.
struct StampedMark {
  std::string field;  ///< "secrecy", "urgency" or "circulation"
  Finding finding;    ///< the mark as the list writes it
};

/// Marks of secrecy, urgency and circulation (NĐ 30/2020, Phụ lục I, mục II.9 and IV, zones 10a, 10b, 11): one of the
/// lists of that name in `rules`, in capitals and alone in its place: in the upper half of the page, or in a small
/// frame of its own anywhere. Secrecy of more than one word ("TỐI MẬT") counts in the lower half without a frame, too,
/// but not in a table.
std::vector<StampedMark> read_stamps(const PageLayout& layout, const DocumentType& rules);

}  // namespace hoso::extraction
