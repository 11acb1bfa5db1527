// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/options.h"

/// One table of sub-commands, beside the one of options.
namespace hoso::app {

struct Command {
  std::string_view name;
  unsigned bit;                              ///< CommandBit
  std::string_view what;                     ///< one line
  std::string_view arguments;                ///< name of the positional arguments; empty: none
  std::string_view arguments_help;           ///< what they are
  std::vector<std::string> actions;          ///< what the first argument can be, where it is one of few words
  std::vector<std::string> examples;         ///< complete command lines
  std::vector<std::string_view> paragraphs;  ///< what the manual says beyond the line
  std::vector<std::string_view> also;        ///< what people type for it; answered with its name
  bool arguments_needed = true;
  bool several = true;        ///< more than one argument may be given
  bool needs_folder = false;  ///< works in the folder of `--out`
};

/// All commands in the order of the help.
std::span<const Command> command_table();
/// The command of that name, or null.
const Command* find_command(std::string_view name);

}  // namespace hoso::app
