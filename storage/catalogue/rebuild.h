// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "hoso/models/error.h"

namespace hoso::storage {

/// Makes `folder`/catalogue.db anew from the records and puts it in the old one's place at once. Others may search and
/// add meanwhile; what they add is in it. Returns how many dossiers. Errors: damaged, file_unreadable (the first record
/// that cannot be read; all others are in the new catalogue), catalogue_busy, output_unwritable, disk_full.
models::Result<int> rebuild_catalogue(const std::filesystem::path& folder);

}  // namespace hoso::storage
