// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <opencv2/core.hpp>

namespace hoso::extraction {

/// The mean, darkest and lightest pixel of square cells, CV_8U.
struct Cells {
  cv::Mat mean, darkest, lightest;
  int side = 1;  ///< pixels
};

/// Square cells of a grey image (CV_8UC1) of 0.5 mm, of 1.5 mm with `joined` 3, and so on; a rest at the right and
/// below is left out.
Cells cells_of(const cv::Mat& grey, double dpi, int joined = 1);

/// Of each cell the least of three shares, 0 to 0.5 (CV_32F): dark, light, and half of the contrast that is around.
/// A place of a bar code is dark and light, about half and half: between lines of print there is white, shades and
/// photographs have no edges.
cv::Mat density_of(const Cells& cells);

/// The part of a grey page that holds all bar codes, in pixels, with 40 mm around; empty where nothing is printed as
/// densely. A code has places, 6 mm square or 4.5 by 12 mm (to thrice that), where each cell of 1.5 (to 4.5) mm is
/// dense. `dpi`: of this image. `least_density`: of each such cell, 0 to 0.5; codes on paper have 0.34 and more, three
/// quarters of printed pages below 0.22. Far cheaper than a decoder's search.
cv::Rect densely_printed_part(const cv::Mat& grey, double dpi, double least_density);

/// Parts of a grey page, in pixels, that hold all matrix codes of small modules, each whole in one of them: squares of
/// 6 mm whose cells of 1.5 mm are dense, with 20 mm around; the whole page where that is no more. `dpi`: of this image.
std::vector<cv::Rect> finely_printed_parts(const cv::Mat& grey, double dpi);

}  // namespace hoso::extraction
