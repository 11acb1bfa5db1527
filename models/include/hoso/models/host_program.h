// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "hoso/models/error.h"

namespace hoso::models {

/// The host program of that name: `asked` if it is not empty, else what the environment's `variable` says, else beside
/// the running program, else in libexec as it lies from there, else where it was installed. Error: tool_missing, at
/// that stage.
Result<std::filesystem::path> find_host_program(const std::string& name, const char* variable, Stage stage,
                                                const std::filesystem::path& asked);

}  // namespace hoso::models
