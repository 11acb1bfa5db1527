// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "hoso/models/api.h"
#include "hoso/models/line_text.h"
#include "hoso/models/source.h"
#include "hoso/pipeline/digitise.h"

namespace hoso::pipeline {

/// Reads images of one line of print each, without looking for a page in them. Used by one thread at a time.
class LineReader {
 public:
  LineReader() = default;
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;
  virtual ~LineReader() = default;

  /// Reads a page of a file as one line: cropped to its ink, light print on dark ground too. Boxes are in pixels of the
  /// image as its file says that it lies. Errors: those of decoding, recognition_failed; each with file and page.
  virtual models::Result<models::LineText> read(const models::SourcePage& page) = 0;
  /// Why libtesseract reads, or that the model is none of those the tests vouch for; English, empty if all is usual.
  [[nodiscard]] virtual const std::string& note() const = 0;
};

/// Loads the model: `language`, `model_folder`, `words` and `render_dpi` of the options count. `allowed`: UTF-8, only
/// these characters are read; empty: all. Errors: language_missing, model_damaged, those of a missing list of words.
HOSO_API models::Result<std::unique_ptr<LineReader>> open_line_reader(const Options& options,
                                                                      const std::string& allowed = {});

}  // namespace hoso::pipeline
