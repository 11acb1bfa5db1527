// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "extraction/separation.h"
#include "extraction/types/document_types.h"

namespace hoso::extraction {

/// The paper's own day: that of the first field of those its type is `dated_by` that is a day of the calendar; null:
/// there is none. `accepted`: only what needs no review is asked.
const models::Field* own_day(const models::Document& document, const DocumentType& type, bool accepted);

/// The day by whose rules a paper is read: its own where that was accepted, else the dossier's day of receipt (ISO
/// 8601; empty: not known).
models::RulesDay rules_day(const models::Document& document, const DocumentType& type, const std::string& received);

/// A paper whose pages were looked at once more, by the rules of one day.
struct SeenAgain {
  std::shared_ptr<const DocumentTypes> types;
  std::vector<PageView> views;  ///< `group.pages` points to them
  PageGroup group;              ///< classified anew; among its evidence what no longer counts
};

/// Looks at a paper by the rules of its day: a type, title, word or field of another time does not count, and the next
/// likely type is taken by the same measure.
SeenAgain see_by_rules_of(const models::RulesDay& day, const PageGroup& group, const DocumentTypes& types,
                          const SeparationOptions& separation);

}  // namespace hoso::extraction
