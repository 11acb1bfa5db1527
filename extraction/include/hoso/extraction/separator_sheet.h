// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include <opencv2/core.hpp>

#include "hoso/extraction/code_hosts.h"
#include "hoso/models/error.h"
#include "hoso/models/page.h"

namespace hoso::extraction {

inline constexpr double kSeparatorSheetDpi = 300;

/// Draws a separator sheet (A4, `kSeparatorSheetDpi`, CV_8UC1, 0 and 255): the dossier's code as QR code and Code 128
/// ("HOSO:START:<code>") and in print. Error: option_invalid for a code that is empty, longer than 60 characters, or
/// has other than letters, digits and .-_/ in it, or "..".
models::Result<cv::Mat> separator_sheet(const std::string& code);

/// The sheet with the patch code T that parts papers, for scanners and programs that know no other: at both ends, so
/// that it may lie either way round.
cv::Mat patch_t_sheet();

/// Whether an image (CV_8UC1 or CV_8UC3, however it lies) has a bar code that begins as a separator sheet's does. A quick
/// look: small codes may be missed, and a page of print may have one. `hosts`: where bar codes are searched; none: in this
/// process.
bool may_be_separator(const cv::Mat& image, double dpi, CodeHosts* hosts);

/// The dossier's code on a page that is a separator sheet. None: it is no such sheet (a page full of print may bear any
/// code), or has several codes.
std::optional<std::string> separator_code(const models::PageFacts& facts, const models::PageText& text);

}  // namespace hoso::extraction
