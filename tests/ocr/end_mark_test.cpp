// SPDX-License-Identifier: Apache-2.0
#include "ocr/reading/end_mark.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "ocr/layout/page_layout.h"
#include "tests/support/drawing.h"

namespace hoso::ocr {
namespace {

std::optional<cv::Rect> mark_in(const std::string& text, double height_px = 54) {
  const auto page = tests::draw_page({1500, 200}, {{text, 100, 80, height_px}});
  cv::Mat grey;
  cv::cvtColor(page.image, grey, cv::COLOR_BGR2GRAY);
  const PageLayout layout = find_layout(grey, 300);
  return layout.lines.empty() ? std::nullopt : find_end_mark(layout.lines.front(), grey);
}

TEST(EndMark, IsFoundByItsInk) {
  EXPECT_TRUE(mark_in("đề nghị các sở, ngành thực hiện./."));
  EXPECT_TRUE(mark_in("thay cho giấy mời ngày 10/02/2025)./."));
  EXPECT_TRUE(mark_in("1234567890123./.")) << "digits alone";
  EXPECT_TRUE(mark_in("đề nghị các sở, ngành thực hiện./.", 30));
}

TEST(EndMark, IsNoOtherEndOfALine) {
  for (const char* text :
       {"đề nghị các sở, ngành thực hiện.", "đề nghị các sở, ngành thực hiện...", "theo mục 2.1.", "theo mục 2.4.",
        "theo mục 2.7.", "ngày 10/02/2025", "ngày 10.02.2025.", "./. thực hiện", "./."})
    EXPECT_FALSE(mark_in(text)) << text;
}

/// Words of letters that are each ten pixels wide, with a space as wide between words.
models::LineText text_of(const std::vector<std::string>& words) {
  models::LineText text;
  double x = 0;
  for (const std::string& letters : words) {
    models::LineWord word;
    word.text = letters;
    word.box = {x, 0, 10.0 * static_cast<double>(letters.size()), 30};
    for (const char letter : letters) {
      word.characters.push_back({.text = std::string(1, letter), .left_px = x, .right_px = x + 10});
      x += 10;
    }
    x += 10;
    text.words.push_back(std::move(word));
  }
  return text;
}

/// What a line becomes whose mark stands from there on, ten pixels a character.
std::string put_right(const std::vector<std::string>& words, int mark_x) {
  models::LineText text = text_of(words);
  put_end_mark_right(text, {mark_x, 0, 30, 30}, 20);
  return text.text();
}

TEST(EndMark, TakesThePlaceOfWhatItWasReadAs) {
  EXPECT_EQ(put_right({"thuc", "hien."}, 90), "thuc hien./.");
  EXPECT_EQ(put_right({"thuc", "hien.."}, 90), "thuc hien./.");
  EXPECT_EQ(put_right({"thuc", "hien./,"}, 90), "thuc hien./.");
  EXPECT_EQ(put_right({"2025)4."}, 50), "2025)./.");
  EXPECT_EQ(put_right({"moi)", "/"}, 42), "moi)./.");
  EXPECT_EQ(put_right({"thuc", "hien"}, 92), "thuc hien./.");
  EXPECT_EQ(put_right({"thuc", "hien./."}, 90), "thuc hien./.");
}

TEST(EndMark, LeavesLettersInItsPlaceAndWordsFarFromIt) {
  EXPECT_EQ(put_right({"thuc", "hienabc"}, 90), "thuc hienabc");
  EXPECT_EQ(put_right({"thuc", "hien"}, 140), "thuc hien");
  EXPECT_EQ(put_right({"."}, 0), ".");
  EXPECT_EQ(put_right({}, 0), "");
}

}  // namespace
}  // namespace hoso::ocr
