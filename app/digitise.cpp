// SPDX-License-Identifier: Apache-2.0
#include "hoso/pipeline/digitise.h"
#include "app/command.h"
#include "app/job.h"
#include "app/run.h"
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

ExitCode run_digitise(const Settings& settings, const std::stop_token& stop) {
  auto source = scanners::open_files(source_options(settings));
  if (!source) return tell_error(settings, source.error());
  return run_job(**source, sink_options(settings), settings, stop);
}

}  // namespace hoso::app
