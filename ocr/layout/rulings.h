// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <opencv2/core.hpp>

namespace hoso::ocr {

/// Straight lines of a table, form or underline.
struct Rulings {
  std::vector<cv::Rect> horizontal, vertical;
  std::vector<cv::Rect> teeth;  ///< of combs: they stand between the digits of a number and part nothing
};

/// Finds rulings in a map of ink and takes them out of it; strokes of letters that cross them stay whole. Nothing that
/// is shorter than six letters (`letter_height_px`) or thicker than 0.4 of one is a ruling, but for sides of cells:
/// what stands from one lying ruling to another may be 1.8 letters high. Of these the teeth of a comb for digits are
/// told apart.
/// Folds and streaks go from edge to edge of the page: they are taken out too, but part nothing and are not among the
/// rulings.
Rulings take_out_rulings(cv::Mat& ink, double letter_height_px);

/// The page (CV_8UC1) with the paper beside them painted over the teeth, which are read as ones and brackets otherwise.
cv::Mat without_teeth(const cv::Mat& grey, const std::vector<cv::Rect>& teeth);

}  // namespace hoso::ocr
