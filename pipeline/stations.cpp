// SPDX-License-Identifier: Apache-2.0
#include "pipeline/stations.h"

#include <unistd.h>

#include <array>
#include <ctime>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "hoso/extraction/duplicates.h"
#include "hoso/extraction/observe.h"
#include "hoso/imaging/clean.h"
#include "hoso/ocr/recognise.h"
#include "hoso/scanners/decode.h"
#include "hoso/storage/compose.h"
#include "hoso/storage/metadata_file.h"
#include "pipeline/dossier_work.h"
#include "pipeline/quality.h"

namespace hoso::pipeline {
namespace {

using models::Result;

/// What is nearest to the dossier comes first: its own file, then what was told of all.
Result<models::Metadata> metadata(const Workshop& workshop, const models::DossierOpened& opened) {
  models::Metadata own;
  if (!opened.metadata_file.empty()) {
    auto read = storage::read_metadata(opened.metadata_file);
    if (!read) return read;
    own = std::move(*read);
  }
  own.insert(workshop.options.metadata.begin(), workshop.options.metadata.end());
  return storage::completed(std::move(own));
}

Result<models::DecodedPage> decode(const Workshop& workshop, const models::SourcePage& page) {
  return scanners::decode(page, {.render_dpi = workshop.options.render_dpi}, {});
}

Result<models::CleanPage> clean(Workshop& workshop, models::DecodedPage page) {
  const imaging::CleanOptions options{.find_orientation = workshop.options.find_orientation,
                                      .deskew = workshop.options.deskew};
  return imaging::clean(std::move(page), options, [&](const cv::Mat& line) {
    const auto engine = workshop.engines->acquire();
    return engine ? (*engine)->legibility(line) : 0.0;
  });
}

Result<models::ReadPage> recognise(Workshop& workshop, models::CleanPage page) {
  auto engine = workshop.engines->acquire();
  if (!engine) return models::failure(engine.error());
  models::ReadPage read = ocr::recognise(std::move(page), **engine, {});
  read.facts.quality = judge(read.facts, read.text, workshop.options.quality);
  return read;
}

/// The page as delivered, unread: its image is archived whatever reading it does.
Result<models::ComposedPage> archive_unread(const Workshop& workshop, const models::SourcePage& source,
                                            const models::Error& error, const std::filesystem::path& pdf) {
  Result<models::DecodedPage> decoded = decode(workshop, source);
  if (!decoded) return models::failure(decoded.error());
  models::CleanPage page = imaging::clean(
      std::move(*decoded), {.find_orientation = false, .deskew = false, .find_several_papers = false}, {});
  page.facts.failure = error;
  return storage::compose({.facts = std::move(page.facts),
                           .text = {},
                           .master = std::move(page.master),
                           .overlays = std::move(page.overlays)},
                          workshop.options.level, pdf);
}

Result<models::ComposedPage> rescue(const Workshop& workshop, const models::SourcePage& source,
                                    const models::Error& error, const std::filesystem::path& pdf) {
  const bool has_image = error.stage != models::Stage::source && error.stage != models::Stage::decode &&
                         error.stage != models::Stage::scan;
  if (has_image) {
    Result<models::ComposedPage> archived = archive_unread(workshop, source, error, pdf);
    if (archived) return archived;
  }
  models::PageFacts facts{.id = source.id, .source = source.source};
  return storage::compose_placeholder(std::move(facts), error, pdf);
}

std::string iso_utc(std::chrono::system_clock::time_point time) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

storage::RunFacts run_facts(const DossierWork& work) {
  std::array<char, 256> host{};
  gethostname(host.data(), host.size() - 1);
  storage::RunFacts run{.started_at = iso_utc(work.opened_at),
                        .finished_at = iso_utc(std::chrono::system_clock::now()),
                        .host = host.data()};
  for (std::size_t stage = 0; stage < work.nanoseconds_a_stage.size(); ++stage)
    if (const std::int64_t nanoseconds = work.nanoseconds_a_stage.at(stage); nanoseconds > 0)
      run.seconds_a_stage.emplace(models::name_of(static_cast<models::Stage>(stage)),
                                  static_cast<double>(nanoseconds) / 1e9);
  return run;
}

Result<storage::StoredDossier> store(const Workshop& workshop, CompleteDossier complete) {
  {
    const StageClock clock(*complete.work, models::Stage::extract);
    complete.dossier.documents = extraction::assemble(complete.dossier.pages, *workshop.types,
                                                      workshop.options.separation, complete.dossier.metadata);
    extraction::mark_duplicates(complete.dossier);
    extraction::add_procedure(complete.dossier, workshop.procedures, *workshop.types);
  }
  if (workshop.options.stop_at_secrets)
    if (auto secret = extraction::secret_sheet(complete.dossier)) return models::failure(std::move(*secret));
  return workshop.sink->store(std::move(complete.dossier), workshop.provenance, run_facts(*complete.work));
}

}  // namespace

Stations bind_stations(Workshop& workshop) {
  return {.metadata = [&](const models::DossierOpened& opened) { return metadata(workshop, opened); },
          .decode = [&](const models::SourcePage& page) { return decode(workshop, page); },
          .clean = [&](models::DecodedPage page) { return clean(workshop, std::move(page)); },
          .recognise = [&](models::CleanPage page) { return recognise(workshop, std::move(page)); },
          .observe = [&](models::ReadPage page) -> Result<models::SeenPage> {
            return extraction::observe(std::move(page), workshop.code_hosts.get());
          },
          .compose =
              [&](models::SeenPage page, const std::filesystem::path& pdf) {
                return storage::compose(std::move(page), workshop.options.level, pdf);
              },
          .rescue = [&](const models::SourcePage& page, const models::Error& error,
                        const std::filesystem::path& pdf) { return rescue(workshop, page, error, pdf); },
          .store = [&](CompleteDossier complete) { return store(workshop, std::move(complete)); }};
}

}  // namespace hoso::pipeline
