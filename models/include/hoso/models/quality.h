// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "hoso/models/api.h"

/// What an image of a sheet is worth, so that it can be scanned again while the paper is at hand.
namespace hoso::models {

/// What the scanner or the camera made of a sheet, before anything is read. Without a value: the page has too little
/// print, or bare paper, to tell, or is of 1 bit.
struct ImageQuality {
  std::optional<double> blur_mm;   ///< on paper, from paper to ink across the edges of print: the middle one
  std::optional<double> contrast;  ///< how much darker than its paper print is, as a share of the paper's light, 0..1
  std::optional<double> noise;     ///< spread of the light of bare paper, as a share of it
  int cut_lines = 0;               ///< lines of print that run off the image's edge
  std::optional<double> missing_corner_mm;  ///< how deep the sheet's worst corner is missing; none: no sheet on a dark
                                            ///< ground is seen
  friend bool operator==(const ImageQuality&, const ImageQuality&) = default;
};

/// What is looked at to tell whether a sheet should be scanned again.
enum class QualityMeasure { dpi, blur_mm, contrast, noise, skew_degrees, cut_lines, missing_corner_mm, confidence };

/// "blur_mm": the name in the record and in events.
HOSO_API std::string_view name_of(QualityMeasure measure);
/// The measure of that name.
HOSO_API std::optional<QualityMeasure> quality_measure(std::string_view name);

/// A measure of a page held against its limit.
struct QualityCheck {
  QualityMeasure measure = QualityMeasure::dpi;
  double value = 0;
  double limit = 0;  ///< of dpi, contrast and confidence the least that is well, of the others the most
  bool ok = true;
  friend bool operator==(const QualityCheck&, const QualityCheck&) = default;
};

/// What is well. How the defaults were found: docs/benchmarks.md.
struct QualityLimits {
  double dpi_min = 200;  ///< Decree 30/2020/ND-CP, Annex I part II; TT 05/2025/TT-BNV, article 8
  double blur_mm_max = 0.45;
  double contrast_min = 0.2;
  double noise_max = 0.08;
  double skew_degrees_max = 10;
  int cut_lines_max = 0;
  double missing_corner_mm_max = 5;
  double confidence_min = 0.75;  ///< mean of the words' confidences
};

}  // namespace hoso::models
