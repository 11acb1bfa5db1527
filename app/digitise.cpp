// SPDX-License-Identifier: Apache-2.0
#include "hoso/pipeline/digitise.h"

#include <filesystem>

#include <fmt/format.h>

#include "app/command.h"
#include "app/job.h"
#include "app/run.h"
#include "app/say.h"
#include "app/terminal/talk.h"
#include "app/terminal/teller.h"
#include "hoso/scanners/file_source.h"
#include "hoso/storage/folder_sink.h"

namespace hoso::app {

ExitCode run_job(scanners::PageSource& source, const storage::FolderSinkOptions& sink_options, const Settings& settings,
                 const std::stop_token& stop) {
  auto sink = storage::open_folder_sink(sink_options);
  if (!sink) return tell_error(settings, sink.error());
  Teller teller(settings);
  const auto summary = pipeline::digitise(
      source, **sink, job_of(settings), [&](const pipeline::Event& event) { teller.tell(event); }, stop);
  if (!summary) return tell_error(settings, summary.error());
  teller.summarise(*summary);
  if (summary->stopped && !sink_options.new_version) teller.tell_how_to_resume();
  return exit_code(*summary);
}

namespace {

/// A folder of folders is often meant as many dossiers, and becomes one.
void tell_of_sub_folders(const Settings& settings) {
  if (settings.each || settings.quiet || settings.json || settings.inputs.size() != 1) return;
  long folders = 0;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(settings.inputs.front(), error), end; !error && entry != end;
       entry.increment(error))
    if (std::error_code ignored; entry->is_directory(ignored)) ++folders;
  if (folders > 1)
    fmt::print(stderr, "{}\n",
               say("{} sub-folders become one dossier; with --each every one becomes a dossier.", folders));
}

}  // namespace

ExitCode run_digitise(const Settings& settings, const std::stop_token& stop) {
  tell_of_sub_folders(settings);
  auto source = scanners::open_files(source_options(settings));
  if (!source) return tell_error(settings, source.error());
  return run_job(**source, sink_options(settings), settings, stop);
}

}  // namespace hoso::app
