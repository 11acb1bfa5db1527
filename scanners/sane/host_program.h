// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "hoso/models/error.h"

namespace hoso::scanners {

/// The scanner host: `asked` if it is not empty, else $HOSO_SCAN_HOST, else beside the running program, else in libexec
/// as it lies from there, else where it was installed. Error: tool_missing.
models::Result<std::filesystem::path> find_host_program(const std::filesystem::path& asked);

}  // namespace hoso::scanners
