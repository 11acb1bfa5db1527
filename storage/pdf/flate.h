// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <opencv2/core.hpp>

namespace hoso::storage {

/// zlib data as /FlateDecode reads it; nothing if there is no memory for it.
std::optional<std::string> deflated(std::string_view bytes);

/// The samples of CV_8UC1, CV_8UC3, CV_16UC1 or CV_16UC3 (BGR) as RGB or grey rows, 16 bit big endian, PNG predictor
/// (ISO 32000-1 7.4.4.4), deflated: for /Predictor 15 with /Colors, /BitsPerComponent and /Columns of the image.
std::optional<std::string> deflated_rows(const cv::Mat& pixels);

}  // namespace hoso::storage
