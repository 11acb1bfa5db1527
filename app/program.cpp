// SPDX-License-Identifier: Apache-2.0
#include "app/program.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <system_error>

#include <fmt/format.h>

#include "app/interruption.h"
#include "app/profile.h"
#include "app/terminal/talk.h"

namespace hoso::app {
namespace {

ExitCode run(const CommandLine& line, const OwnCommand& command) {
  auto settings = settle(line);
  speak(settings ? settings->messages : settings_for_talk(line).messages);
  if (!settings) return tell_error(settings_for_talk(line), settings.error());
  if (line.command->needs_folder)
    if (const auto out = resolve_out(*settings); !out) return tell_error(*settings, out.error());
  const Interruption interruption;
  return command.run(*settings, interruption.token());
}

/// Mistakes in the line and help are told in it already.
models::MessageLanguage language_for(const std::vector<std::string>& words) {
  const auto option = std::ranges::find_if(words, [](const auto& word) { return word.starts_with("--messages"); });
  if (option == words.end()) return language_of_environment();
  const bool joined = option->find('=') != std::string::npos;
  const std::string value = joined                             ? option->substr(option->find('=') + 1)
                            : std::next(option) != words.end() ? *std::next(option)
                                                               : "";
  return value == "vi" ? models::MessageLanguage::vietnamese : models::MessageLanguage::english;
}

ExitCode run_words(const std::vector<std::string>& words, std::span<const OwnCommand> own,
                   ExitCode (*elsewhere)(const std::vector<std::string>&)) {
  speak(language_for(words));
  const auto read = read_command_line(words);
  if (const auto* line = std::get_if<CommandLine>(&read)) {
    const auto command = std::ranges::find(own, line->command->bit, &OwnCommand::bit);
    return command == own.end() ? elsewhere(words) : run(*line, *command);
  }
  const auto& printed = std::get<Printed>(read);
  fmt::print(printed.code == ExitCode::ok ? stdout : stderr, "{}", printed.text);
  return printed.code;
}

}  // namespace

int run_program(const std::vector<std::string>& words, std::span<const OwnCommand> own,
                ExitCode (*elsewhere)(const std::vector<std::string>& words)) {
  try {
    const ExitCode code = run_words(words, own, elsewhere);
    // Results that nobody got are no success: the disk may be full.
    if (std::fflush(stdout) == 0) return static_cast<int>(code);
    throw std::system_error(errno, std::generic_category());
  } catch (const std::system_error& e) {
    fmt::print(stderr, "hoso: {} [{}]\n",
               tr("the results could not be written. Make room where they go, and try again."), e.code().message());
    return static_cast<int>(ExitCode::input_output);
  } catch (const std::exception& e) {
    fmt::print(stderr, "hoso: {} [{}]\n",
               tr("something went wrong inside the program. Report this with the technical cause."), e.what());
    return static_cast<int>(ExitCode::internal);
  }
}

}  // namespace hoso::app
