// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/job.h"
#include "app/say.h"
#include "app/terminal/talk.h"
#include "app/terminal/teller.h"
#include "hoso/models/messages.h"
#include "hoso/pipeline/digitise.h"
#include "hoso/scanners/sane_source.h"
#include "hoso/storage/folder_sink.h"

namespace hoso::app {
namespace {

using models::Result;
using scanners::PaperSource;

PaperSource paper_source(const std::string& name) {
  if (name == "duplex") return PaperSource::feeder_duplex;
  return name == "flatbed" ? PaperSource::flatbed : PaperSource::automatic;
}

models::ColourMode colour_mode(const std::string& name) {
  if (name == "bw") return models::ColourMode::bw;
  return name == "grey" ? models::ColourMode::grey : models::ColourMode::colour;
}

Result<scanners::ScanOptions> scan_options(const Settings& settings) {
  const auto missing = [](const std::string& what) {
    return models::failure(
        {.code = models::ErrorCode::option_invalid, .stage = models::Stage::configure, .subject = what});
  };
  if (!settings.name) return missing(tr("a scan without a name (give --name NAME)"));
  if (settings.device.empty())
    return missing(tr("a scan without a scanner (give --device DEVICE; `hoso scanners` names them)"));
  const auto name = models::DossierName::from(*settings.name);
  if (!name) return models::failure(name.error());
  const std::filesystem::path spool = settings.spool.empty() ? settings.out / ".hoso-spool" : settings.spool;
  return scanners::ScanOptions{.device = settings.device,
                               .name = *name,
                               .spool = spool / name->text(),
                               .source = paper_source(settings.scan_source),
                               .mode = colour_mode(settings.scan_mode),
                               .dpi = settings.scan_dpi,
                               .paper = settings.paper,
                               .jpeg_quality = settings.jpeg_quality};
}

/// What the clerk must know of the stack, once it is over.
void tell_about_stack(const Settings& settings, const scanners::ScannerSource& source) {
  for (const scanners::ScanWarning& warning : source.warnings())
    fmt::print(stderr, "{}{}\n", warning.page > 0 ? fmt::format("{} {}: ", tr("page"), warning.page) : "",
               models::retold(warning.text, spoken()));
  if (!settings.quiet) fmt::print(stderr, "{}\n", say("{} sides were scanned. Is this all?", source.sides()));
}

}  // namespace

ExitCode run_scan(const Settings& settings, const std::stop_token& stop) {
  const auto options = scan_options(settings);
  if (!options) return tell_error(settings, options.error());
  auto sink = storage::open_folder_sink(sink_options(settings));
  if (!sink) return tell_error(settings, sink.error());
  auto source = scanners::open_scanner(*options, stop);
  if (!source) return tell_error(settings, source.error());
  Teller teller(settings);
  const auto summary = pipeline::digitise(
      **source, **sink, job_of(settings), [&](const pipeline::Event& event) { teller.tell(event); }, stop);
  if (!summary) return tell_error(settings, summary.error());
  teller.summarise(*summary);
  if (summary->stopped) teller.tell_how_to_resume();
  tell_about_stack(settings, **source);
  const auto fault = (*source)->error();
  // The masters are in the record now, byte for byte; they go only once it is stored.
  if (summary->dossiers_stored == 1 && !fault) {
    std::error_code ignored;
    std::filesystem::remove_all(options->spool, ignored);
  } else if ((*source)->sides() > 0) {
    fmt::print(stderr, "{}\n", say("The scanned images are kept in {}", options->spool.string()));
  }
  if (!fault) return exit_code(*summary);
  const ExitCode code = tell_error(settings, *fault);
  return (*source)->sides() > 0 && code != ExitCode::interrupted ? ExitCode::in_doubt : code;
}

ExitCode run_scanners(const Settings& settings, const std::stop_token& /*stop*/) {
  const auto devices = scanners::list_scanners();
  if (!devices) return tell_error(settings, devices.error());
  for (const scanners::ScannerDevice& device : *devices) {
    if (settings.json) {
      const nlohmann::ordered_json json{
          {"name", device.name}, {"vendor", device.vendor}, {"model", device.model}, {"type", device.type}};
      print_json(json);
    } else {
      fmt::print("{}  {} {} ({})\n", device.name, device.vendor, device.model, device.type);
    }
  }
  if (devices->empty() && !settings.json)
    fmt::print(stderr, "{}\n", tr("No scanner was found. Is it switched on and connected?"));
  return devices->empty() ? ExitCode::nothing_found : ExitCode::ok;
}

}  // namespace hoso::app
