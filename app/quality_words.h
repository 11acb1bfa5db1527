// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "hoso/models/quality.h"

/// What is wrong with a page's image, and what to do, in the language that is spoken.
namespace hoso::app {

struct QualityWords {
  std::string problem;  ///< "blurred": what the page is
  std::string remedy;   ///< a sentence, for whoever has the paper in hand
};

QualityWords quality_words(models::QualityMeasure measure);

/// All problems, then what to do about the first: "blurred, grainy. Clean the glass."
std::string in_words(const std::vector<models::QualityMeasure>& problems);

}  // namespace hoso::app
