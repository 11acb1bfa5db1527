// SPDX-License-Identifier: Apache-2.0
#include "pipeline/quality.h"

#include <algorithm>
#include <cmath>

namespace hoso::pipeline {
namespace {

using models::QualityMeasure;

constexpr double kSure = 0.5;           // what is less sure is a guess
constexpr std::size_t kWordsMin = 5;    // the mean of fewer says nothing of the page
constexpr double kDpiTolerance = 0.99;  // sizes are whole pixels, and papers are not exact

class Checks {
 public:
  void least(QualityMeasure measure, double value, double limit, double tolerance = 1) {
    checks_.push_back({measure, value, limit, value >= tolerance * limit});
  }
  void most(QualityMeasure measure, double value, double limit) {
    checks_.push_back({measure, value, limit, value <= limit});
  }
  [[nodiscard]] std::vector<models::QualityCheck> all() && { return std::move(checks_); }

 private:
  std::vector<models::QualityCheck> checks_;
};

bool is_from_paper(const models::PageFacts& facts) {
  return !facts.blank && !facts.failure && facts.delivered_dpi.source != models::DpiSource::rendered;
}

}  // namespace

std::vector<models::QualityCheck> judge(const models::PageFacts& facts, const models::PageText& text,
                                        const models::QualityLimits& limits) {
  if (!is_from_paper(facts)) return {};
  const models::ImageQuality& image = facts.image_quality;
  const models::Dpi& dpi = facts.delivered_dpi;
  Checks checks;
  if (dpi.source != models::DpiSource::estimated || dpi.confidence >= kSure)
    checks.least(QualityMeasure::dpi, std::min(dpi.x, dpi.y), limits.dpi_min, kDpiTolerance);
  if (image.blur_mm) checks.most(QualityMeasure::blur_mm, *image.blur_mm, limits.blur_mm_max);
  if (image.contrast) checks.least(QualityMeasure::contrast, *image.contrast, limits.contrast_min);
  if (image.noise) checks.most(QualityMeasure::noise, *image.noise, limits.noise_max);
  if (facts.skew.confidence >= kSure)
    checks.most(QualityMeasure::skew_degrees, std::abs(facts.skew.degrees), limits.skew_degrees_max);
  checks.most(QualityMeasure::cut_lines, image.cut_lines, limits.cut_lines_max);
  if (image.missing_corner_mm)
    checks.most(QualityMeasure::missing_corner_mm, *image.missing_corner_mm, limits.missing_corner_mm_max);
  if (models::word_count(text) >= kWordsMin)
    checks.least(QualityMeasure::confidence, models::mean_confidence(text), limits.confidence_min);
  return std::move(checks).all();
}

std::vector<QualityMeasure> problems_of(const models::PageFacts& facts) {
  std::vector<QualityMeasure> problems;
  for (const models::QualityCheck& check : facts.quality)
    if (!check.ok) problems.push_back(check.measure);
  return problems;
}

}  // namespace hoso::pipeline
