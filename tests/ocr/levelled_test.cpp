// SPDX-License-Identifier: Apache-2.0
#include "ocr/levelled.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace hoso::ocr {
namespace {

constexpr models::LineFan kFan{.centre = {400, 300}, .slope = 0.01, .growth = 1e-4};

/// Where what is level at (x, y) stands on the page.
double on_page_y(double x, double y) {
  return y + (kFan.slope + kFan.growth * (y - kFan.centre.y)) * (x - kFan.centre.x);
}

TEST(Levelled, MakesTheLinesOfAFanLevel) {
  cv::Mat page(600, 800, CV_8UC1, cv::Scalar(255));
  for (const int y : {100, 300, 500})
    cv::line(page, {0, cvRound(on_page_y(0, y))}, {799, cvRound(on_page_y(799, y))}, cv::Scalar(0), 3);
  const cv::Mat level = levelled(page, kFan);
  ASSERT_EQ(level.size(), page.size());
  for (const int y : {100, 300, 500}) {
    EXPECT_LT(cv::mean(level.row(y))[0], 60) << y;
    EXPECT_GT(cv::mean(level.row(y - 6))[0], 250) << y;
    EXPECT_GT(cv::mean(level.row(y + 6))[0], 250) << y;
  }
  EXPECT_TRUE(levelled({}, kFan).empty());
}

TEST(Levelled, TextGoesBackToWhereItStandsOnThePage) {
  models::PageText text;
  text.blocks = {
      {.lines = {{.words = {{.text = "trái", .box = {100, 90, 60, 20}}, {.text = "phải", .box = {700, 90, 60, 20}}}}}}};
  text.tables = {{.box = {100, 400, 600, 100}, .rows = 1, .columns = 1, .cells = {{.box = {100, 400, 600, 100}}}}};
  const models::PageText page = on_page(text, kFan);
  const auto& words = page.blocks[0].lines[0].words;
  for (std::size_t index = 0; index < 2; ++index) {
    const models::Box& level = text.blocks[0].lines[0].words[index].box;
    const models::Box& box = words[index].box;
    EXPECT_EQ(box.x, level.x);
    for (const double x : {level.x, level.right()})
      for (const double y : {level.y, level.bottom()}) {
        EXPECT_LE(box.y, on_page_y(x, y) + 1e-9);
        EXPECT_GE(box.bottom(), on_page_y(x, y) - 1e-9);
      }
    EXPECT_LT(box.height, level.height + 2);
  }
  EXPECT_EQ(page.blocks[0].lines[0].box, models::united(words[0].box, words[1].box));
  EXPECT_EQ(page.blocks[0].box, page.blocks[0].lines[0].box);
  EXPECT_GT(page.tables[0].box.height, 100);
  EXPECT_EQ(page.tables[0].cells[0].box, page.tables[0].box);
}

TEST(Levelled, ABoxOfThePageHoldsWhatItsOwnComesFrom) {
  const models::Box box{650, 120, 90, 30}, level = levelled_box(box, kFan);
  EXPECT_EQ(level.x, box.x);
  EXPECT_EQ(level.width, box.width);
  double top = 1e9, bottom = 0;
  for (const double x : {box.x, box.right()}) {
    // The levels that lead to the box's upper and lower edge.
    double upper = box.y, lower = box.bottom();
    for (int i = 0; i < 50; ++i) upper -= on_page_y(x, upper) - box.y, lower -= on_page_y(x, lower) - box.bottom();
    top = std::min(top, upper), bottom = std::max(bottom, lower);
  }
  EXPECT_NEAR(level.y, top, 1e-6);
  EXPECT_NEAR(level.bottom(), bottom, 1e-6);
}

}  // namespace
}  // namespace hoso::ocr
