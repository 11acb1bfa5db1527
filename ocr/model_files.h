// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "hoso/ocr/recogniser.h"

namespace hoso::ocr {

/// The languages of "vie+eng".
std::vector<std::string> languages_of(const std::string& languages);

/// The model files of all languages, in their order: from `model_folder`, else where Tesseract looks for them.
/// Error: language_missing with the language as `subject`.
models::Result<std::vector<std::filesystem::path>> model_files(const RecogniserOptions& options);

}  // namespace hoso::ocr
