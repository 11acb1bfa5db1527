// SPDX-License-Identifier: Apache-2.0
#include "app/quality_words.h"

#include "app/say.h"

namespace hoso::app {

using models::QualityMeasure;

QualityWords quality_words(QualityMeasure measure) {
  switch (measure) {
    case QualityMeasure::dpi:
      return {tr("resolution too low"), tr("Scan it at a higher resolution.")};
    case QualityMeasure::blur_mm:
      return {tr("blurred"), tr("Clean the glass and lay the sheet flat; hold a camera still.")};
    case QualityMeasure::contrast:
      return {tr("print too faint"), tr("Scan it darker, in grey or colour.")};
    case QualityMeasure::noise:
      return {tr("grainy"), tr("Clean the glass; give a camera more light.")};
    case QualityMeasure::skew_degrees:
      return {tr("laid askew"), tr("Lay the sheet straight.")};
    case QualityMeasure::cut_lines:
      return {tr("print cut off at the edge"), tr("Lay the whole sheet on the glass.")};
    case QualityMeasure::missing_corner_mm:
      return {tr("a corner is missing"), tr("Unfold the corner.")};
    case QualityMeasure::confidence:
      return {tr("hard to read"), tr("Scan it again, or compare the text with the paper.")};
  }
  return {};
}

std::string in_words(const std::vector<QualityMeasure>& problems) {
  std::string words;
  for (const QualityMeasure problem : problems) words += (words.empty() ? "" : ", ") + quality_words(problem).problem;
  return problems.empty() ? words : words + ". " + quality_words(problems.front()).remedy;
}

}  // namespace hoso::app
