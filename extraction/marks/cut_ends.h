// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "hoso/models/page.h"

namespace hoso::extraction {

/// Words at an end of print (no word stands near to their left, or to their right) where letters go on that were not
/// read, since a seal or a stain lies over them: their boxes, top down. `shown` is the page as shown, grey or BGR; red
/// and blue ink count as paper as far as they are paler than the word's own. So are words that end at the image's edge:
/// print that ran off the sheet.
std::vector<models::Box> find_cut_ends(const cv::Mat& shown, const models::PageText& text);

}  // namespace hoso::extraction
