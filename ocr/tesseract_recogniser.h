// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tesseract/baseapi.h>

#include "hoso/ocr/recogniser.h"

namespace hoso::ocr {

/// libtesseract's LSTM engine behind the recogniser's interface.
class TesseractRecogniser final : public Recogniser {
 public:
  /// Loads the models. Error: language_missing.
  static models::Result<std::unique_ptr<Recogniser>> make(const RecogniserOptions& options);

  explicit TesseractRecogniser(RecogniserOptions options) : options_(std::move(options)) {}

  models::Result<models::PageText> read_page(const ReadablePage& page, const std::stop_token& stop) override;
  double legibility(const cv::Mat& grey_line) override;

 private:
  models::Result<models::PageText> read_prepared(const cv::Mat& grey, double dpi, const std::stop_token& stop);

  RecogniserOptions options_;
  tesseract::TessBaseAPI api_;
};

}  // namespace hoso::ocr
