// SPDX-License-Identifier: Apache-2.0
#include "ocr/reading/word_boxes.h"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace hoso::ocr {
namespace {

using models::Box;
using models::Word;

double common_width(const Box& box, const cv::Rect& part) {
  return std::min(box.right(), static_cast<double>(part.x + part.width)) - std::max(box.x, static_cast<double>(part.x));
}

}  // namespace

void fit_boxes(std::vector<Word>& words, const TextLine& line) {
  std::vector<Box> fitted(words.size());
  for (const cv::Rect& part : line.parts) {
    const bool in_many = part.width > 2.5 * line.x_height();
    std::optional<std::size_t> best;
    double widest = 0;
    for (std::size_t index = 0; index < words.size(); ++index) {
      const double common = common_width(words[index].box, part);
      if (common <= 0) continue;
      if (in_many) {
        const double left = std::max(words[index].box.x, static_cast<double>(part.x));
        fitted[index] = models::united(fitted[index],
                                       {left, static_cast<double>(part.y), common, static_cast<double>(part.height)});
      } else if (common > widest) {
        widest = common;
        best = index;
      }
    }
    if (best && !in_many) {
      fitted[*best] =
          models::united(fitted[*best], {static_cast<double>(part.x), static_cast<double>(part.y),
                                         static_cast<double>(part.width), static_cast<double>(part.height)});
    }
  }
  for (std::size_t index = 0; index < words.size(); ++index) {
    if (!fitted[index].empty()) words[index].box = fitted[index];
  }
}

void put_dash_right(Word& word, double x_height_px) {
  constexpr double kLongMin = 1.7;  // x-heights: "–" has 1.1, "—" 2.2
  if (word.text == "—" && word.box.width < kLongMin * x_height_px) word.text = "–";
}

}  // namespace hoso::ocr
