// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "hoso/models/page.h"

namespace hoso::extraction {

/// Words in blue ink, as pens have and printers of forms do not: their boxes, top down. `shown` is the page as shown,
/// BGR; none on a grey page. Ink is held against the paper round it and against what most words of the page have, so
/// that yellowed or tinted paper does not matter; where most are blue, none is told.
std::vector<models::Box> find_blue_words(const cv::Mat& shown, const models::PageText& text);

}  // namespace hoso::extraction
