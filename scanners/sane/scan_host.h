// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "hoso/models/host_process.h"

namespace hoso::scanners {

using models::ChannelFault;
using models::HostProcess;

/// Starts hoso-scan-host: `program`, else as `models::find_host_program` finds it ($HOSO_SCAN_HOST). `sane_config`:
/// SANE_CONFIG_DIR for it, or empty. Error: tool_missing, tool_failed.
models::Result<HostProcess> start_scan_host(const std::filesystem::path& program,
                                            const std::filesystem::path& sane_config);

}  // namespace hoso::scanners
