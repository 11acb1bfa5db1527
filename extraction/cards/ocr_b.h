// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include <opencv2/core.hpp>

#include "hoso/models/error.h"

namespace hoso::extraction {

/// Reads single characters of OCR-B, the face of machine-readable zones (ICAO Doc 9303-3, 4.3): a small net that
/// `scripts/train_ocr_b` trains (its file format is told there).
class OcrB {
 public:
  /// Error: model_damaged.
  static models::Result<OcrB> from_bytes(std::string_view bytes);
  /// The net that ships with hoso.
  static const OcrB& built_in();

  /// Size of a cell: one pitch wide, one and a half high.
  [[nodiscard]] cv::Size cell() const { return cell_; }
  /// What can be told apart, in the order of the columns of `log_probabilities`.
  [[nodiscard]] const std::string& characters() const { return characters_; }
  /// For each cell of a line (CV_32FC1 darkness, `cell().height` high, a multiple of `cell().width` wide) a row of
  /// natural logarithms of the characters' probabilities, CV_32FC1.
  [[nodiscard]] cv::Mat1f log_probabilities(const cv::Mat1f& line) const;

 private:
  cv::Size cell_;
  std::string characters_;
  cv::Mat1f inner_, inner_offsets_, outer_, outer_offsets_;
};

}  // namespace hoso::extraction
