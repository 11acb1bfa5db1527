// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include <opencv2/core.hpp>

#include "hoso/models/geometry.h"

namespace hoso::extraction {

/// Base line and height of capitals, in pixels of the page.
struct PrintMeasure {
  double base_px = 0, cap_px = 0;
};

/// About how wide a text is set, in heights of capitals (a serif face as offices use it).
double width_in_caps(std::string_view text);

/// Measures the capitals of a word in its pixels; `about_px` is about their height. nullopt where there are none.
std::optional<PrintMeasure> measure_capitals(const cv::Mat& shown, const models::Box& word, double about_px);

/// Left edge of the slash that is nearest to x = `about_px` on a line: a thin stroke as high as the print that leans to
/// the right.
std::optional<double> find_slash(const cv::Mat& shown, const PrintMeasure& print, double about_px);

/// Left edge of a slash at the left end of a word, at about x = `about_px`, though the next letter may touch it ("/T").
/// nullopt where no white is before it: what touches it there may be its stroke.
std::optional<double> find_slash_before_letter(const cv::Mat& shown, const PrintMeasure& print, double about_px);

}  // namespace hoso::extraction
