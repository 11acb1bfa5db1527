// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "extraction/handwriting/gap.h"

namespace hoso::extraction {

/// Reads one gap from the page's pixels (`grey`, CV_8UC1): two nets in five views, averaged; what cannot stand there
/// (day 32) is left out. Doubts are added where a printed neighbour is not seen.
models::FilledGap read_gap(const cv::Mat& grey, const Gap& gap);

/// Finds and reads the gaps of a page; digits of the delivered PDF's own text are taken without the nets. `shown`:
/// CV_8UC1 or CV_8UC3 (BGR); `marks`: as in `PageFacts`.
std::vector<models::FilledGap> read_gaps(const cv::Mat& shown, const models::PageText& text,
                                         const std::vector<models::Box>& marks);

}  // namespace hoso::extraction
