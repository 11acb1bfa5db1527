// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core.hpp>

#include "hoso/models/page_stages.h"
#include "hoso/models/text.h"

namespace hoso::ocr {

/// The image (8 bits, white outside) with the lines of the fan level, of the same size.
cv::Mat levelled(const cv::Mat& image, const models::LineFan& fan);

/// A box of the page in the pixels of its levelled image: it holds what its own comes from.
models::Box levelled_box(const models::Box& box, const models::LineFan& fan);

/// A text that was read on a levelled image, in the pixels of the page: each box holds what its own leads to.
models::PageText on_page(models::PageText text, const models::LineFan& fan);

}  // namespace hoso::ocr
