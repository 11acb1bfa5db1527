// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hoso/models/dossier.h"

namespace hoso::extraction {

/// Marks pages that show the same sheet as an earlier page of the dossier, and documents all of whose pages do: the
/// same file, or alike in looks and in text, with the same numbers (forms differ in little else). Nothing is removed.
void mark_duplicates(models::Dossier& dossier);

}  // namespace hoso::extraction
