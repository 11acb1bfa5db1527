// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include <opencv2/core.hpp>

#include "extraction/barcodes/search.h"
#include "hoso/models/page.h"

namespace hoso::extraction {

using CodeSearch = std::function<std::vector<models::Barcode>(const CodesSought&)>;

/// All bar codes of a page (QRCode, Code128, Code39, PDF417, DataMatrix, EAN13, the patch code T), top down, each once,
/// boxes in pixels of the image. `shown`: CV_8UC1 or CV_8UC3 (BGR). Decoders see what is printed densely. `closely`:
/// for sheets of few words, which may have small or very large codes: at full size where print is fine, at a half and
/// a quarter of it, and where none is found in single colours and dark squares enlarged. What cannot be validated is
/// left out; never throws. `dpi` of the image: patch codes have a fixed size. `search`: who does the decoders' part, if
/// any is needed.
std::vector<models::Barcode> read_barcodes(const cv::Mat& shown, bool closely, double dpi,
                                           const CodeSearch& search = search_codes);

/// The same where the page at half size (imaging::halved) is at hand.
std::vector<models::Barcode> read_barcodes(const cv::Mat& shown, const cv::Mat& half, bool closely, double dpi,
                                           const CodeSearch& search);

}  // namespace hoso::extraction
