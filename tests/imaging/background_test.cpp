// SPDX-License-Identifier: Apache-2.0
#include "imaging/background.h"

#include <gtest/gtest.h>

#include "tests/imaging/papers.h"

namespace hoso::imaging {
namespace {

/// Dims a page from left to right, as a lamp at one side does.
cv::Mat shaded(const cv::Mat& page, double darkest) {
  cv::Mat out = page.clone();
  for (int y = 0; y < out.rows; ++y) {
    for (int x = 0; x < out.cols; ++x) {
      auto& pixel = out.at<std::uint8_t>(y, x);
      pixel = cv::saturate_cast<std::uint8_t>(pixel * (1 - (1 - darkest) * x / out.cols));
    }
  }
  return out;
}

TEST(Background, MakesShadedPaperEvenlyWhiteAndKeepsInkDark) {
  const cv::Mat page = tests::block_letter_page({1240, 1754}, 10);
  const Readable readable = make_readable(shaded(page, 0.5), 150, false);
  EXPECT_GT(cv::mean(readable.image, page > 200)[0], 250);
  EXPECT_LT(cv::mean(readable.image, page < 100)[0], 30);
}

TEST(Background, FadesARedSealAndKeepsBlackPrint) {
  cv::Mat pixels(100, 100, CV_8UC3, cv::Scalar(255, 255, 255));
  pixels(cv::Rect(10, 10, 30, 30)).setTo(cv::Scalar(60, 50, 220));
  pixels(cv::Rect(60, 10, 30, 30)).setTo(cv::Scalar(30, 30, 30));
  const cv::Mat grey = grey_for_reading(pixels);
  EXPECT_EQ(grey.at<std::uint8_t>(20, 20), 220);
  EXPECT_EQ(grey.at<std::uint8_t>(20, 70), 30);
}

TEST(Background, PaintsTheScannersLidWhiteAndLeavesTheSheet) {
  const cv::Mat sheet = tests::block_letter_page({1240, 1754}, 10);
  cv::Mat page;
  cv::copyMakeBorder(sheet, page, 60, 40, 80, 0, cv::BORDER_CONSTANT, cv::Scalar(12));
  const Readable readable = make_readable(page, 150, false);
  EXPECT_NEAR(cv::mean(readable.image(cv::Rect(0, 0, 70, page.rows)))[0], 255, 1e-6);
  EXPECT_NEAR(cv::mean(readable.image(cv::Rect(0, 0, page.cols, 50)))[0], 255, 1e-6);
  EXPECT_LT(cv::mean(readable.image(cv::Rect(80, 60, sheet.cols, sheet.rows)), sheet < 100)[0], 30);
}

TEST(Background, KeepsTheLevelsOfABilevelPage) {
  const cv::Mat page = tests::block_letter_page({620, 877}, 4) > 128;
  const Readable readable = make_readable(page, 75, true);
  EXPECT_EQ(cv::norm(readable.image, page, cv::NORM_INF), 0);
}

TEST(Background, DoesNotMakeFaintTracesBlack) {
  cv::Mat page(877, 620, CV_8UC1, cv::Scalar(240));
  page(cv::Rect(100, 100, 400, 60)).setTo(215);  // what shines through from the back
  const Readable readable = make_readable(page, 75, false);
  EXPECT_GT(readable.image.at<std::uint8_t>(130, 300), 150);
}

TEST(Background, TakesTheSmallestAndTheOddestImages) {
  for (const cv::Size size : {cv::Size(1, 1), cv::Size(3, 2), cv::Size(1, 4000), cv::Size(4000, 1)}) {
    for (const int type : {CV_8UC1, CV_8UC3}) {
      const Readable readable = make_readable(cv::Mat(size, type, cv::Scalar::all(0)), 300, false);
      EXPECT_EQ(readable.image.size(), size);
    }
  }
}

}  // namespace
}  // namespace hoso::imaging
