// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "ocr/layout/components.h"

namespace hoso::ocr {

/// Frees print from paler stamps over it (a seal in grey, a tint): inside a large component whose ink has two clearly
/// different levels only the darker one stays ink. Returns whether anything was taken out.
bool take_out_pale_stamps(cv::Mat& ink, const cv::Mat& grey, std::span<const Component> components,
                          double letter_height_px);

}  // namespace hoso::ocr
