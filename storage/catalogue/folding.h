// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace hoso::storage {

/// A lower-case word with its marks, as the index keeps it: the tone of open oa, oe, uy stands on the first vowel
/// (hoà -> hòa, khoẻ -> khỏe, thuý -> thúy, but quý stays), and the eth that OCR gives for đ is a đ.
std::string exact_form(std::string_view lower_case_word);

/// The word without any marks: đường -> duong.
std::string plain_form(std::string_view lower_case_word);

}  // namespace hoso::storage
