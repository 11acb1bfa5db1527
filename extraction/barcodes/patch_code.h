// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include <opencv2/core.hpp>

#include "hoso/models/page.h"

namespace hoso::extraction {

/// The patch code T of separator sheets (Kodak A-61599, "Patch Code Information"): four bars across the sheet, narrow,
/// wide, narrow, wide from the nearer edge inward, 0.08 and 0.20 inch, with narrow spaces; at least 2 inches long. On
/// any side of the sheet. `grey`: CV_8UC1. The other patch codes are not told. Found as format "PatchCode", text "T".
/// `grey` is `shown_scale` times the size of the page that the
/// box is for.
std::optional<models::Barcode> read_patch_t(const cv::Mat& grey, double dpi, double shown_scale = 1);

}  // namespace hoso::extraction
