// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "extraction/page/head.h"

namespace hoso::extraction {

/// A printed title that names a type.
struct TitleMatch {
  const DocumentType* type = nullptr;
  Finding name;  ///< "type_name": the title as printed
  double likeness = 0;
  models::Box box;     ///< of all its lines
  bool colon = false;  ///< "QUYẾT ĐỊNH:" opens the ruling of a decision, it is no title
};

/// The best title between the head and the middle of the page.
std::optional<TitleMatch> find_title(const PageLayout& layout, const Head& head, const DocumentTypes& types);

/// Zone 5a: the centred lines below the title.
std::optional<Finding> subject_below_title(const PageLayout& layout, const TitleMatch& title,
                                           const DocumentTypes& types);

/// Zone 5b: "V/v …" below the number in the left column.
std::optional<Finding> subject_of_letter(const PageLayout& layout, const Head& head);

}  // namespace hoso::extraction
