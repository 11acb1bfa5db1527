// SPDX-License-Identifier: Apache-2.0
#include "ocr/reading/dotted_y.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "ocr/layout/page_layout.h"
#include "tests/support/drawing.h"

namespace hoso::ocr {
namespace {

/// One word as it was read, with its last letter where the ink of the line's last letter is.
models::LineText read_as(const std::vector<std::string>& letters, const TextLine& line) {
  const double unit = line.x_height();
  std::vector<cv::Rect> tall;
  for (const cv::Rect& part : line.parts)
    if (part.height >= 0.9 * unit) tall.push_back(part);
  models::LineWord word;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const std::size_t from_end = letters.size() - i;
    const cv::Rect at = tall.size() >= from_end ? tall[tall.size() - from_end] : cv::Rect{};
    word.text += letters[i];
    word.characters.push_back({.text = letters[i], .left_px = 1.0 * at.x, .right_px = 1.0 * at.x + at.width});
  }
  models::LineText text;
  text.words.push_back(std::move(word));
  return text;
}

/// What the last word of a drawn text becomes that was read as these letters.
std::string put_right(const std::string& drawn, const std::vector<std::string>& letters, double height_px = 54) {
  const auto page = tests::draw_page({1500, 200}, {{drawn, 100, 80, height_px}});
  cv::Mat grey;
  cv::cvtColor(page.image, grey, cv::COLOR_BGR2GRAY);
  const PageLayout layout = find_layout(grey, 300);
  if (layout.lines.empty()) return "no line";
  models::LineText text = read_as(letters, layout.lines.front());
  put_dotted_y_right(text, layout.lines.front());
  return text.text();
}

TEST(DottedY, IsToldByTheDotBelow) {
  EXPECT_EQ(put_right("phường Đồng Kỵ", {"K", "y"}), "Kỵ");
  EXPECT_EQ(put_right("phường Đồng Kỵ", {"K", "y"}, 30), "Kỵ");
  EXPECT_EQ(put_right("PHƯỜNG ĐỒNG KỴ", {"K", "Y"}), "KỴ");
  EXPECT_EQ(put_right("năm Ất Tỵ", {"T", "y"}), "Tỵ");
}

TEST(DottedY, IsNoOtherY) {
  EXPECT_EQ(put_right("Trần Thị Ky", {"K", "y"}), "Ky");
  EXPECT_EQ(put_right("người Kỷ", {"K", "ỷ"}), "Kỷ") << "another tone was read";
  EXPECT_EQ(put_right("CÔNG TY", {"T", "Y"}), "TY");
  EXPECT_EQ(put_right("là Kỵ", {"y"}), "y") << "a letter by itself";
  EXPECT_EQ(put_right("GIẤỴ", {"G", "I", "Ấ", "Y"}), "GIẤY") << "a syllable has one tone";
}

TEST(DottedY, IsNoneBeforeAFullStopOrOnALeader) {
  // "Ty." and "Ty" on a dotted line: letters of 20 pixels on the baseline at 40, dots beside and below.
  TextLine line;
  line.parts = {{0, 12, 18, 28}, {20, 20, 18, 30}, {44, 36, 5, 5}};
  line.band_top = 20;
  line.band_bottom = 40;
  const auto read = [&](const std::string& sign) {
    models::LineText out = read_as({"T", "y"}, line);
    out.words.front().characters.push_back({.text = sign, .left_px = 44, .right_px = 49});
    out.words.front().text += sign;
    put_dotted_y_right(out, line);
    return out.text();
  };
  EXPECT_EQ(read("."), "Ty.");
  line.parts = {{0, 12, 18, 28}, {20, 20, 18, 30}, {22, 43, 4, 4}, {32, 43, 4, 4}, {42, 43, 4, 4}};
  EXPECT_EQ(read("."), "Ty.");
  line.parts = {{0, 12, 18, 28}, {20, 20, 18, 30}, {32, 43, 4, 4}};
  EXPECT_EQ(read(","), "Tỵ,");
}

TEST(DottedY, MayHaveGrownTogetherWithACapitalAlone) {
  TextLine line;
  line.parts = {{0, 12, 30, 28}, {32, 12, 24, 36}};
  line.band_top = 12;
  line.band_bottom = 40;
  const auto read = [&](const std::vector<std::string>& letters) {
    models::LineText out = read_as({"K", letters.front()}, line);
    if (letters.size() > 1) {
      out.words.front().characters.push_back({.text = letters[1], .left_px = 56, .right_px = 60});
      out.words.front().text += letters[1];
    }
    put_dotted_y_right(out, line);
    return out.text();
  };
  EXPECT_EQ(read({"Y"}), "KỴ");
  EXPECT_EQ(read({"y"}), "Ky") << "its tail reaches below";
  EXPECT_EQ(read({"Y", ","}), "KY,") << "the comma does";
}

}  // namespace
}  // namespace hoso::ocr
