// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "extraction/types/document_types.h"
#include "hoso/models/dossier.h"

namespace hoso::extraction {

/// What one paper says of one person; a role may have several fields (print, QR code, MRZ).
struct Person {
  std::size_t document = 0;  ///< index in the dossier
  std::array<std::vector<models::Field*>, kPersonRoles> fields;
  [[nodiscard]] const std::vector<models::Field*>& of(PersonRole role) const {
    return fields.at(static_cast<std::size_t>(role));
  }
};

/// The persons of all papers, as their types' `persons` name them. Points into `documents`.
std::vector<Person> persons_of(std::vector<models::Document>& documents, const DocumentTypes& types);

/// Holds each personal number against the person's sex and year of birth on the same paper (the number says both).
void check_numbers(const std::vector<Person>& persons);

/// Holds what several papers say of one person against each other: who has the same number or name is the same person.
/// What agrees gains confidence; marks are put right by the better source; a contradiction sends both to review and
/// names the other place.
void check_persons(const std::vector<Person>& persons);

/// Puts right the marks of names within longer print (recipients, rows) that a card's QR code spells otherwise.
void put_names_right(std::vector<models::Document>& documents, const std::vector<Person>& persons);

}  // namespace hoso::extraction
