// SPDX-License-Identifier: Apache-2.0
#include "extraction/marks/blue_words.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "tests/support/drawing.h"

namespace hoso::extraction {
namespace {

const cv::Scalar kBlue{140, 41, 23};  // BGR of a ball pen

tests::DrawnPage form(const cv::Scalar& ink) {
  return tests::draw_page({1600, 400}, {{.text = "Họ, chữ đệm, tên người yêu cầu:", .x_px = 60, .y_px = 60},
                                        {.text = "Trần Hoàng Kiệt", .x_px = 1000, .y_px = 60, .colour = ink},
                                        {.text = "Ngày, tháng, năm sinh của người yêu cầu:", .x_px = 60, .y_px = 200}});
}

std::vector<models::Box> boxes_of(const models::Line& line) {
  std::vector<models::Box> boxes;
  for (const models::Word& word : line.words) boxes.push_back(word.box);
  return boxes;
}

TEST(BlueWords, AreThoseOfAPenBesideBlackPrint) {
  const auto page = form(kBlue);
  EXPECT_EQ(find_blue_words(page.image, page.truth).size(), 3U);
  for (const models::Box& box : find_blue_words(page.image, page.truth))
    EXPECT_TRUE(std::ranges::count(boxes_of(page.truth.blocks.at(0).lines.at(1)), box));
}

TEST(BlueWords, BlackPrintAndAGreyPageHaveNone) {
  const auto black = form({0, 0, 0});
  EXPECT_TRUE(find_blue_words(black.image, black.truth).empty());
  const auto blue = form(kBlue);
  cv::Mat grey;
  cv::cvtColor(blue.image, grey, cv::COLOR_BGR2GRAY);
  EXPECT_TRUE(find_blue_words(grey, blue.truth).empty());
  EXPECT_TRUE(find_blue_words({}, blue.truth).empty());
}

TEST(BlueWords, AreTheSameOnYellowedPaper) {
  const auto page = form(kBlue);
  cv::Mat yellowed;
  cv::multiply(page.image, cv::Scalar(0.72, 0.88, 0.93), yellowed, 1, CV_8U);
  cv::addWeighted(yellowed, 0.6, cv::Mat(yellowed.size(), CV_8UC3, cv::Scalar(180, 215, 230)), 0.4, 0, yellowed);
  EXPECT_EQ(find_blue_words(yellowed, page.truth), find_blue_words(page.image, page.truth));
}

TEST(BlueWords, APageInBlueThroughoutTellsNothing) {
  const auto page =
      tests::draw_page({1200, 300}, {{.text = "Kính gửi Công an xã", .x_px = 60, .y_px = 60, .colour = kBlue}});
  EXPECT_TRUE(find_blue_words(page.image, page.truth).empty());
}

}  // namespace
}  // namespace hoso::extraction
