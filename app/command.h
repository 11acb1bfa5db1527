// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stop_token>

#include "app/exit_codes.h"
#include "app/options.h"

/// One function a sub-command: settings in, exit code out; results on stdout, talk on stderr.
namespace hoso::app {

ExitCode run_digitise(const Settings& settings, const std::stop_token& stop);
ExitCode run_scan(const Settings& settings, const std::stop_token& stop);
ExitCode run_scanners(const Settings& settings);
ExitCode run_find(const Settings& settings, const std::string& words);
ExitCode run_show(const Settings& settings, const std::string& dossier);
ExitCode run_catalogue_rebuild(const Settings& settings);
ExitCode run_line(const Settings& settings, const std::stop_token& stop);
ExitCode run_verify(const Settings& settings);

}  // namespace hoso::app
