// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include <fmt/format.h>

#include "app/command.h"
#include "app/say.h"
#include "app/terminal/talk.h"
#include "app/view/stored_dossier.h"
#include "hoso/extraction/check_types.h"
#include "hoso/models/messages.h"

namespace hoso::app {
namespace {

ExitCode list(const Settings& settings) {
  for (const extraction::TypeSummary& type : extraction::type_summaries()) {
    if (settings.json)
      print_json({{"name", type.name}, {"title", type.title}, {"fields", type.fields}});
    else
      fmt::print("{:<24} {}\n", type.name, type.title);
  }
  return ExitCode::ok;
}

void print_fault(const Settings& settings, const std::string& file, const extraction::TypeFault& fault) {
  if (settings.json)
    return print_json({{"file", file}, {"line", fault.line}, {"message", fault.what}, {"remedy", fault.remedy}});
  const std::string place = fault.line > 0 ? say("{}, line {}", file, fault.line) : file;
  fmt::print("{}: {}. {}\n", place, models::retold(fault.what, spoken()), models::retold(fault.remedy, spoken()));
}

ExitCode check(const Settings& settings) {
  bool sound = true;
  for (std::size_t i = 1; i < settings.words.size(); ++i) {
    const std::string& file = settings.words[i];
    if (!std::filesystem::exists(file))
      return tell_error(settings,
                        {.code = models::ErrorCode::file_not_found, .stage = models::Stage::configure, .file = file});
    const auto text = file_bytes(file);
    if (!text) return tell_error(settings, text.error());
    const auto faults = extraction::check_type(file, *text);
    for (const extraction::TypeFault& fault : faults) print_fault(settings, file, fault);
    if (faults.empty() && !settings.json && !settings.quiet) fmt::print("{}\n", say("{}: in order", file));
    sound = sound && faults.empty();
  }
  return sound ? ExitCode::ok : ExitCode::nothing_found;
}

}  // namespace

ExitCode run_types(const Settings& settings, const std::stop_token& /*stop*/) {
  const std::string action = settings.words.empty() ? "list" : settings.words.front();
  if (action == "list" && settings.words.size() <= 1) return list(settings);
  if (action == "check" && settings.words.size() > 1) return check(settings);
  return tell_error(settings, {.code = models::ErrorCode::option_invalid,
                               .stage = models::Stage::configure,
                               .subject = action == "check" ? tr("`hoso types check` without a file")
                                                            : tr("`hoso types list` with a name")});
}

}  // namespace hoso::app
