// SPDX-License-Identifier: Apache-2.0
#include "ocr/letter_count.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace hoso::ocr {

int letter_count(std::string_view text) {
  int count = 0;
  const auto length = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < length;) {
    UChar32 character = 0;
    U8_NEXT(text.data(), at, length, character);
    if (character >= 0 && u_isalnum(character) != 0) ++count;
  }
  return count;
}

bool in_capitals(std::string_view text) {
  const auto length = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < length;) {
    UChar32 character = 0;
    U8_NEXT(text.data(), at, length, character);
    if (character >= 0 && u_islower(character) != 0) return false;
  }
  return true;
}

}  // namespace hoso::ocr
