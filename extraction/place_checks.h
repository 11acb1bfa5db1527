// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "extraction/form/form.h"
#include "extraction/types/document_type.h"
#include "hoso/models/page.h"

/// What the page's picture says of the place that a value was read from, however surely it was read.
namespace hoso::extraction {

/// What goes on behind a value's last word and was not read is not the whole value: the check `whole` does not hold.
void check_end(Finding& finding, const models::PageFacts& page);

/// Whether most of a finding's words are in blue ink: a pen wrote them, however neatly.
[[nodiscard]] bool is_written_in_blue(const Finding& finding, const models::PageFacts& page);

/// Under a seal one digit looks like another: where a number was read there and no check digit speaks for it, the check
/// `free_of_seals` does not hold.
void check_seals(Finding& finding, ValueKind kind, const models::PageFacts& page);

}  // namespace hoso::extraction
