// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "hoso/models/page.h"

namespace hoso::extraction {

/// Reads the machine-readable zones (TD1, ICAO Doc 9303-5) of Vietnamese identity cards on a page, from its pixels:
/// where they are is known by the text that was read, what they say is read anew as OCR-B, letters and digits where the
/// standard puts them. Where check digits fail, the least sure characters give way until all hold; a zone whose digits
/// never do is returned as it was read. `shown`: CV_8UC1 or CV_8UC3 (BGR).
std::vector<models::MachineReadable> read_zones(const cv::Mat& shown, const models::PageText& text);

}  // namespace hoso::extraction
