// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <system_error>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <fmt/format.h>
#include <opencv2/core/utility.hpp>

#include "app/command_line.h"
#include "app/interruption.h"
#include "app/profile.h"
#include "app/terminal/talk.h"

namespace hoso::app {
namespace {

/// Pages are large and come one after another: given back to the system and taken again, their memory costs a
/// twenty-fifth of the time.
void keep_freed_memory() {
#ifdef __GLIBC__
  constexpr int kMegabyte = 1 << 20;
  mallopt(M_MMAP_THRESHOLD, 1024 * kMegabyte);
  mallopt(M_TRIM_THRESHOLD, 1024 * kMegabyte);
  mallopt(M_TOP_PAD, 16 * kMegabyte);
#endif
}

ExitCode run(const CommandLine& line) {
  // A process's own choice, not the library's: pages run side by side, so the work inside one page stays on its thread.
  cv::setNumThreads(1);
  keep_freed_memory();
  auto settings = settle(line);
  speak(settings ? settings->messages : settings_for_talk(line).messages);
  if (!settings) return tell_error(settings_for_talk(line), settings.error());
  if (line.command->needs_folder)
    if (const auto out = resolve_out(*settings); !out) return tell_error(*settings, out.error());
  const Interruption interruption;
  return line.command->run(*settings, interruption.token());
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

ExitCode run_program(const std::vector<std::string>& words) {
  speak(language_for(words));
  const auto read = read_command_line(words);
  if (const auto* line = std::get_if<CommandLine>(&read)) return run(*line);
  const auto& printed = std::get<Printed>(read);
  fmt::print(printed.code == ExitCode::ok ? stdout : stderr, "{}", printed.text);
  return printed.code;
}

}  // namespace
}  // namespace hoso::app

int main(int argc, char** argv) {
  using hoso::app::ExitCode;
  try {
    const ExitCode code = hoso::app::run_program({argv + 1, argv + argc});
    // Results that nobody got are no success: the disk may be full.
    if (std::fflush(stdout) == 0) return static_cast<int>(code);
    throw std::system_error(errno, std::generic_category());
  } catch (const std::system_error& e) {
    fmt::print(stderr, "hoso: {} [{}]\n",
               hoso::app::tr("the results could not be written. Make room where they go, and try again."),
               e.code().message());
    return static_cast<int>(ExitCode::input_output);
  } catch (const std::exception& e) {
    fmt::print(stderr, "hoso: {} [{}]\n",
               hoso::app::tr("something went wrong inside the program. Report this with the technical cause."),
               e.what());
    return static_cast<int>(ExitCode::internal);
  }
}
