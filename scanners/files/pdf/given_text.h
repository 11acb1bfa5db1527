// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "hoso/scanners/decode.h"
#include "scanners/files/pdf/outline.h"
#include "scanners/files/regular_file.h"

namespace hoso::scanners {

/// A PDF page's own text. Without words `why_not` may say why there are none; it is empty where there is no text.
struct GivenText {
  std::vector<models::GivenWord> words;  ///< in pixels of the page as rendered
  std::string why_not;                   ///< an English sentence
};

/// What a rendered page says by itself, as poppler's pdftotext gives it, in a process of its own: words with boxes,
/// those off the page or without extent left out. Nothing is taken of a page on which a picture is the paper, or on
/// which some text is invisible: that is another program's reading. Whether a word can be seen is not known here: it
/// may be white, clipped or covered. Error: cancelled; whatever else fails is no text.
models::Result<GivenText> given_text(const RegularFile& file, const PdfPage& page, const PdfOutline& outline,
                                     double dpi, const DecodeOptions& options, const std::stop_token& stop);

}  // namespace hoso::scanners
