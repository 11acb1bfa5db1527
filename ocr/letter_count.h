// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace hoso::ocr {

/// Letters and digits of a UTF-8 text (Unicode's alphabetic and decimal characters).
int letter_count(std::string_view text);

/// Whether no letter of it is a small one.
bool in_capitals(std::string_view text);

}  // namespace hoso::ocr
