// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>

#include "extraction/types/document_type.h"
#include "hoso/models/dossier.h"

namespace hoso::extraction {

enum class Likeness {
  same,
  but_for_marks,  ///< tones and marks differ, or one source has none
  different,
  unknown  ///< too little to say
};

/// Two sayings of one thing about a person. A machine-readable zone has no marks, so it never contradicts them.
Likeness compare(const models::Field& one, const models::Field& other, PersonRole role);

/// Year of a date or of a year; nullopt where the field has none.
std::optional<int> year_of(const models::Field& field);

/// Whether letters beside its value were not read (check `whole`).
bool is_cut(const models::Field& field);

/// Adds a check once.
void note(models::Field& field, const models::Check& check);

/// Two readings of two prints that say the same: each vouches for the other. Handwriting stays for review.
void corroborate(models::Field& one, std::size_t document, models::Field& other, std::size_t other_document);

}  // namespace hoso::extraction
