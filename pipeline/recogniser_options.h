// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hoso/ocr/recogniser.h"
#include "hoso/ocr/word_list.h"
#include "hoso/pipeline/digitise.h"

namespace hoso::pipeline {

/// The list of words that the options name, or an empty one. Errors: those of ocr::read_word_list.
models::Result<ocr::WordList> word_list(const Options& options);

/// What the recogniser is told.
ocr::RecogniserOptions recogniser_options(const Options& options, const ocr::WordList& words);

}  // namespace hoso::pipeline
