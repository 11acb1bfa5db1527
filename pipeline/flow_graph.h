// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>

#include "hoso/models/page_stages.h"
#include "hoso/pipeline/digitise.h"
#include "pipeline/collector.h"

namespace hoso::pipeline {

/// The stations of a page's way, bound to engines and options. Called from many threads at once; whatever they throw
/// becomes an error of that page or dossier.
struct Stations {
  /// What was told of a dossier that begins; unset: nothing.
  std::function<models::Result<models::Metadata>(const models::DossierOpened&)> metadata = {};
  std::function<models::Result<models::DecodedPage>(const models::SourcePage&)> decode;
  std::function<models::Result<models::CleanPage>(models::DecodedPage)> clean;
  std::function<models::Result<models::ReadPage>(models::CleanPage)> recognise;
  std::function<models::Result<models::SeenPage>(models::ReadPage)> observe;
  std::function<models::Result<models::ComposedPage>(models::SeenPage, const std::filesystem::path& pdf)> compose;
  /// The page failed on its way: archive its image if that can be had, else a placeholder, with the error in its facts.
  std::function<models::Result<models::ComposedPage>(const models::SourcePage&, const models::Error&,
                                                     const std::filesystem::path& pdf)>
      rescue;
  std::function<models::Result<storage::StoredDossier>(CompleteDossier)> store;
};

struct FlowLimits {
  int threads = 0;  ///< 0: one a core
  std::uint64_t memory_budget_bytes = 320ull << 20;
  int tickets = 64;  ///< pages whose headers were read but that are not admitted yet
};

/// Runs the graph until the source is empty or `stop` is requested, and all pages taken are through.
Summary run_flow(scanners::PageSource& source, storage::DossierSink& sink, const Stations& stations,
                 const FlowLimits& limits, const Progress& progress, const std::stop_token& stop);

}  // namespace hoso::pipeline
