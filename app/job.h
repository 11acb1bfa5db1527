// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "app/options.h"

namespace hoso::app {

/// Where the folder of dossiers keeps its catalogue of procedures.
inline std::filesystem::path procedures_file(const Settings& settings) { return settings.out / "procedures.json"; }

/// The settings of a run, with what its folder of dossiers brings.
inline pipeline::Options job_of(const Settings& settings) {
  pipeline::Options job = settings.job;
  std::error_code ignored;
  if (std::filesystem::exists(procedures_file(settings), ignored)) job.procedures = procedures_file(settings);
  return job;
}

}  // namespace hoso::app
