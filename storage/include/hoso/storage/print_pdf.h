// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "hoso/models/error.h"

namespace hoso::storage {

/// A PDF to be printed (no PDF/A): an image a page, each CV_8UC1 of 0 and 255 at `dpi`. Error: page_rejected_by_writer.
models::Result<std::string> print_pdf(const std::vector<cv::Mat>& sheets, double dpi);

}  // namespace hoso::storage
