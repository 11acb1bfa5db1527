// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>

#include "hoso/models/geometry.h"
#include "hoso/models/page.h"
#include "hoso/models/text.h"
#include "storage/pdf/glyphless_font.h"

namespace hoso::storage {

/// Page content that lays a page's words, invisible and exactly placed, over its image, and the fonts it needs.
struct TextLayer {
  std::string content;
  std::set<WordHeight> fonts;
  std::set<int> rows;  ///< of Unicode that its codes stand in: their high bytes
};

/// The text of a page as shown, in reading order: flat lines, one position a line, a real space with the true gap
/// between words, and white space that holds bands and columns apart (`reading_steps`). Characters beyond U+FFFF become
/// U+FFFD.
TextLayer text_layer(const models::PageText& text, models::Size shown, double dpi);

/// The text of a page; of several papers on it one after the other, each turned as it lies.
TextLayer text_layer(const models::ComposedPage& page);

}  // namespace hoso::storage
