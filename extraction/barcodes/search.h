// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "hoso/models/page.h"

namespace hoso::extraction {

/// Pixels in which bar codes are sought: the densely printed part of a page, or a crop of it.
struct CodesSought {
  cv::Mat grey;    ///< CV_8UC1
  cv::Mat colour;  ///< CV_8UC3 (BGR), as large; empty where it is not wanted, or there is none
  double dpi = 300;
  bool closely = false;    ///< small and very large codes, too; single colours, dark squares
  bool full_size = false;  ///< matrix codes at full size, too, since modules are small: cards, labels, coarse scans
};

/// All matrix and linear codes, each once, in no order, boxes in pixels of `grey`. ZXing 1.4 aborts the
/// process on some input (its asserts are compiled in): `CodeHosts` has it done in another.
std::vector<models::Barcode> search_codes(const CodesSought& sought);

/// Adds a code to those found before, unless it is one of them.
void add_code(std::vector<models::Barcode>& found, models::Barcode code);

}  // namespace hoso::extraction
