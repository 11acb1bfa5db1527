// SPDX-License-Identifier: Apache-2.0
#include "hoso/ocr/word_list.h"

#include <fstream>
#include <iterator>
#include <set>
#include <span>
#include <string_view>

#include <fmt/format.h>
#include <unicode/unistr.h>

#include "hoso/models/messages.h"
#include "hoso/models/text.h"
#include "ocr/digest.h"

namespace hoso::ocr {
namespace {

namespace fs = std::filesystem;
using models::ErrorCode;
using models::Result;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kNotUnicode = "\xEF\xBF\xBD";  // what NFC makes of bytes that are no UTF-8

models::Error error(ErrorCode code, const fs::path& file, std::string subject = {}) {
  return {.code = code, .stage = models::Stage::configure, .file = file.string(), .subject = std::move(subject)};
}

Result<std::string> read_bytes(const fs::path& file) {
  std::error_code problem;
  if (!fs::exists(file, problem)) return models::failure(error(ErrorCode::file_not_found, file));
  if (!fs::is_regular_file(file, problem)) return models::failure(error(ErrorCode::not_a_regular_file, file));
  std::ifstream in(file, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (!in.is_open() || in.bad()) return models::failure(error(ErrorCode::file_unreadable, file));
  return bytes;
}

std::string in_capitals(const std::string& word) {
  std::string capitals;
  icu::UnicodeString::fromUTF8(word).toUpper().toUTF8String(capitals);
  return models::nfc(capitals);
}

/// The words of a line, without its comment.
void add_words(std::string_view line, std::set<std::string>& words) {
  const std::string text = models::collapsed(models::nfc(line.substr(0, line.find('#'))));
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    words.insert(text.substr(begin, end - begin));
    begin = end + 1;
  }
}

}  // namespace

Result<WordList> read_word_list(const fs::path& file) {
  const auto bytes = read_bytes(file);
  if (!bytes) return tl::make_unexpected(bytes.error());
  std::string_view rest = *bytes;
  if (rest.starts_with(kByteOrderMark)) rest.remove_prefix(kByteOrderMark.size());
  std::set<std::string> words;
  for (int number = 1; !rest.empty(); ++number) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (line.find(kNotUnicode) == std::string_view::npos && models::nfc(line).find(kNotUnicode) != std::string::npos)
      return models::failure(error(ErrorCode::option_invalid, file, models::english("line {} (not UTF-8)", number)));
    add_words(line, words);
  }
  WordList list{.written = words.size()};
  list.sha256 = sha256_of({reinterpret_cast<const std::uint8_t*>(bytes->data()), bytes->size()});
  const std::set<std::string> as_written = words;
  for (const std::string& word : as_written) words.insert(in_capitals(word));
  list.words.assign(words.begin(), words.end());
  return list;
}

}  // namespace hoso::ocr
