// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include <opencv2/core.hpp>

#include "scanners/files/pdf/outline.h"

namespace hoso::scanners {

/// Boxes, in pixels of both renderings, of what differs between them; differences nearer than `gap_px` share a box.
std::vector<cv::Rect> differences(const cv::Mat& one, const cv::Mat& other, int gap_px);

/// Writes a PDF of one page that shows the scan at its place and nothing else. Errors: damaged, tool_failed.
models::Result<void> write_scan_alone(const PdfPage& page, const PlacedImage& scan, const std::filesystem::path& to);

}  // namespace hoso::scanners
