// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>

#include "hoso/models/text.h"
#include "hoso/ocr/line_recogniser.h"
#include "ocr/layout/text_lines.h"

namespace hoso::ocr {

/// What a line of the page says: words with boxes around their ink in pixels of the page, calibrated confidences,
/// dotted leaders left out. Nothing where there is nothing to read. A line that is read with doubt is read again with
/// other margins; the surest reading counts.
models::Line read_line(const cv::Mat& grey, TextLine line, LineRecogniser& recogniser);

}  // namespace hoso::ocr
