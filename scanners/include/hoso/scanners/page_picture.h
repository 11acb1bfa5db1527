// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <vector>

#include "hoso/models/api.h"
#include "hoso/models/error.h"

namespace hoso::scanners {

enum class PictureFormat { jpeg, png };

/// Page `page` (from 1) of a PDF as poppler's pdftoppm shows it, as the bytes of an image file. Errors: tool_missing,
/// tool_failed, timed_out, damaged, cancelled.
HOSO_API models::Result<std::vector<std::uint8_t>> draw_pdf_page(const std::filesystem::path& pdf, int page, int dpi,
                                                                 PictureFormat format, const std::stop_token& stop);

}  // namespace hoso::scanners
