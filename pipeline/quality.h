// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "hoso/models/page.h"

namespace hoso::pipeline {

/// Holds what is known of a page against the limits, in the order of QualityMeasure; a measure without a value, or one
/// that is only guessed, is left out. Empty for what no second scan would make better: blank and failed pages, and
/// those that were drawn from a PDF.
std::vector<models::QualityCheck> judge(const models::PageFacts& facts, const models::PageText& text,
                                        const models::QualityLimits& limits);

/// The measures of the page that are not well.
std::vector<models::QualityMeasure> problems_of(const models::PageFacts& facts);

}  // namespace hoso::pipeline
