// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "hoso/ocr/line_recogniser.h"
#include "hoso/ocr/recogniser.h"

namespace hoso::ocr {

/// Reads pages line by line: finds the lines itself and gives each to a line recogniser.
class PageReader final : public Recogniser {
 public:
  PageReader(std::unique_ptr<LineRecogniser> lines, RecogniserOptions options);

  models::Result<models::PageText> read_page(const ReadablePage& page, const std::stop_token& stop) override;
  double legibility(const cv::Mat& grey_line) override;

 private:
  std::unique_ptr<LineRecogniser> lines_;
  RecogniserOptions options_;
};

}  // namespace hoso::ocr
