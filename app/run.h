// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stop_token>

#include "app/exit_codes.h"
#include "app/options.h"
#include "hoso/scanners/page_source.h"

namespace hoso::app {

/// Digitises what the source delivers into the folder of dossiers, and tells about it.
ExitCode run_job(scanners::PageSource& source, const storage::FolderSinkOptions& sink, const Settings& settings,
                 const std::stop_token& stop);

}  // namespace hoso::app
