// SPDX-License-Identifier: Apache-2.0
#include "ocr/reading/read_line.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace hoso::ocr {
namespace {

struct Said {
  std::string text;
  double confidence;
};

/// Says what it is told to, by the size of the crop.
class Scripted : public LineRecogniser {
 public:
  explicit Scripted(std::function<std::vector<Said>(int width, int height)> script) : script_(std::move(script)) {}

  models::Result<LineText> read_line(const GreyImage& line, const LineOptions&) override {
    LineText text;
    const std::vector<Said> words = script_(line.width_px, line.height_px);
    const double width = static_cast<double>(line.width_px) / static_cast<double>(words.size());
    for (const Said& said : words) {
      LineWord word;
      word.text = said.text;
      word.confidence = said.confidence;
      word.box = {width * static_cast<double>(text.words.size()), 0, width, static_cast<double>(line.height_px)};
      for (const char letter : said.text) word.characters.push_back({.text = std::string(1, letter)});
      text.steps += 4 * static_cast<int>(said.text.size());
      text.words.push_back(std::move(word));
    }
    return text;
  }

 private:
  std::function<std::vector<Said>(int, int)> script_;
};

std::string read(const TextLine& line, Scripted recogniser) {
  const cv::Mat page(400, 1200, CV_8UC1, cv::Scalar(255)), none;
  return models::text_of(read_line({page, none, none}, line, recogniser));
}

/// A line of capitals, 40 pixels high, of which what stands at the left is tied to a seal.
TextLine tied_line() {
  return {.parts = {{400, 100, 500, 40}},
          .tied = {{200, 100, 180, 40}},
          .box = {400, 100, 500, 40},
          .band_top = 100,
          .band_bottom = 140};
}

TEST(ReadLine, KeepsWhatIsTiedToASealWhereItAddsAWordThatIsSure) {
  const auto text = read(tied_line(), Scripted([](int width, int) -> std::vector<Said> {
                           if (width < 600) return {{"CHINH", 95}, {"VE", 95}};
                           return {{"QUAN", 87}, {"LH", 10}, {"CHINH", 93}, {"VE", 92}};
                         }));
  EXPECT_EQ(text, "QUAN LH CHINH VE");
}

TEST(ReadLine, LeavesOutWhatIsMadeOfAPenStroke) {
  const auto text = read(tied_line(), Scripted([](int width, int) -> std::vector<Said> {
                           if (width < 600) return {{"CHINH", 95}, {"VE", 95}};
                           return {{"wLvL", 60}, {"CHINH", 95}, {"VE", 95}};
                         }));
  EXPECT_EQ(text, "CHINH VE");
}

TEST(ReadLine, LooksAtTheRowsOfItsLettersAloneWhereASealReachesIn) {
  const TextLine line{
      .parts = {{100, 100, 700, 110}}, .box = {100, 100, 700, 110}, .band_top = 140, .band_bottom = 170};
  const auto text = read(line, Scripted([](int, int height) -> std::vector<Said> {
                           if (height < 80) return {{"001097259090", 90}};
                           return {{"nO", 30}, {"0010920", 35}};
                         }));
  EXPECT_EQ(text, "001097259090");
}

TEST(ReadLine, ADashIsAsLongAsItIsPrinted) {
  TextLine line{.box = {100, 100, 300, 40}, .band_top = 110, .band_bottom = 130};
  const auto say = [](int, int) -> std::vector<Said> { return {{"2021", 95}, {"—", 95}, {"2030", 95}}; };
  line.parts = {{100, 100, 96, 40}, {236, 118, 24, 4}, {304, 100, 96, 40}};
  EXPECT_EQ(read(line, Scripted(say)), "2021 – 2030");
  line.parts[1] = {226, 118, 46, 4};
  EXPECT_EQ(read(line, Scripted(say)), "2021 — 2030");
}

}  // namespace
}  // namespace hoso::ocr
