// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "app/exit_codes.h"
#include "app/options.h"
#include "app/say.h"

namespace hoso::app {

/// Sentence, remedy, and the technical cause in brackets.
std::string in_words(const Settings& settings, const models::Error& error);

/// Tells an error on stderr.
ExitCode tell_error(const Settings& settings, const models::Error& error);
/// A JSON object as a line on stdout.
void print_json(const nlohmann::ordered_json& json);
/// A word as the shell takes it as one: quoted where it must be.
std::string shell_word(const std::string& word);

}  // namespace hoso::app
