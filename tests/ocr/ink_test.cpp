// SPDX-License-Identifier: Apache-2.0
#include "ocr/recogniser/ink.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include <cmath>

namespace hoso::ocr {
namespace {

/// Strokes 8 px wide and 40 px high on a line of 60 px, each beginning at its x in the top row, leaning to the right by
/// `slope` columns a row.
cv::Mat strokes(const std::vector<int>& tops, double slope) {
  cv::Mat line(60, 200, CV_8UC1, cv::Scalar(230));
  for (const int top : tops) {
    for (int y = 10; y < 50; ++y) {
      const int x = top - static_cast<int>(std::lround(slope * (y - 10)));
      line(cv::Rect(x, y, 8, 1)) = cv::Scalar(30);
    }
  }
  return line;
}

Ink ink_of(const cv::Mat& line) {
  Ink ink;
  ink.look_at({line.data, line.cols, line.rows, static_cast<std::ptrdiff_t>(line.step)}, false);
  return ink;
}

TEST(Ink, IsCutInTheMiddleOfTheWidestFreeGap) {
  const cv::Mat line = strokes({20, 40, 80}, 0);
  const Ink ink = ink_of(line);
  const Cut cut = ink.cut_between(20, 88);
  EXPECT_EQ(cut.x_px, 64);
  EXPECT_EQ(cut.slope, 0);
  const models::Box left = ink.box_between({0}, cut), right = ink.box_between(cut, {200});
  EXPECT_EQ(left.x, 20);
  EXPECT_EQ(left.right(), 48);
  EXPECT_EQ(right.x, 80);
  EXPECT_EQ(right.y, 10);
  EXPECT_EQ(right.bottom(), 50);
}

TEST(Ink, IsCutAlongALeaningGapWhereNoColumnIsFree) {
  const cv::Mat line = strokes({60, 75}, 0.3);  // 7 px between them, 12 px of lean
  const Ink ink = ink_of(line);
  const Cut cut = ink.cut_between(52, 75);
  EXPECT_LT(cut.slope, 0);
  const models::Box left = ink.box_between({0}, cut), right = ink.box_between(cut, {200});
  EXPECT_EQ(left.x, 48);
  EXPECT_EQ(left.right(), 68);
  EXPECT_EQ(right.x, 63);
  EXPECT_EQ(right.right(), 83);
  EXPECT_EQ(right.y, 10);
  EXPECT_EQ(right.bottom(), 50);
}

TEST(Ink, IsCutWhereItIsLeastWhereWordsTouch) {
  cv::Mat line = strokes({20, 40}, 0);
  line(cv::Rect(20, 20, 28, 3)) = cv::Scalar(30);
  line(cv::Rect(28, 23, 5, 2)) = cv::Scalar(30);
  const Cut cut = ink_of(line).cut_between(20, 48);
  EXPECT_EQ(cut.slope, 0);
  EXPECT_GE(cut.x_px, 33);
  EXPECT_LT(cut.x_px, 40);
}

TEST(Ink, HasNoBoxWhereThereIsNone) {
  const cv::Mat line = strokes({20}, 0);
  const Ink ink = ink_of(line);
  EXPECT_TRUE(ink.box_between({60}, {100}).empty());
  EXPECT_TRUE(ink.box_between({60}, {100, -0.3}).empty());
  EXPECT_TRUE(ink.box_between({100}, {60}).empty());
  EXPECT_GE(ink.cut_between(199.5, 500).x_px, 199);
  EXPECT_GE(ink.cut_between(400, 500).x_px, 0);
}

}  // namespace
}  // namespace hoso::ocr
