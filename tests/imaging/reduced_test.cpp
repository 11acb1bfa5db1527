// SPDX-License-Identifier: Apache-2.0
#include "hoso/imaging/reduced.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

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

}  // namespace
}  // namespace hoso::imaging
