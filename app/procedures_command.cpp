// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include <fmt/format.h>

#include "app/command.h"
#include "app/job.h"
#include "app/say.h"
#include "app/terminal/talk.h"
#include "app/view/stored_dossier.h"
#include "hoso/extraction/procedures.h"

namespace hoso::app {
namespace {

namespace fs = std::filesystem;
using models::Result;

/// What the folder has already; nothing where it has none.
Result<extraction::Procedures> stored(const fs::path& file) {
  std::error_code ignored;
  extraction::Procedures procedures;
  if (!fs::exists(file, ignored)) return procedures;
  auto entries = extraction::read_procedures(file);
  if (!entries) return tl::make_unexpected(entries.error());
  procedures.merge(std::move(*entries));
  return procedures;
}

/// A reader finds the old list or the new one, never half of one.
Result<void> put(const fs::path& file, const std::string& text) {
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  const fs::path fresh = file.string() + ".part";
  if (Result<void> written = write_file(fresh, text); !written) return written;
  fs::rename(fresh, file, error);
  if (!error) return {};
  return models::failure({.code = models::ErrorCode::output_unwritable,
                          .stage = models::Stage::store,
                          .file = file.string(),
                          .cause = error.message()});
}

ExitCode import_lists(const Settings& settings, extraction::Procedures procedures, const fs::path& file) {
  for (std::size_t i = 1; i < settings.words.size(); ++i) {
    auto entries = extraction::read_procedures(settings.words[i]);
    if (!entries) return tell_error(settings, entries.error());
    if (!settings.json && !settings.quiet)
      fmt::print("{}: {}\n", settings.words[i], counted(static_cast<long>(entries->size()), "procedure", "procedures"));
    procedures.merge(std::move(*entries));
  }
  if (const auto done = put(file, extraction::procedures_json(procedures.entries())); !done)
    return tell_error(settings, done.error());
  const auto all = static_cast<long>(procedures.size());
  if (settings.json)
    print_json({{"procedures", all}, {"file", file.string()}});
  else
    fmt::print("{}\n", say("{} now in {}", counted(all, "procedure is", "procedures are"), file.string()));
  return ExitCode::ok;
}

ExitCode list(const Settings& settings, const extraction::Procedures& procedures) {
  for (const extraction::ProcedureEntry& entry : procedures.entries()) {
    if (settings.json)
      print_json({{"code", entry.code},
                  {"name", entry.name},
                  {"valid_from", entry.valid_from},
                  {"valid_until", entry.valid_until},
                  {"replaced_by", entry.replaced_by},
                  {"papers", entry.papers.size()}});
    else
      fmt::print("{:<14} {:<10} {:<10} {}\n", entry.code, entry.valid_from, entry.valid_until, entry.name);
  }
  if (procedures.size() == 0 && !settings.json && !settings.quiet)
    fmt::print(stderr, "{}\n", tr("There are none yet; `hoso procedures import FILE` brings them in."));
  return procedures.size() > 0 ? ExitCode::ok : ExitCode::nothing_found;
}

}  // namespace

ExitCode run_procedures(const Settings& settings, const std::stop_token& /*stop*/) {
  const fs::path file = procedures_file(settings);
  auto procedures = stored(file);
  if (!procedures) return tell_error(settings, procedures.error());
  const bool imports = settings.words.front() == "import";
  if (!imports && settings.words.size() == 1) return list(settings, *procedures);
  if (imports && settings.words.size() > 1) return import_lists(settings, std::move(*procedures), file);
  return tell_error(settings, {.code = models::ErrorCode::option_invalid,
                               .stage = models::Stage::configure,
                               .subject = imports ? tr("`hoso procedures import` without a file")
                                                  : tr("`hoso procedures list` with a name")});
}

}  // namespace hoso::app
