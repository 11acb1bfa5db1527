// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "extraction/page/page_view.h"

namespace hoso::extraction {

struct Classification {
  const DocumentType* type = nullptr;  ///< nullptr: none of the known types
  double confidence = 0;               ///< 0..1: that this answer, also "none of them", is right
  std::vector<std::string> evidence;
};

/// Tells the type of the document that begins with this page.
Classification classify(const PageView& page, const DocumentTypes& types);

/// How sure the page's own print makes this one type, 0..1.
double likelihood(const PageView& page, const DocumentType& type, std::vector<std::string>* evidence = nullptr);

/// Where the page says that it is of the type: segments with words that mark it, and what it is `known_by`.
std::vector<models::Box> marked_places(const PageView& page, const DocumentType& type);

}  // namespace hoso::extraction
