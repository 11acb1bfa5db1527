// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include <opencv2/core.hpp>

#include "hoso/models/page_stages.h"

namespace hoso::imaging {

/// How much a crop of one text line looks like text the right way up: letters times confidence of words that are in the
/// dictionary, or another score >= 0 that is comparable between the four directions of one crop. Implemented by the
/// recogniser.
using LegibilityReader = std::function<double(const cv::Mat& grey_line)>;

struct CleanOptions {
  bool find_orientation = true;
  bool deskew = true;
  bool find_several_papers = true;          ///< else an image is one paper
  int orientation_lines = 3;                ///< lines read in each possible direction
  double orientation_confidence_min = 0.6;  ///< below it the page is shown as delivered
  double skew_degrees_max = 15;
  double skew_degrees_min = 0.05;    ///< a smaller turn is not worth a new grid
  double skew_confidence_min = 0.5;  ///< below it no turn is applied
};

/// Brings a page upright and straight, decides its format, makes the image for OCR and the evidence of blankness. Never
/// fails: what it is not sure of it leaves alone and says so; a page that it cannot work on (no memory) is handed on as
/// delivered with `facts.failure`. The page keeps the sheet's format unless ink would fall outside. Where several
/// papers lie on one image, the page is shown as it came and each of its `papers` is cleaned by itself; the last of
/// them is what lies beside the papers, in the page's frame (its place has no confidence). Free function, no state.
models::CleanPage clean(models::DecodedPage page, const CleanOptions& options, const LegibilityReader& legibility);

}  // namespace hoso::imaging
