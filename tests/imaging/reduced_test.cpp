// SPDX-License-Identifier: Apache-2.0
#include "hoso/imaging/reduced.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "hoso/imaging/components.h"

namespace hoso::imaging {
namespace {

cv::Mat blurred_noise(cv::Size size, int type) {
  cv::Mat image(size, type);
  cv::RNG rng(7);
  rng.fill(image, cv::RNG::UNIFORM, 0, 256);
  cv::GaussianBlur(image, image, {0, 0}, 6);
  return image;
}

TEST(Reduced, IsTheMeanOfWhatEachPixelCovers) {
  for (const int type : {CV_8UC1, CV_8UC3}) {
    const cv::Mat image = blurred_noise({320, 480}, type);
    for (const cv::Size size : {cv::Size(160, 240), cv::Size(80, 120), cv::Size(70, 101), cv::Size(300, 450)}) {
      cv::Mat expected;
      cv::resize(image, expected, size, 0, 0, cv::INTER_AREA);
      EXPECT_LE(cv::norm(reduced(image, size), expected, cv::NORM_INF), 3) << size;
    }
  }
}

TEST(Reduced, LeavesOutAnOddLastRowOrColumn) {
  const cv::Mat image = blurred_noise({321, 481}, CV_8UC1);
  EXPECT_EQ(halved(image).size(), cv::Size(160, 240));
  EXPECT_EQ(cv::norm(halved(image), halved(image(cv::Rect(0, 0, 320, 480))), cv::NORM_INF), 0);
  const cv::Mat row(1, 40, CV_8UC1, cv::Scalar(9));
  EXPECT_EQ(halved(row).size(), row.size());
}

TEST(Reduced, IsTheImageItselfAtItsOwnSize) {
  const cv::Mat image = blurred_noise({32, 48}, CV_8UC1);
  EXPECT_EQ(reduced(image, image.size()).data, image.data);
}

TEST(Components, TouchAlsoByCorners) {
  cv::Mat ink(8, 12, CV_8UC1, cv::Scalar(0));
  ink(cv::Rect(1, 1, 3, 2)).setTo(255);
  ink(cv::Rect(4, 3, 2, 2)).setTo(255);
  ink(cv::Rect(9, 0, 2, 8)).setTo(255);
  const auto found = components_of(ink);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].box, cv::Rect(9, 0, 2, 8));
  EXPECT_EQ(found[1].box, cv::Rect(1, 1, 5, 4));
  EXPECT_EQ(found[1].area_px, 10);
}

}  // namespace
}  // namespace hoso::imaging
