// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hoso/ocr/recogniser.h"

namespace hoso::tests {

/// Returns what it was given.
class StubRecogniser final : public ocr::Recogniser {
 public:
  explicit StubRecogniser(models::Result<models::PageText> answer) : answer_(std::move(answer)) {}
  models::Result<models::PageText> read_page(const ocr::ReadablePage&, const std::stop_token&) override {
    return answer_;
  }
  double legibility(const cv::Mat&) override { return 0; }

 private:
  models::Result<models::PageText> answer_;
};

}  // namespace hoso::tests
