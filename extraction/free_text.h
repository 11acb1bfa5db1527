// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "extraction/confidence.h"
#include "extraction/text/witnesses.h"
#include "extraction/types/document_type.h"

/// Values that no list, calendar or check digit vouches for: subjects, addresses, agencies, rows of tables.
namespace hoso::extraction {

/// What a paper is read by: its own type, and the words that all have.
struct PaperRules {
  const DocumentType& type;
  const DocumentType& rules;
};

/// Whether a rule's values are free text.
bool is_free_text(const FieldRule& rule);

/// Puts the marks of set phrases and places right. For the rest the reading vouches, and what the paper prints in
/// another place too; only what was read surely can be accepted, and no place that may be misread (check `place_names`)
/// or ends in the midst of a name (check `whole`). The value must not be empty.
void weigh_free_text(Finding& finding, const FieldRule& rule, const PaperRules& paper, const Witnesses& witnesses);

}  // namespace hoso::extraction
