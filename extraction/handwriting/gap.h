// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "extraction/text/segment.h"
#include "hoso/models/page.h"

namespace hoso::extraction {

/// Where the digits of a gap stand between their printed neighbours, in pixels of the page as shown.
struct Gap {
  models::FilledGap::Kind kind = models::FilledGap::Kind::number;
  double from_px = 0, to_px = 0;     ///< with some of both neighbours, as the nets were trained to see them
  double left_px = 0, right_px = 0;  ///< end of the left neighbour, begin of the right one
  double base_px = 0, cap_px = 0;    ///< base line and height of the print's capitals
  std::string recognised;            ///< what the page's text has there
  double recognised_confidence = 0;
  bool given = false;               ///< all of it is the delivered PDF's own text: a printer's, whatever it looks like
  std::vector<std::string> doubts;  ///< as in `models::FilledGap`

  friend bool operator==(const Gap&, const Gap&) = default;
};

/// The gap of "Số: … /QĐ-UBND" in the upper half of a page (the topmost), and the gaps of lines that are a place and a
/// date
/// ("Hà Nội, ngày … tháng … năm …"), found by the words around them. `shown`: the page, CV_8UC1 or CV_8UC3
/// (BGR), dark on light.
std::vector<Gap> find_gaps(const PageLayout& layout, const cv::Mat& shown);

}  // namespace hoso::extraction
