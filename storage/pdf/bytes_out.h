// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>

#include "hoso/models/error.h"

namespace hoso::storage {

/// Writes a whole file; a half-written one is removed. Errors: disk_full, output_unwritable, with the file's name.
models::Result<void> write_bytes(const std::filesystem::path& path, std::string_view bytes, models::Stage stage);

/// The error for a failed write with this errno.
models::Error write_error(const std::filesystem::path& path, int error_number, models::Stage stage);

/// Removes what a failed write left behind, if it is a regular file.
void remove_half_written(const std::filesystem::path& path);

}  // namespace hoso::storage
