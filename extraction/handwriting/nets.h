// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <opencv2/core.hpp>

namespace hoso::extraction {

/// Runs the nets of `data/handwriting` (OpenCV's DNN module). Each thread has its own, loaded at its first gap: a net
/// keeps its buffers from run to run.

/// For each net that reads whole gaps: a row for each two columns of `ink` (`ink_of`), the probabilities of `InkClass`.
std::vector<cv::Mat1f> field_probabilities(const cv::Mat1f& ink);

/// Probabilities of the ten digits and of "none of them" for each cut-out of 28 x 28 (ink 0..1): a row each.
cv::Mat1f digit_probabilities(const std::vector<cv::Mat1f>& cut_outs);

}  // namespace hoso::extraction
