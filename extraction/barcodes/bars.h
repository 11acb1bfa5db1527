// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>

namespace hoso::extraction {

/// How the bars of a linear code lie in an image.
enum class Turn { upright, on_its_side };

/// The part of a grey image (CV_8UC1) that holds all linear codes whose bars stand upright, or with `on_its_side` lie,
/// in its pixels, with 20 mm before and behind them; empty where there are none. Bars go on in rows 0.45 mm apart as
/// they are, while a row itself changes all the time: within 3.6 mm along the bars and 12 mm across them print hardly
/// ever does so. Bars may be aslant by ten degrees. `dpi`: of this image. Far cheaper than a decoder's search.
cv::Rect barred_part(const cv::Mat& grey, double dpi, Turn turn);

}  // namespace hoso::extraction
