// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "hoso/models/error_text.h"

namespace hoso::models {

/// A text for people in their language, from data/messages/LANGUAGE.po; the English text is its name there. What stands
/// in no catalogue comes back as it is. Valid as long as the program runs, if `english` is.
std::string_view translated(std::string_view english, MessageLanguage language);

/// A text for people, with its places filled in: what a room has to say beyond an error's code. scripts/messages finds
/// the text in the call; records and JSON keep it as it is made here, `retold` finds its translation.
template <typename... Values>
std::string english(fmt::format_string<Values...> text, Values&&... values) {
  return fmt::format(text, std::forward<Values>(values)...);
}

/// What was told in English, in another language: the translation of the catalogue's text that it is, or from which it
/// was made; then with what fills the places, of which those with several words are looked up too, but for what stands
/// in quotes. What comes from no text of the catalogue (other programs' messages) comes back as it is.
std::string retold(std::string_view told, MessageLanguage language);

/// Every English text that `describe` can need.
std::vector<std::string_view> error_texts();

}  // namespace hoso::models
