// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "hoso/models/text.h"

namespace hoso::tests {

/// A line of words that stand at `x`, 20 pixels a letter, 40 pixels high, one space between them.
inline models::Line line_at(double x, double y, const std::vector<std::string>& words, double confidence = 0.99) {
  models::Line line;
  for (const std::string& text : words) {
    const double width = 20.0 * static_cast<double>(models::folded(text).size());
    line.words.push_back({text, {x, y, width, 40}, confidence});
    line.box = models::united(line.box, line.words.back().box);
    x += width + 20;
  }
  return line;
}

/// One line with what stands beside it in the same row, as an engine runs columns together.
inline models::Line joined(models::Line left, const models::Line& right) {
  left.words.insert(left.words.end(), right.words.begin(), right.words.end());
  left.box = models::united(left.box, right.box);
  return left;
}

/// A page of one block.
inline models::PageText page_of(std::vector<models::Line> lines) {
  models::Block block;
  for (const models::Line& line : lines) block.box = models::united(block.box, line.box);
  block.lines = std::move(lines);
  return {{std::move(block)}};
}

}  // namespace hoso::tests
