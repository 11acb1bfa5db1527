// SPDX-License-Identifier: Apache-2.0
#include "ocr/confidence.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace hoso::ocr {
namespace {

struct Step {
  double confidence, right;
};

constexpr std::array<Step, 12> kTable{{{0, 0},
                                       {15, 0.15},
                                       {50, 0.40},
                                       {70, 0.50},
                                       {80, 0.58},
                                       {87, 0.76},
                                       {90, 0.86},
                                       {92, 0.945},
                                       {94, 0.97},
                                       {95.5, 0.985},
                                       {96.5, 0.997},
                                       {97.1, 0.999}}};

}  // namespace

double probability_of(double tesseract_confidence) {
  if (!(tesseract_confidence > kTable.front().confidence)) return kTable.front().right;
  const auto* above =
      std::ranges::find_if(kTable, [&](const Step& step) { return step.confidence >= tesseract_confidence; });
  if (above == kTable.end()) return kTable.back().right;
  const Step& high = *above;
  const Step& low = *std::prev(above);
  return low.right +
         (high.right - low.right) * (tesseract_confidence - low.confidence) / (high.confidence - low.confidence);
}

}  // namespace hoso::ocr
