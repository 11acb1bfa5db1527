// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "hoso/extraction/assemble.h"
#include "hoso/extraction/code_hosts.h"
#include "hoso/extraction/procedures.h"
#include "hoso/ocr/engine_pool.h"
#include "hoso/pipeline/digitise.h"
#include "pipeline/flow_graph.h"

namespace hoso::pipeline {

/// What the stations of one call share.
struct Workshop {
  Options options;
  storage::DossierSink* sink = nullptr;
  std::shared_ptr<const extraction::DocumentTypes> types;
  extraction::Procedures procedures;
  std::unique_ptr<ocr::EnginePool> engines;
  std::unique_ptr<extraction::CodeHosts> code_hosts;
  storage::Provenance provenance;
};

/// Binds each station to the rooms' free functions. The workshop must outlive the stations.
Stations bind_stations(Workshop& workshop);

}  // namespace hoso::pipeline
