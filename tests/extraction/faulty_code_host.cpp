// SPDX-License-Identifier: Apache-2.0
// hoso-code-host with faults: where an image shows a square of one of these greys, and with HOSO_FAULT=ROWS at every
// image that has so many rows and more.
#include <unistd.h>

#include <cstdlib>

#include <opencv2/imgproc.hpp>

#include "extraction/barcodes/code_messages.h"
#include "tests/extraction/faults.h"

namespace {

using hoso::extraction::CodesSought;

bool shows(const CodesSought& sought, int grey) {
  cv::Mat inside;
  cv::erode(sought.grey == grey, inside,
            cv::Mat::ones(hoso::tests::kFaultSide_px / 2, hoso::tests::kFaultSide_px / 2, CV_8U), {-1, -1}, 1,
            cv::BORDER_CONSTANT, cv::Scalar::all(0));
  return cv::countNonZero(inside) > 0;
}

std::vector<hoso::models::Barcode> search(const CodesSought& sought) {
  const char* fault = std::getenv("HOSO_FAULT");
  if (fault != nullptr && sought.grey.rows >= std::atoi(fault)) std::abort();
  if (shows(sought, hoso::tests::kAborts)) std::abort();
  while (shows(sought, hoso::tests::kHangs)) pause();
  return hoso::extraction::search_codes(sought);
}

}  // namespace

int main() {
  hoso::extraction::serve_codes(hoso::models::UniqueFd(3), hoso::models::UniqueFd(4), search);
  return 0;
}
