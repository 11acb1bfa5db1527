// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include <opencv2/core.hpp>

namespace hoso::extraction {

/// Perceptual hash of a page (CV_8UC1 or CV_8UC3): whether each of 8 x 8 areas is darker than its right neighbour by a
/// margin (N. Krawetz, "Kind of Like That", 2013). Scans of one sheet differ in few bits.
std::uint64_t look_of(const cv::Mat& page);

}  // namespace hoso::extraction
