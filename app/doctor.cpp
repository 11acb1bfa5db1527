// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "app/command.h"
#include "app/names.h"
#include "app/profile.h"
#include "app/say.h"
#include "app/terminal/talk.h"
#include "hoso/extraction/code_hosts.h"
#include "hoso/models/messages.h"
#include "hoso/pipeline/line_reader.h"
#include "hoso/scanners/sane_source.h"
#include "hoso/storage/catalogue.h"

namespace hoso::app {
namespace {

namespace fs = std::filesystem;

enum class State { well, doubtful, broken };

/// One thing that was looked at.
struct Check {
  const char* name;
  State state = State::well;
  std::string what;
  std::string remedy = {};
};

constexpr std::uintmax_t kMegabyte = std::uintmax_t{1} << 20;
constexpr std::uintmax_t kLittleSpace = 2048 * kMegabyte, kNoSpace = 50 * kMegabyte;

const char* name_of(State state) {
  switch (state) {
    case State::well:
      return "well";
    case State::doubtful:
      return "doubtful";
    case State::broken:
      return "broken";
  }
  return "";
}

std::string in_words(State state) {
  if (state == State::well) return tr("well");
  return state == State::doubtful ? tr("doubtful") : tr("broken");
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

Check from(const char* name, State state, const models::Error& error, const Settings& settings) {
  const models::ErrorText text = models::describe(error, settings.messages);
  return {name, state, text.sentence, text.remedy};
}

Check language(const Settings& settings) {
  const auto reader = pipeline::open_line_reader(settings.job);
  if (!reader) return from("language", State::broken, reader.error(), settings);
  const std::string& note = (*reader)->note();
  return {"language", State::well,
          say("\"{}\" can be read{}.", settings.job.language,
              note.empty() ? "" : " (" + models::retold(note, settings.messages) + ")")};
}

std::optional<fs::path> on_path(const std::string& program) {
  const std::string folders = environment("PATH");
  for (std::size_t begin = 0; begin <= folders.size();) {
    const std::size_t end = std::min(folders.find(':', begin), folders.size());
    const fs::path file = fs::path(folders.substr(begin, end - begin)) / program;
    if (access(file.c_str(), X_OK) == 0) return file;
    begin = end + 1;
  }
  return std::nullopt;
}

/// A program that hoso calls, and Debian's package with it.
Check tool(const char* program, const char* package, const std::string& what_for) {
  if (const auto found = on_path(program)) return {"program", State::well, say("{} is {}.", program, found->string())};
  return {"program", State::broken, say("{} is missing; without it {}.", program, what_for),
          say("Install the package {}.", package)};
}

Check profile(const Settings& settings) {
  Settings tried;
  const auto read = read_profile(settings.profile, tried);
  if (!read) return from("profile", State::broken, read.error(), settings);
  return {"profile", State::well, say("\"{}\" is valid.", read->name)};
}

Check space(const char* name, const fs::path& folder) {
  std::error_code error;
  const auto room = fs::space(folder, error);
  if (error)
    return {name, State::broken, fmt::format("{}: {}.", folder.string(), error.message()), tr("Name another folder.")};
  const std::string what = say("{}: {} MB are free.", folder.string(), room.available / kMegabyte);
  if (room.available >= kLittleSpace) return {name, State::well, what};
  return {name, room.available < kNoSpace ? State::broken : State::doubtful, what,
          tr("Make room: a scanned page takes about half a megabyte.")};
}

/// The folder, or the first above it that exists: there it would be made.
fs::path existing(fs::path folder) {
  std::error_code ignored;
  folder = fs::absolute(folder, ignored);
  while (!fs::exists(folder, ignored) && folder.has_relative_path()) folder = folder.parent_path();
  return folder;
}

Check writable(const char* name, const fs::path& folder) {
  const fs::path place = existing(folder);
  std::error_code ignored;
  if (fs::is_directory(place, ignored) && access(place.c_str(), W_OK | X_OK) == 0) return space(name, place);
  return {name, State::broken, say("nothing can be written to {}.", place.string()),
          tr("Check the folder's permissions, or name another.")};
}

fs::path temporary_folder() {
  const std::string folder = environment("TMPDIR");
  return folder.empty() ? "/tmp" : folder;
}

Check catalogue(const Settings& settings) {
  const auto opened = storage::Catalogue::open_existing(settings.out);
  if (!opened && opened.error().code == models::ErrorCode::catalogue_missing)
    return {"catalogue", State::well, say("{} has none yet.", settings.out.string())};
  const auto size = opened ? opened->size() : models::failure(opened.error());
  if (!size) return from("catalogue", State::broken, size.error(), settings);
  return {"catalogue", State::well,
          say("{}: {}, {}.", settings.out.string(), counted(size->dossiers, "dossier", "dossiers"),
              counted(size->pages, "page", "pages"))};
}

/// Names of files are bytes; only a terminal that thinks otherwise shows them wrong.
Check locale() {
  std::string name;
  for (const char* variable : {"LC_ALL", "LC_CTYPE", "LANG"})
    if (name.empty()) name = environment(variable);
  std::string upper = name;
  std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  if (upper.find("UTF-8") != std::string::npos || upper.find("UTF8") != std::string::npos)
    return {"locale", State::well, name + "."};
  return {"locale", State::doubtful,
          say("{} is not UTF-8; a terminal may show Vietnamese letters wrong.",
              name.empty() ? tr("none is set, which") : name),
          tr("Set LANG=C.UTF-8; what hoso writes does not depend on it.")};
}

Check machine(const Settings& settings) {
  const long pages = sysconf(_SC_AVPHYS_PAGES), size = sysconf(_SC_PAGESIZE);
  const std::uint64_t free_mb = static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(size) / kMegabyte;
  const std::uint64_t wanted_mb = settings.job.memory_budget_bytes / kMegabyte;
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  const std::string what = say("{}, {} MB of memory are free, {} MB are for pages in work.",
                               counted(cores, "core", "cores"), free_mb, wanted_mb);
  if (free_mb > wanted_mb) return {"machine", State::well, what};
  return {"machine", State::doubtful, what, tr("Close other programs, or give less with --memory.")};
}

Check scanner(const Settings& settings) {
  const auto devices = scanners::list_scanners();
  if (!devices && devices.error().code == models::ErrorCode::tool_missing)
    return {"scanner", State::doubtful, say("the program {} is missing.", devices.error().subject),
            tr("It comes with hoso; install hoso again if you scan with it.")};
  if (!devices) return from("scanner", State::doubtful, devices.error(), settings);
  if (devices->empty())
    return {"scanner", State::well, tr("none was found; if there should be one, is it switched on and connected?")};
  return {"scanner", State::well,
          say("{}, the first is {}.", counted(static_cast<long>(devices->size()), "scanner", "scanners"),
              devices->front().name)};
}

Check bar_codes(const Settings& settings) {
  const auto program = extraction::find_code_host();
  if (!program)
    return {"bar codes", State::doubtful,
            say("the program {} is missing; a page on which a decoder fails would end hoso.", program.error().subject),
            tr("It comes with hoso; install hoso again.")};
  if (const auto started = extraction::CodeHosts().start(); !started)
    return from("bar codes", State::doubtful, started.error(), settings);
  return {"bar codes", State::well, say("{} starts.", program->string())};
}

std::vector<Check> all_checks(Settings settings) {
  std::vector<Check> checks{profile(settings)};
  // What the profile sets is checked as it would be used.
  (void)read_profile(settings.profile, settings);
  checks.push_back(language(settings));
  checks.push_back(
      tool("pdftoppm", "poppler-utils", tr("PDF pages of text and drawings, `hoso view` and `hoso render` fail")));
  checks.push_back(bar_codes(settings));
  checks.push_back(machine(settings));
  checks.push_back(locale());
  checks.push_back(writable("temporary files", temporary_folder()));
  if (resolve_out(settings)) {
    checks.push_back(writable("dossiers", settings.out));
    checks.push_back(catalogue(settings));
  }
  checks.push_back(scanner(settings));
  return checks;
}

void print(const Settings& settings, const Check& check) {
  if (settings.json)
    return print_json(
        {{"check", check.name}, {"state", name_of(check.state)}, {"what", check.what}, {"remedy", check.remedy}});
  if (settings.quiet && check.state == State::well) return;
  fmt::print("{:<9} {}: {}\n", in_words(check.state), key_name(check.name), check.what);
  if (!check.remedy.empty()) fmt::print("{:<9} -> {}\n", "", check.remedy);
}

}  // namespace

ExitCode run_doctor(const Settings& settings, const std::stop_token& /*stop*/) {
  const std::vector<Check> checks = all_checks(settings);
  for (const Check& check : checks) print(settings, check);
  const bool broken = std::ranges::any_of(checks, [](const Check& check) { return check.state == State::broken; });
  return broken ? ExitCode::nothing_found : ExitCode::ok;
}

}  // namespace hoso::app
