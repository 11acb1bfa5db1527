// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "imaging/background.h"

namespace hoso::imaging {

/// The outer ring of a round seal.
struct SealRing {
  cv::Point2d centre;     ///< pixels of the page, from its corner
  double radius_px = 0;   ///< of the ring's outer edge
  double confidence = 0;  ///< 0..1: share of the ring's angles where there is ink, and none outside it
};

/// Seals of any ink, 18 to 46 mm across, on a page whose paper is white; none below 75 dpi.
std::vector<SealRing> find_seals(const Readable& page, double dpi);

/// Seals of coloured ink, which is pale in an image made for reading, from the page's colours (CV_8UC3).
std::vector<SealRing> find_coloured_seals(const cv::Mat& pixels, double dpi);

/// Takes the seal's ink out of the disc that it covers, the print under it stays: a net tells one from the other by the
/// place in the disc (data/seals). The page (CV_8UC1, ink towards 0) stands upright.
void fade_seal(cv::Mat& page, const SealRing& seal);

/// The same for a seal of coloured ink that is not pale in the page all the same (blue ink): by the channel in which
/// its ink is lightest, since print is dark in each. `shown` (CV_8UC3) is the page in its colours, of the same size.
/// Returns whether the ink could be told from print so; if not, the page is unchanged.
bool fade_coloured_seal(cv::Mat& page, const cv::Mat& shown, const SealRing& seal);

}  // namespace hoso::imaging
