// SPDX-License-Identifier: Apache-2.0
#include "ocr/reading/number_line.h"

#include <cctype>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace hoso::ocr {
namespace {

/// A line whose letters are drawn each in a grey of its own, which tells a recogniser what it sees.
struct DrawnLine {
  static constexpr int kHeight_px = 40, kWide_px = 26, kNarrow_px = 12, kBetween_px = 6, kSpace_px = 24;
  explicit DrawnLine(std::string text) : letters(std::move(text)) {
    int x = 100;
    for (std::size_t index = 0; index < letters.size(); ++index) {
      const char letter = letters[index];
      if (letter == ' ') {
        x += kSpace_px;
        continue;
      }
      const cv::Rect part(x, 100, std::isalnum(static_cast<unsigned char>(letter)) != 0 ? kWide_px : kNarrow_px,
                          kHeight_px);
      page(part) = cv::Scalar(grey_of(index));
      line.parts.push_back(part);
      line.box = line.box.empty() ? part : line.box | part;
      x += part.width + kBetween_px;
    }
    line.band_top = 100, line.band_bottom = 100 + kHeight_px;
  }
  static int grey_of(std::size_t index) { return 20 + 5 * static_cast<int>(index); }

  std::string letters;  ///< digits are a pen's
  cv::Mat page = cv::Mat(300, 1200, CV_8UC1, cv::Scalar(255));
  TextLine line;
};

/// Reads print surely, and nothing surely where a pen wrote.
class SpoiltByPen : public LineRecogniser {
 public:
  SpoiltByPen(const DrawnLine& drawn, bool bars) : drawn_(drawn), bars_(bars) {}

  models::Result<LineText> read_line(const GreyImage& image, const LineOptions&) override {
    LineText text;
    std::string seen;
    for (std::size_t index = 0; index < drawn_.letters.size(); ++index)
      if (holds(image, DrawnLine::grey_of(index)) && (bars_ || drawn_.letters[index] != '/'))
        seen += drawn_.letters[index];
    if (seen.empty()) return text;
    const bool pen = seen.find_first_of("0123456789") != std::string::npos;
    LineWord word;
    word.text = seen;
    word.confidence = pen ? 40 : 97;
    word.box = {0, 0, static_cast<double>(image.width_px), static_cast<double>(image.height_px)};
    for (const char letter : seen) word.characters.push_back({.text = std::string(1, letter)});
    text.steps = 4 * static_cast<int>(seen.size());
    text.words.push_back(std::move(word));
    return text;
  }

 private:
  static bool holds(const GreyImage& image, int grey) {
    for (int x = 0; x < image.width_px; ++x)
      if (image.pixels[image.height_px / 2 * image.stride + x] == grey) return true;
    return false;
  }
  const DrawnLine& drawn_;
  bool bars_;
};

models::Line whole_of(const std::vector<std::pair<std::string, double>>& words) {
  models::Line line;
  for (const auto& [text, confidence] : words) line.words.push_back({text, {100, 100, 50, 40}, confidence});
  return line;
}

std::optional<models::Line> read(const DrawnLine& drawn, const models::Line& whole, bool bars = true) {
  SpoiltByPen recogniser(drawn, bars);
  const cv::Mat none;
  return read_number_line({drawn.page, none, none}, drawn.line, whole, recogniser);
}

TEST(NumberLine, IsReadInPartsWhereAPenWroteTheNumber) {
  const auto line = read(DrawnLine("So: 47 /QD-UBND"), whole_of({{"so:", 0.4}, {"fi/Qp-BCH", 0.3}}));
  ASSERT_TRUE(line);
  ASSERT_EQ(line->words.size(), 3U);
  EXPECT_EQ(line->words[0].text, "So:");
  EXPECT_GT(line->words[0].confidence, 0.9);
  EXPECT_LT(line->words[1].confidence, 0.75);
  EXPECT_EQ(line->words[2].text, "/QD-UBND");
  EXPECT_GT(line->words[2].confidence, 0.9);
}

TEST(NumberLine, KnowsSymbolsWithASmallLetter) {
  const auto line = read(DrawnLine("So: 4 /TTr-SNV"), whole_of({{"So:", 0.99}, {"4TTr-SNV", 0.3}}));
  ASSERT_TRUE(line);
  EXPECT_EQ(line->words.back().text, "/TTr-SNV");
}

TEST(NumberLine, TakesASymbolWhoseBarThePenCovers) {
  const auto line = read(DrawnLine("So: 47 QD-UBND"), whole_of({{"So:", 0.99}, {"4QD-UBND", 0.3}}), false);
  ASSERT_TRUE(line);
  EXPECT_EQ(line->words.back().text, "QD-UBND");
  EXPECT_FALSE(read(DrawnLine("So: 47 /QD-UBND"), whole_of({{"So:", 0.99}, {"4/QD-UBND", 0.3}}), false))
      << "a bar that was read is not lost";
}

TEST(NumberLine, WhatHasNoDoubtOrNeitherLabelNorSymbolIsLeftAlone) {
  const DrawnLine drawn("So: 47 /QD-UBND");
  EXPECT_FALSE(read(drawn, whole_of({{"So:", 0.99}, {"47/QD-UBND", 0.95}})));
  EXPECT_FALSE(read(drawn, whole_of({{"Ho", 0.5}, {"ten", 0.3}})));
  EXPECT_FALSE(read(drawn, whole_of({})));
}

TEST(NumberLine, PrintBehindAnotherLabelStaysWhole) {
  EXPECT_FALSE(read(DrawnLine("So CCCD"), whole_of({{"So", 0.99}, {"CCGD", 0.6}})));
}

}  // namespace
}  // namespace hoso::ocr
