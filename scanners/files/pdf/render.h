// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <stop_token>

#include <opencv2/core.hpp>

#include "hoso/models/geometry.h"
#include "hoso/scanners/decode.h"

namespace hoso::scanners {

struct RenderRequest {
  std::filesystem::path path;
  int page = 1;  ///< as poppler counts, from 1
  double dpi = 300;
  models::Point expected;  ///< size in pixels, not rounded; another one is an error
};

struct Rendering {
  cv::Mat pixels;          ///< CV_8UC3 (BGR), as shown
  std::string complaints;  ///< what the renderer said
};

/// The page as poppler's pdftoppm shows it, in a process of its own. Errors: tool_missing, timed_out, damaged,
/// cancelled.
models::Result<Rendering> render_page(const RenderRequest& request, const DecodeOptions& options,
                                      const std::stop_token& stop);

}  // namespace hoso::scanners
