// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "hoso/ocr/line_recogniser.h"
#include "hoso/ocr/recogniser.h"

namespace hoso::ocr {

using LineRecogniserFactory = std::function<models::Result<std::unique_ptr<LineRecogniser>>()>;

/// How lines are read.
struct LineReaders {
  LineRecogniserFactory make;  ///< recognisers that share one model
  std::string recogniser;      ///< "native", or "tesseract" with its version where the model needs it
  std::string model_sha256;    ///< of each language's model file, joined by '+'
  std::string note;            ///< why not native, or that the model is none of those the tests vouch for; else empty
};

/// Loads the model: for "vie" hoso's own (data/line_model), unless a folder is named. One language with a model of the
/// known shape is read natively, all else through libtesseract. Errors: language_missing with the language as
/// `subject`, model_damaged.
models::Result<LineReaders> line_readers(const RecogniserOptions& options);

}  // namespace hoso::ocr
