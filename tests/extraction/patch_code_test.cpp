// SPDX-License-Identifier: Apache-2.0
#include "extraction/barcodes/patch_code.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "extraction/barcodes/reader.h"
#include "hoso/extraction/separator_sheet.h"
#include "tests/support/drawing.h"

namespace hoso::extraction {
namespace {

/// Bars of those widths in units of 0.08 inch from `top_px` down, on A4 at 300 dpi.
cv::Mat bars(std::initializer_list<double> widths, int top_px, int left_px = 300, int length_px = 900) {
  cv::Mat page(3508, 2480, CV_8UC1, cv::Scalar(255));
  double y = top_px;
  for (const double width : widths) {
    cv::rectangle(page, {left_px, cvRound(y), length_px, cvRound(width * 24)}, cv::Scalar(20), cv::FILLED);
    y += (width + 1) * 24;
  }
  return page;
}

TEST(PatchCode, TIsFoundFromTheNearerEdgeInward) {
  const auto found = read_patch_t(bars({1, 2.5, 1, 2.5}, 200), 300);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->format, "PatchCode");
  EXPECT_EQ(found->text, "T");
  EXPECT_NEAR(found->box.y, 200, 8);
  EXPECT_NEAR(found->box.height, 240, 12);
  EXPECT_TRUE(read_patch_t(bars({2.5, 1, 2.5, 1}, 3100), 300)) << "the sheet lies upside down";
}

TEST(PatchCode, OthersAreNotT) {
  EXPECT_FALSE(read_patch_t(bars({2.5, 1, 2.5, 1}, 200), 300));  // 3
  EXPECT_FALSE(read_patch_t(bars({2.5, 1, 1, 2.5}, 200), 300));  // 2
  EXPECT_FALSE(read_patch_t(bars({2.5, 2.5, 1, 1}, 200), 300));  // 1
  EXPECT_FALSE(read_patch_t(bars({1, 2.5, 2.5, 1}, 200), 300));  // 4
  EXPECT_FALSE(read_patch_t(bars({1, 1, 2.5, 2.5}, 200), 300));  // 6
  EXPECT_FALSE(read_patch_t(bars({1, 2.5, 1, 2.5}, 200, 300, 300), 300)) << "too short";
  EXPECT_FALSE(read_patch_t({}, 300));
}

TEST(PatchCode, TurnedAndNoisySheetsAreRead) {
  cv::Mat page = bars({1, 2.5, 1, 2.5}, 200), turned;
  cv::rotate(page, turned, cv::ROTATE_90_CLOCKWISE);
  EXPECT_TRUE(read_patch_t(turned, 300));
  cv::Mat noise(page.size(), CV_16SC1), noisy;
  cv::RNG rng(5);
  rng.fill(noise, cv::RNG::NORMAL, 0, 40);
  cv::add(page, noise, noisy, cv::noArray(), CV_8UC1);
  EXPECT_TRUE(read_patch_t(tests::rotated(noisy, 0.7), 300));
}

TEST(PatchCode, APageOfPrintHasNone) {
  cv::Mat grey;
  cv::cvtColor(tests::draw_decision(300).image, grey, cv::COLOR_BGR2GRAY);
  EXPECT_FALSE(read_patch_t(grey, 300));
}

TEST(SeparatorSheet, IsReadBack) {
  const auto sheet = separator_sheet("H26.16-250702-0012");
  ASSERT_TRUE(sheet);
  const auto codes = read_barcodes(*sheet, true, kSeparatorSheetDpi);
  ASSERT_EQ(codes.size(), 2U);
  for (const auto& code : codes) EXPECT_EQ(code.text, "HOSO:START:H26.16-250702-0012");
  EXPECT_EQ(codes[0].format, "QRCode");
  EXPECT_EQ(codes[1].format, "Code128");
}

TEST(SeparatorSheet, ThePatchSheetIsReadEitherWayRound) {
  cv::Mat sheet = patch_t_sheet(), turned;
  EXPECT_TRUE(read_patch_t(sheet, kSeparatorSheetDpi));
  cv::rotate(sheet, turned, cv::ROTATE_180);
  EXPECT_TRUE(read_patch_t(turned, kSeparatorSheetDpi));
}

TEST(SeparatorSheet, WhatIsNoCodeIsRefused) {
  EXPECT_FALSE(separator_sheet(""));
  EXPECT_FALSE(separator_sheet("hai từ"));
  EXPECT_FALSE(separator_sheet("a\nb"));
  EXPECT_FALSE(separator_sheet(std::string(61, 'A')));
}

}  // namespace
}  // namespace hoso::extraction
