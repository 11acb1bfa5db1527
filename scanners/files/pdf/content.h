// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "scanners/files/pdf/outline.h"

namespace hoso::scanners {

/// What the operators of a page's content do.
struct PageContent {
  std::vector<PlacedImage> images;  ///< in the order of painting
  bool draws = false;               ///< visible text, paths, shadings, inline images
  bool shows_text = false;          ///< text that may be seen
  bool hidden_text = false;         ///< text that no reader shows: by its rendering mode, or in a font without glyphs
  bool alters = false;              ///< clipping, graphics states, optional content: what is painted may look otherwise
  bool unreadable = false;          ///< damaged, or too much of it
};

PageContent read_content(const PdfDocument& document, const PdfPage& page);

}  // namespace hoso::scanners
