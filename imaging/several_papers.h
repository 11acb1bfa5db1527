// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "hoso/models/geometry.h"

namespace hoso::imaging {

/// One of several papers that lie on an image: a rectangle, anyhow turned.
struct PaperOnImage {
  models::Point centre;                ///< in pixels of the image
  double width_px = 0, height_px = 0;  ///< along its own sides
  double degrees = 0;                  ///< how far its sides are turned, counter-clockwise positive, -45..45
  double confidence = 0;               ///< 0..1: that it is a paper of its own
};

/// The papers on a flatbed's image, row by row, where there are two or more and nothing else: each is a rectangle that
/// stands out against the lid as a whole or by the shadow along its edges. Empty otherwise, and where in doubt:
/// columns, frames, tables and pictures of a page are no papers. `image` is CV_8UC1 or CV_8UC3 with square pixels,
/// `cells` the same reduced to one pixel a cell (Readable::cells).
std::vector<PaperOnImage> find_several_papers(const cv::Mat& image, const cv::Mat& cells, double dpi);

/// Where a paper was cut out of an image.
struct PaperCut {
  cv::Mat pixels;  ///< of the image's type, its sides level, the outermost half millimetre left out: shadow and lid
  models::Affine from_image;  ///< the image -> the cut
};

PaperCut cut_out(const cv::Mat& image, const PaperOnImage& paper, double dpi);

/// The image with the papers, their edges and shadows painted white: what lies beside them.
cv::Mat without_papers(const cv::Mat& image, const std::vector<PaperOnImage>& papers, double dpi);

}  // namespace hoso::imaging
