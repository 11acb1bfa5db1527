// SPDX-License-Identifier: Apache-2.0
#include "extraction/marks/check_boxes.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "hoso/imaging/reduced.h"
#include "tests/support/drawing.h"

namespace hoso::extraction {
namespace {

std::vector<models::CheckBox> boxes_in(const cv::Mat& page, double letter_height_px) {
  return find_check_boxes(page, imaging::halved(page), letter_height_px);
}

constexpr double kLetter = 36;

cv::Mat sheet() { return {900, 1600, CV_8UC3, cv::Scalar::all(245)}; }

void frame(cv::Mat& page, cv::Rect at, int stroke = 3) { cv::rectangle(page, at, cv::Scalar::all(40), stroke); }

void cross(cv::Mat& page, cv::Rect at, int reach) {
  const cv::Scalar ink(150, 60, 30);
  cv::line(page, {at.x - reach, at.y - reach}, {at.br().x + reach, at.br().y + reach}, ink, 5);
  cv::line(page, {at.br().x + reach, at.y - reach}, {at.x - reach, at.br().y + reach}, ink, 5);
}

TEST(CheckBoxes, AreFoundWithAndWithoutATick) {
  cv::Mat page = sheet();
  const cv::Rect empty(300, 400, 44, 44), crossed(700, 400, 44, 44), hooked(1100, 400, 40, 40);
  for (const cv::Rect& at : {empty, crossed, hooked}) frame(page, at);
  cross(page, crossed, 12);
  cv::polylines(page, std::vector<cv::Point>{{1106, 418}, {1118, 438}, {1160, 380}}, false, cv::Scalar(150, 60, 30), 5);
  const auto boxes = boxes_in(page, kLetter);
  ASSERT_EQ(boxes.size(), 3U);
  EXPECT_FALSE(boxes[0].ticked);
  EXPECT_TRUE(boxes[1].ticked);
  EXPECT_TRUE(boxes[2].ticked);
  for (const auto& box : boxes) EXPECT_GT(box.confidence, 0.85);
}

TEST(CheckBoxes, AreFoundOnNoisyPaperAndALittleAskew) {
  cv::Mat page = sheet();
  frame(page, {300, 400, 44, 44});
  frame(page, {700, 400, 44, 44});
  cross(page, {700, 400, 44, 44}, -6);
  cv::Mat noise(page.size(), CV_16SC3);
  cv::RNG rng(3);
  rng.fill(noise, cv::RNG::NORMAL, 0, 7);
  cv::add(tests::rotated(page, 0.6), noise, page, cv::noArray(), CV_8UC3);
  const auto boxes = boxes_in(page, kLetter);
  ASSERT_EQ(boxes.size(), 2U);
  EXPECT_NE(boxes[0].ticked, boxes[1].ticked);
}

TEST(CheckBoxes, ThickStrokesAndARedSealOverABoxHideNothing) {
  cv::Mat page = sheet();
  const cv::Rect crossed(300, 400, 44, 44), empty(700, 400, 44, 44);
  cv::circle(page, {722, 300}, 120, cv::Scalar(70, 60, 235), 12);
  frame(page, crossed, 7);
  frame(page, empty, 7);
  cv::line(page, crossed.tl(), crossed.br(), cv::Scalar::all(40), 10);
  cv::line(page, {crossed.x, crossed.br().y}, {crossed.br().x, crossed.y}, cv::Scalar::all(40), 10);
  const auto boxes = boxes_in(page, kLetter);
  ASSERT_EQ(boxes.size(), 2U);
  EXPECT_TRUE(boxes[0].ticked);
  EXPECT_FALSE(boxes[1].ticked);
}

TEST(CheckBoxes, LettersTablesAndFindersOfCodesAreNone) {
  const auto print = tests::draw_page(
      {1600, 900}, {{.text = "ĐƠN ĐỀ NGHỊ OD0 QOC 8860 BDO □", .x_px = 100, .y_px = 100, .font = "Liberation Sans"}});
  for (const auto& box : boxes_in(print.image, kLetter)) EXPECT_GT(box.box.x, 900) << "a letter was taken for a box";
  cv::Mat page = sheet();
  for (int row = 0; row < 4; ++row)
    for (int column = 0; column < 6; ++column) frame(page, {200 + column * 44, 300 + row * 44, 44, 44}, 2);
  frame(page, {900, 300, 70, 70}, 10);
  cv::rectangle(page, {920, 320, 30, 30}, cv::Scalar::all(40), cv::FILLED);
  EXPECT_TRUE(boxes_in(page, kLetter).empty());
  EXPECT_TRUE(boxes_in(cv::Mat(), kLetter).empty());
}

}  // namespace
}  // namespace hoso::extraction
