// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include <opencv2/core.hpp>

#include "hoso/models/line_text.h"
#include "ocr/layout/text_lines.h"

namespace hoso::ocr {

/// Where the mark "./." stands at the end of a line, with which offices close a text: by its ink, two dots on the
/// baseline and a stroke between them that leans to the right. `grey` is the page (CV_8UC1, dark print).
std::optional<cv::Rect> find_end_mark(const TextLine& line, const cv::Mat& grey);

/// Puts the text right that the mark was read as ("..", "./", "4.", or nothing). Where letters were read in its place
/// the text stays.
void put_end_mark_right(models::LineText& text, const cv::Rect& mark, double x_height_px);

}  // namespace hoso::ocr
