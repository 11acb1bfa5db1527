// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "hoso/extraction/code_hosts.h"
#include "hoso/models/error.h"
#include "hoso/models/page.h"
#include "hoso/models/text.h"

namespace hoso::extraction {

inline constexpr double kSeparatorSheetDpi = 300;

/// Draws a separator sheet (A4, `kSeparatorSheetDpi`, CV_8UC1, 0 and 255): the dossier's code as QR code and Code 128
/// ("HOSO:START:<code>") and in print. Error: option_invalid for a code that is empty, longer than 60 characters, or
/// has other than letters, digits and .-_/ in it, or "..".
models::Result<cv::Mat> separator_sheet(const std::string& code);

/// The sheet with the patch code T that parts papers, for scanners and programs that know no other: at both ends, so
/// that it may lie either way round.
cv::Mat patch_t_sheet();

/// The one dossier's code that an image (CV_8UC1 or CV_8UC3, however it lies) bears as separator sheets do. A quick
/// look: small codes may be missed. Empty: it has several, or what begins as one and is none ("HOSO:START:a b"). None:
/// it has no such code. `hosts`: where bar codes are searched; none: in this process.
std::optional<std::string> separator_code_on(const cv::Mat& image, double dpi, CodeHosts* hosts);

/// Whether a page is a separator sheet by its bar codes (a dossier's code, the patch code T) and holds no more print.
bool is_separator_sheet(const std::vector<models::Barcode>& barcodes, const models::PageText& text);

/// Whether a page holds too much print for a separator sheet: anybody may print a code on a page.
bool is_page_of_print(const models::PageText& text);

}  // namespace hoso::extraction
