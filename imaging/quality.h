// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "hoso/models/page.h"
#include "imaging/background.h"

namespace hoso::imaging {

/// What a page's image is worth to a reader. `pixels`: the page with square pixels, from which
/// `readable` was made, CV_8UC1 or CV_8UC3 (BGR). Of `bilevel` pages only what lies at their edges is told.
models::ImageQuality measure_quality(const cv::Mat& pixels, const Readable& readable, double dpi, bool bilevel);

/// How print stands on its paper.
struct PrintEdges {
  double width_px = 0;   ///< of an edge from paper to ink, the middle one: 1 is a step; the worse of across and down
  double ink_level = 0;  ///< 0..255 in Readable::image: what the dark side of the edges reaches
};

/// Looks at 40 rows and 20 columns an inch. Nothing where there are too few edges to tell.
std::optional<PrintEdges> find_print_edges(const cv::Mat& readable, double dpi);

}  // namespace hoso::imaging
