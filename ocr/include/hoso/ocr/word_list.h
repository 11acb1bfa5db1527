// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "hoso/models/error.h"
#include "hoso/models/names.h"

namespace hoso::ocr {

/// Names and terms of an office that count as words of the dictionary.
struct WordList {
  std::vector<std::string> words;  ///< NFC UTF-8, sorted, each once: as written, and in capitals
  std::size_t written = 0;         ///< how many different words stand in the file
  models::Sha256 sha256;           ///< of the file
};

/// Reads a UTF-8 file with a word or a name a line; the parts of a name are words of their own. What follows a # is a
/// comment. Errors: file_not_found, not_a_regular_file, file_unreadable, option_invalid with the line as `subject` for
/// one that is not UTF-8; each with the file.
models::Result<WordList> read_word_list(const std::filesystem::path& file);

}  // namespace hoso::ocr
