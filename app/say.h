// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "hoso/models/error_text.h"

/// What a user reads, in English or Vietnamese. The English text stands in the code and is the name of its translation
/// in data/messages/vi.po; scripts/messages finds those inside say(), tr() and counted(); `hoso help messages` tells
/// those of the tables.
namespace hoso::app {

/// The language of this process from now on; English before. For main, before anything is told.
void speak(models::MessageLanguage language);
models::MessageLanguage spoken();
/// What LC_ALL, LC_MESSAGES or LANG ask for, the first that is set.
models::MessageLanguage language_of_environment();

/// The text in the language that is spoken.
std::string tr(std::string_view english);

/// The same with its places filled in.
template <typename... Values>
std::string say(fmt::format_string<Values...> english, Values&&... values) {
  const fmt::string_view text = english;
  return fmt::vformat(tr({text.data(), text.size()}), fmt::make_format_args(values...));
}

/// How many letters a text has.
std::size_t letters(std::string_view text);

/// "1 page", "2 pages".
std::string counted(long count, const char* one, const char* many);

}  // namespace hoso::app
