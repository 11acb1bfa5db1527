// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <opencv2/core.hpp>

namespace hoso::extraction {

/// Reads digits one by one, as a second opinion: leaders are taken out, the ink is cut where it is thin, and of all
/// ways to cut it the likeliest counts. `ink`: as `ink_of` gives it, what lies between the neighbours. Empty: no
/// digits.
std::string read_by_digits(const cv::Mat1f& ink);

}  // namespace hoso::extraction
