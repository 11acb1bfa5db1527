// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "hoso/models/api.h"
#include "hoso/models/error.h"
#include "hoso/models/text.h"

namespace hoso::storage {

/// The text of a stored dossier from its ALTO file, page n as element n - 1, boxes in pixels of the page as shown.
/// Errors: file_not_found, damaged.
HOSO_API models::Result<std::vector<models::PageText>> read_alto(const std::filesystem::path& file);

}  // namespace hoso::storage
