// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/commands.h"
#include "app/options.h"
#include "app/say.h"

namespace hoso::app {

/// A text that `hoso help NAME` prints.
struct HelpTopic {
  std::string_view name;
  std::string_view what;
  std::string (*text)();
  bool for_people = true;  ///< false: for packagers and tests
};
std::span<const HelpTopic> help_topic_table();
std::optional<std::string> help_on(std::string_view topic);
/// The names of those for people, with commas.
std::string help_topics();

/// An option's line in the help: what it does, its choices' or number's bounds, its default.
std::string help_of(const Option& option);
/// `hoso --help` and `hoso COMMAND --help`.
std::string general_help();
std::string command_help(const Command& command);
/// Lines of at most 78 letters, broken at spaces; all but the first are indented.
std::string wrapped(std::string_view paragraph, std::size_t indent = 0);

/// All of it, made from the tables of commands, options and exit codes: hoso(1) in man's language, the bash completion,
/// and docs/reference.md.
std::string man_page();
std::string bash_completion();
std::string reference();
/// The English texts of the tables and of errors as a gettext template.
std::string message_template();

}  // namespace hoso::app
