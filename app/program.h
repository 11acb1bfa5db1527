// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "app/command_line.h"
#include "app/exit_codes.h"

/// What the two programs share. `hoso` does itself what needs no page's pixels, and starts in milliseconds;
/// the rest it hands over to `hoso-pages`, whose libraries alone take longer to load than a question to the catalogue.
namespace hoso::app {

/// A command that this program does itself.
struct OwnCommand {
  unsigned bit;  ///< CommandBit
  ExitCode (*run)(const Settings& settings, const std::stop_token& stop);
};

/// What `hoso` does itself: it works on records and the catalogue, and calls nothing that loads images.
std::span<const OwnCommand> commands_of_records();
/// What `hoso-pages` does: all that looks at pages.
std::span<const OwnCommand> commands_of_pages();

/// Reads the words behind the program's name, prints help and mistakes, and runs what is its own; for other commands
/// `elsewhere` is called with the words. The exit code.
int run_program(const std::vector<std::string>& words, std::span<const OwnCommand> own,
                ExitCode (*elsewhere)(const std::vector<std::string>& words));

}  // namespace hoso::app
