// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>

namespace hoso::ocr {

/// Share of a page's pixels at which light changes most and which are counted as edges of print. On a sheet with a few
/// words, grain, stains and folds have more edges than print.
inline constexpr double kPrintedShare = 0.03, kSparseShare = 0.001;

/// Mean darkness (0..255 below paper white) of print on the page: of the dark class (Otsu 1979) of the pixels where
/// light changes most, that share of all. 0 on an empty page. `grey` is CV_8UC1 with white paper.
double print_contrast(const cv::Mat& grey, double share = kPrintedShare);

/// CV_8UC1: 255 where there is ink, judged against the print around (`reach_px`: three letters or so) as well as
/// against the page's, so that faint print is found beside strong print and ghosts of the other side are not.
cv::Mat find_ink(const cv::Mat& grey, double contrast, double reach_px);

}  // namespace hoso::ocr
