// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "hoso/ocr/line_recogniser.h"
#include "tests/support/drawing.h"

namespace hoso::tests {

/// Where Tesseract's Vietnamese model is.
inline std::filesystem::path model_file() {
  const char* prefix = std::getenv("TESSDATA_PREFIX");
  return std::filesystem::path(prefix != nullptr ? prefix : "/usr/share/tesseract-ocr/5/tessdata") / "vie.traineddata";
}

/// A line of print, grey, with the boxes of its words' ink in its pixels.
struct DrawnLine {
  cv::Mat grey;
  std::vector<models::Box> words;

  [[nodiscard]] ocr::GreyImage view() const {
    return {grey.data, grey.cols, grey.rows, static_cast<std::ptrdiff_t>(grey.step)};
  }
};

inline DrawnLine drawn_line(const std::string& text, double font_px = 50,
                            const std::string& font = "Liberation Serif") {
  constexpr double kMargin_px = 6;
  const DrawnPage page =
      draw_page({3000, 300}, {{.text = text, .x_px = 60, .y_px = 80, .font_px = font_px, .font = font}});
  DrawnLine line;
  for (const auto& word : page.truth.blocks.at(0).lines.at(0).words) line.words.push_back(word.box);
  models::Box all;
  for (const models::Box& word : line.words) all = models::united(all, word);
  const cv::Rect crop(static_cast<int>(all.x - kMargin_px), static_cast<int>(all.y - kMargin_px),
                      static_cast<int>(all.width + 2 * kMargin_px), static_cast<int>(all.height + 2 * kMargin_px));
  cv::cvtColor(page.image(crop), line.grey, cv::COLOR_BGR2GRAY);
  for (models::Box& word : line.words) {
    word.x -= crop.x;
    word.y -= crop.y;
  }
  return line;
}

}  // namespace hoso::tests
