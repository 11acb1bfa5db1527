// SPDX-License-Identifier: Apache-2.0
#include "pipeline/recogniser_options.h"

namespace hoso::pipeline {

models::Result<ocr::WordList> word_list(const Options& options) {
  if (options.words.empty()) return ocr::WordList{};
  return ocr::read_word_list(options.words);
}

ocr::RecogniserOptions recogniser_options(const Options& options, const ocr::WordList& words) {
  return {.language = options.language, .model_folder = options.model_folder, .user_words = words.words};
}

}  // namespace hoso::pipeline
