// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "extraction/handwriting/gap.h"

namespace hoso::extraction {

/// How likely digits are by what is known beside the pixels, 0..1.
using Prior = std::function<double(const std::string& digits)>;

/// Reads one gap from the page's pixels (`shown`, CV_8UC1 or CV_8UC3): two nets in up to five views, averaged; what
/// cannot stand there (day 32) is left out. Of several readings the likeliest is taken by nets, segmenter, the page's
/// text, `prior`, and the rule that small numbers have a 0 before them. Doubts are added where a printed neighbour is
/// not seen.
models::FilledGap read_gap(const cv::Mat& shown, const Gap& gap, const Prior& prior = {});

/// Finds and reads the gaps of a page; digits of the delivered PDF's own text are taken without the nets. `shown`:
/// CV_8UC1 or CV_8UC3 (BGR); `marks`, `signed_time`: as in `PageFacts`. Papers are dated before they are signed, and
/// mostly in the same week.
std::vector<models::FilledGap> read_gaps(const cv::Mat& shown, const models::PageText& text,
                                         const std::vector<models::Box>& marks,
                                         std::optional<std::int64_t> signed_time = std::nullopt);

}  // namespace hoso::extraction
