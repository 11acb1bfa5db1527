// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>

#include "hoso/models/source.h"
#include "scanners/files/regular_file.h"

namespace hoso::scanners {

/// What the first bytes of a file say it is.
models::Container container_of(std::span<const std::uint8_t> head);
/// The same for an open file; a PDF's header may stand anywhere in the first 1024 bytes (ISO 32000-1, annex H.3).
models::Container container_of(const RegularFile& file);
/// Whether the name's ending is that of a page image: jpg jpeg jpe jfif png tif tiff pdf, any case.
bool has_page_ending(const std::filesystem::path& path);

}  // namespace hoso::scanners
