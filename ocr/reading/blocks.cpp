// SPDX-License-Identifier: Apache-2.0
#include "ocr/reading/blocks.h"

#include <algorithm>
#include <cstddef>

namespace hoso::ocr {
namespace {

/// Whether a line can follow another in one paragraph.
bool follows(const TextLine& above, const TextLine& below) {
  constexpr double kGapMax = 1.9, kRatioMax = 1.4, kOverlapMin = 0.3;
  const double smaller = std::min(above.x_height(), below.x_height());
  const double larger = std::max(above.x_height(), below.x_height());
  const double gap = below.band_top - above.band_bottom;
  if (gap < 0 || gap > kGapMax * larger || larger > kRatioMax * smaller) return false;
  return overlap_x(above.box, below.box) > kOverlapMin * std::min(above.box.width, below.box.width);
}

}  // namespace

std::vector<int> blocks_of(std::span<const TextLine> lines) {
  std::vector<int> blocks(lines.size(), -1);
  int count = 0;
  for (std::size_t index = 0; index < lines.size(); ++index) {
    // Lines come by their baselines: the nearest one above is the last that it follows.
    for (std::size_t above = index; above-- > 0 && blocks[index] < 0;) {
      if (follows(lines[above], lines[index])) blocks[index] = blocks[above];
    }
    if (blocks[index] < 0) blocks[index] = count++;
  }
  return blocks;
}

}  // namespace hoso::ocr
