// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>

#include "hoso/models/text.h"
#include "hoso/ocr/line_recogniser.h"
#include "ocr/layout/text_lines.h"

namespace hoso::ocr {

/// A page's pixels to read from.
struct LinePixels {
  const cv::Mat& grey;        ///< CV_8UC1, dark print on light paper
  const cv::Mat& shown;       ///< the page itself, of the same size; CV_8UC3 (BGR) where it has colour; may be empty
  const cv::Mat& with_seals;  ///< `grey` before the ink of seals was taken out of it; may be empty
};

/// What a line of the page says: words with boxes around their ink in pixels of the page, calibrated confidences,
/// dotted leaders left out. Nothing where there is nothing to read.
/// What is read with doubt is read again (all of the line, or the part in doubt where the rest is sure): with other
/// margins, without what is paler than its ink, with the ink of a seal that lies over it, without blue ink, until two
/// looks confirm it or none sees print. The surest reading counts, and its doubtful words are settled by all.
models::Line read_line(const LinePixels& page, TextLine line, LineRecogniser& recogniser);

/// The same after one look, however doubtful it is, with the recogniser's own boxes: to compare where a line may be
/// cut.
models::Line read_line_once(const LinePixels& page, const TextLine& line, LineRecogniser& recogniser);

}  // namespace hoso::ocr
