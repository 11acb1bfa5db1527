// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "hoso/ocr/engine_pool.h"

namespace hoso::ocr {

/// How pages are read: by lines that hoso finds itself, each given to a line recogniser.
struct PageReaders {
  RecogniserFactory make;    ///< readers that share one model
  std::string recogniser;    ///< "native", or "tesseract" with its version where the model needs it
  std::string model_sha256;  ///< of each language's model file, joined by '+'
  std::string note;          ///< why not native, or that the model is none of those the tests vouch for; else empty
};

/// Loads the model. One language with a model of the known shape is read natively, all else through libtesseract.
/// Errors: language_missing with the language as `subject`, model_damaged.
models::Result<PageReaders> page_readers(const RecogniserOptions& options);

}  // namespace hoso::ocr
