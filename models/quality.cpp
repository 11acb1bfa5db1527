// SPDX-License-Identifier: Apache-2.0
#include "hoso/models/quality.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace hoso::models {
namespace {

constexpr std::array<std::string_view, 8> kNames{"dpi",          "blur_mm",   "contrast",          "noise",
                                                 "skew_degrees", "cut_lines", "missing_corner_mm", "confidence"};

}  // namespace

std::string_view name_of(QualityMeasure measure) { return kNames.at(static_cast<std::size_t>(measure)); }

std::optional<QualityMeasure> quality_measure(std::string_view name) {
  const auto* found = std::ranges::find(kNames, name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<QualityMeasure>(std::distance(kNames.begin(), found));
}

}  // namespace hoso::models
