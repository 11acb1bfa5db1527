// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "extraction/confidence.h"
#include "hoso/models/dossier.h"

/// What a delivered PDF page says by itself (`models::TextSource::given`), as a witness for values.
namespace hoso::extraction {

/// Adds the check `own_text` where the file gives all of the value's words, or contradicts one of them: nothing that it
/// contradicts is accepted, whichever reading was taken.
void check_own_text(Finding& finding);

/// Adds the value as the other source has it, where page and file contradict each other: `own_text`, or `as_read` where
/// the file's was taken.
void add_other_reading(models::Field& field, const Finding& finding);

}  // namespace hoso::extraction
