// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stop_token>

#include "app/exit_codes.h"
#include "app/options.h"

/// One function a sub-command: settings in, exit code out; results on stdout, talk on stderr.
namespace hoso::app {

ExitCode run_digitise(const Settings& settings, const std::stop_token& stop);
ExitCode run_reread(const Settings& settings, const std::stop_token& stop);
ExitCode run_scan(const Settings& settings, const std::stop_token& stop);
ExitCode run_scanners(const Settings& settings, const std::stop_token& stop);
ExitCode run_find(const Settings& settings, const std::stop_token& stop);
ExitCode run_list(const Settings& settings, const std::stop_token& stop);
ExitCode run_show(const Settings& settings, const std::stop_token& stop);
ExitCode run_view(const Settings& settings, const std::stop_token& stop);
ExitCode run_render(const Settings& settings, const std::stop_token& stop);
ExitCode run_export(const Settings& settings, const std::stop_token& stop);
ExitCode run_catalogue(const Settings& settings, const std::stop_token& stop);
ExitCode run_profile(const Settings& settings, const std::stop_token& stop);
ExitCode run_line(const Settings& settings, const std::stop_token& stop);
ExitCode run_verify(const Settings& settings, const std::stop_token& stop);
ExitCode run_separators(const Settings& settings, const std::stop_token& stop);
ExitCode run_types(const Settings& settings, const std::stop_token& stop);
ExitCode run_explain(const Settings& settings, const std::stop_token& stop);
ExitCode run_procedures(const Settings& settings, const std::stop_token& stop);
ExitCode run_report(const Settings& settings, const std::stop_token& stop);
ExitCode run_doctor(const Settings& settings, const std::stop_token& stop);

}  // namespace hoso::app
