// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include <opencv2/core.hpp>

#include "hoso/models/error.h"
#include "hoso/models/text.h"

namespace hoso::ocr {

struct RecogniserOptions {
  std::string language = "vie";  ///< as Tesseract names them, several joined by '+'
  std::string model_folder;      ///< folder with *.traineddata; empty: hoso's own model for "vie", else Tesseract's
  /// Names and terms that count as words of the dictionary, where hoso computes the network itself; UTF-8, NFC.
  std::vector<std::string> user_words;
  int page_deadline_ms = 120'000;  ///< CPU time, not the clock's, after which a page is given up (timed_out)
};

/// A page as recognisers see it: upright and straight.
struct ReadablePage {
  cv::Mat grey;  ///< CV_8UC1: paper white, ink dark
  double dpi = 300;
  cv::Mat shown;       ///< the page as shown, CV_8UC1 or CV_8UC3 (BGR), of the same size; or empty
  cv::Mat with_seals;  ///< `grey` before the ink of seals was taken out of it; empty where there was none
};

/// One engine, used by one thread at a time.
class Recogniser {
 public:
  Recogniser() = default;
  Recogniser(const Recogniser&) = delete;
  Recogniser& operator=(const Recogniser&) = delete;
  virtual ~Recogniser() = default;

  /// Reads a page: blocks, lines, words with boxes in its pixels. Errors: recognition_failed, timed_out, cancelled.
  virtual models::Result<models::PageText> read_page(const ReadablePage& page, const std::stop_token& stop) = 0;
  /// How much a crop of one line (CV_8UC1) looks like text the right way up; >= 0 (imaging::LegibilityReader).
  virtual double legibility(const cv::Mat& grey_line) = 0;
};

/// Tesseract's LSTM engine. Error: language_missing with the language as `subject`.
models::Result<std::unique_ptr<Recogniser>> make_tesseract(const RecogniserOptions& options);

/// "tesseract 5.3.0, leptonica-1.82.0" and the SHA-256 of the model file of each language, for the record.
std::string tesseract_version();
models::Result<std::string> model_sha256(const RecogniserOptions& options);

}  // namespace hoso::ocr
