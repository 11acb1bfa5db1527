// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "app/commands.h"
#include "app/exit_codes.h"

/// From what was typed to what shall be done.
namespace hoso::app {

/// A command with what its line said, before profile and environment are asked.
struct CommandLine {
  const Command* command = nullptr;
  std::map<std::string, std::string> values;  ///< option name -> value
  std::vector<std::string> words;             ///< the arguments
};

/// Something to print instead of a command: help, or what is wrong with the line.
struct Printed {
  std::string text;
  ExitCode code = ExitCode::ok;  ///< other than ok: it goes to stderr
};

/// Reads the words behind the program's name.
std::variant<CommandLine, Printed> read_command_line(const std::vector<std::string>& words);

/// What is known of how to talk before the settings are complete.
Settings settings_for_talk(const CommandLine& line);

/// Profile, then the command line, which wins. Errors: those of read_profile, option_invalid.
models::Result<Settings> settle(const CommandLine& line);

}  // namespace hoso::app
