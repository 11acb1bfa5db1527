// SPDX-License-Identifier: Apache-2.0
#include "storage/pdf/line_boxes.h"

#include <algorithm>
#include <vector>

namespace hoso::storage {

models::Box line_box(const models::Line& line) {
  models::Box box;
  for (const models::Word& word : line.words) box = models::united(box, word.box);
  return box;
}

double median_line_height_px(const models::PageText& text) {
  std::vector<double> heights;
  for (const models::Block& block : text.blocks)
    for (const models::Line& line : block.lines) heights.push_back(line_box(line).height);
  if (heights.empty()) return 0;
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return *middle;
}

}  // namespace hoso::storage
