// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/profile.h"
#include "app/say.h"
#include "app/terminal/talk.h"

namespace hoso::app {
namespace {

using Json = nlohmann::ordered_json;

std::string where(const ProfilePlace& place) { return place.file.empty() ? "ships with hoso" : place.file.string(); }

ExitCode list(const Settings& settings) {
  for (const ProfilePlace& place : all_profiles()) {
    Settings ignored;
    const auto text = profile_text(place);
    const ParsedProfile parsed = text ? parse_profile(*text, where(place), ignored) : ParsedProfile{};
    if (settings.json)
      print_json({{"name", place.name},
                  {"place", where(place)},
                  {"version", parsed.version},
                  {"description", parsed.description}});
    else
      fmt::print("{:<12} {} ({}){}\n", place.name, tr(parsed.description), tr(where(place)),
                 text && parsed.faults.empty() ? "" : "  <- " + tr("not valid; see `hoso profile check`"));
  }
  return ExitCode::ok;
}

void show_value(const Settings& asked, const Option& option, const Settings& settings, const ParsedProfile& parsed) {
  const std::string value = option.get(settings), usual = option.get(Settings{});
  const auto line = parsed.lines.find(std::string(option.name));
  const bool set = line != parsed.lines.end();
  if (asked.json) {
    print_json({{"key", profile_key(option.name)},
                {"value", value},
                {"default", usual},
                {"line", set ? Json(line->second) : Json(nullptr)}});
    return;
  }
  const std::string text = profile_line(option, value);
  std::string origin = tr("default");
  if (set && value == usual) origin = say("line {}, as the default", line->second);
  if (set && value != usual) origin = say("line {}, default {}", line->second, usual.empty() ? tr("none") : usual);
  fmt::print("{:<34} # {}\n", text, origin);
}

ExitCode show(const Settings& asked, const std::string& name) {
  const auto place = find_profile(name);
  if (!place) return tell_error(asked, place.error());
  const auto text = profile_text(*place);
  if (!text) return tell_error(asked, text.error());
  Settings settings;
  const ParsedProfile parsed = parse_profile(*text, where(*place), settings);
  if (!asked.json) {
    fmt::print("# {} ({})\n", place->name, tr(where(*place)));
    if (!parsed.version.empty()) fmt::print("# {}\n", say("version {}", parsed.version));
    if (!parsed.description.empty()) fmt::print("# {}\n", tr(parsed.description));
    fmt::print("\n");
  }
  for (const Option& option : option_table())
    if (option.in_profile && !option.hidden) show_value(asked, option, settings, parsed);
  for (const models::Error& fault : parsed.faults) tell_error(asked, fault);
  return parsed.faults.empty() ? ExitCode::ok : ExitCode::configuration;
}

ExitCode check(const Settings& asked, const std::string& name) {
  std::error_code ignored;
  const bool is_file = std::filesystem::exists(name, ignored);
  const auto place = is_file ? ProfilePlace{.name = name, .file = name} : find_profile(name);
  if (!place) return tell_error(asked, place.error());
  const auto text = profile_text(*place);
  if (!text) return tell_error(asked, text.error());
  Settings settings;
  const ParsedProfile parsed = parse_profile(*text, place->file.empty() ? place->name : place->file.string(), settings);
  for (const models::Error& fault : parsed.faults) tell_error(asked, fault);
  if (!parsed.faults.empty()) return ExitCode::configuration;
  if (!asked.quiet) fmt::print("{}\n", say("{}: valid, {} keys set", name, parsed.lines.size()));
  return ExitCode::ok;
}

}  // namespace

ExitCode run_profile(const Settings& settings, const std::stop_token& /*stop*/) {
  const std::string& action = settings.words.front();
  if (action == "list") return list(settings);
  if (settings.words.size() != 2) {
    fmt::print(
        stderr, "hoso: {}\n",
        say("`hoso profile {}` needs the name of one profile, or a file. `hoso profile list` names them.", action));
    return ExitCode::usage;
  }
  return action == "show" ? show(settings, settings.words[1]) : check(settings, settings.words[1]);
}

}  // namespace hoso::app
