// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <opencv2/core.hpp>

#include "hoso/models/error.h"

namespace hoso::extraction {

inline constexpr double kSeparatorSheetDpi = 300;

/// Draws a separator sheet (A4, `kSeparatorSheetDpi`, CV_8UC1, 0 and 255): the dossier's code as QR code and Code 128
/// ("HOSO:START:<code>") and in print. Error: option_invalid for a code that is empty, longer than 60 characters, or
/// has other than letters, digits and .-_/ in it, or "..".
models::Result<cv::Mat> separator_sheet(const std::string& code);

/// The sheet with the patch code T that parts papers, for scanners and programs that know no other: at both ends, so
/// that it may lie either way round.
cv::Mat patch_t_sheet();

}  // namespace hoso::extraction
