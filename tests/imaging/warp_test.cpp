// SPDX-License-Identifier: Apache-2.0
#include "imaging/warp.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace hoso::imaging {
namespace {

using models::ExifOrientation;

cv::Mat numbered(int width, int height) {
  cv::Mat image(height, width, CV_8UC1);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) image.at<std::uint8_t>(y, x) = static_cast<std::uint8_t>(1 + y * width + x);
  }
  return image;
}

TEST(Warp, BringsEachOfTheEightOrientationsUprightAsTheMapSays) {
  const cv::Mat image = numbered(5, 3);
  for (int value = 1; value <= 8; ++value) {
    const auto lies = static_cast<ExifOrientation>(value);
    const cv::Mat upright = brought_upright(image, lies);
    ASSERT_EQ(size_of(upright), models::upright_size(lies, size_of(image))) << value;
    const models::Affine map = models::upright_map(lies, size_of(image));
    for (int y = 0; y < image.rows; ++y) {
      for (int x = 0; x < image.cols; ++x) {
        const models::Point to = map({x + 0.5, y + 0.5});
        EXPECT_EQ(upright.at<std::uint8_t>(static_cast<int>(to.y), static_cast<int>(to.x)),
                  image.at<std::uint8_t>(y, x))
            << value;
      }
    }
  }
}

TEST(Warp, CountsDegreesTheWayATurnedImageNeeds) {
  const cv::Mat image = numbered(5, 3);
  cv::Mat clockwise;
  cv::rotate(image, clockwise, cv::ROTATE_90_CLOCKWISE);
  const cv::Mat back = brought_upright(clockwise, turned_clockwise(90));
  EXPECT_EQ(cv::norm(back, image, cv::NORM_INF), 0);
  for (const int degrees : {0, 90, 180, 270}) EXPECT_EQ(clockwise_degrees(turned_clockwise(degrees)), degrees);
}

TEST(Warp, OfAMirroredImageTheTurnIsWhatIsLeftAfterTheMirror) {
  const cv::Mat image = numbered(5, 3);
  for (const auto lies : {ExifOrientation::mirrored, ExifOrientation::flipped, ExifOrientation::transposed,
                          ExifOrientation::transverse}) {
    cv::Mat mirrored;
    cv::flip(image, mirrored, 1);
    const cv::Mat upright = brought_upright(mirrored, turned_clockwise(clockwise_degrees(lies)));
    EXPECT_EQ(cv::norm(upright, brought_upright(image, lies), cv::NORM_INF), 0);
  }
}

TEST(Warp, ShearsAsTheGeneralWarpDoesWithTheirMap) {
  cv::Mat page(420, 300, CV_8UC3, cv::Scalar(250, 240, 230));
  cv::putText(page, "Quyet dinh", {20, 200}, cv::FONT_HERSHEY_SIMPLEX, 1.4, {40, 20, 160}, 3);
  cv::GaussianBlur(page, page, {5, 5}, 0);
  for (const double degrees : {-2.0, -0.4, 0.07, 1.3}) {
    for (const cv::Point origin : {cv::Point(0, 0), cv::Point(-9, -5), cv::Point(4, 3)}) {
      const models::Size size{310, 430};
      const models::Affine map =
          models::then(shearing_map(degrees, size_of(page)), {1, 0, -1.0 * origin.x, 0, 1, -1.0 * origin.y});
      const cv::Mat fast = sheared(page, degrees, origin, size), general = warped(page, map, size);
      ASSERT_EQ(fast.size(), general.size());
      const cv::Rect inside(20, 20, 260, 380);
      EXPECT_LT(cv::norm(fast(inside), general(inside), cv::NORM_INF), 12) << degrees << origin;
      EXPECT_LT(cv::norm(fast, general, cv::NORM_L1) / static_cast<double>(3 * fast.total()), 0.5) << degrees << origin;
    }
  }
}

TEST(Warp, AShearIsATurnUpToTheSquareOfTheAngle) {
  const models::Size page{2480, 3508};
  const models::Point corner{100, 3400};
  const models::Point turned = straightening_map(kShearedDegreesMax, page)(corner);
  const models::Point sheared = shearing_map(kShearedDegreesMax, page)(corner);
  const double stretched = page.height_px / 2.0 / 400;  // at the page's edge
  EXPECT_NEAR(turned.x, sheared.x, stretched);
  EXPECT_NEAR(turned.y, sheared.y, stretched);
}

TEST(Warp, MovesBlocksToWhereTheMapSendsTheirCorners) {
  cv::Mat image(200, 300, CV_8UC1, cv::Scalar(255));
  image(cv::Rect(100, 50, 40, 20)).setTo(0);
  const models::Affine map{1, 0, 7.5, 0, 1, -3};
  const cv::Mat moved = warped(image, map, {300, 200});
  EXPECT_EQ(moved.at<std::uint8_t>(47, 108), 0);
  EXPECT_EQ(moved.at<std::uint8_t>(46, 120), 255);
  EXPECT_NEAR(moved.at<std::uint8_t>(50, 107), 127, 6);  // half covered
  EXPECT_EQ(moved.at<std::uint8_t>(50, 2), 255);         // outside of the image
}

TEST(Warp, StraightensRisingLines) {
  const models::Size page{1000, 800};
  const models::Affine map = straightening_map(3, page);
  const double slope = std::tan(3 * 3.14159265358979 / 180);
  const models::Point left = map({100, 400 + 400 * slope}), right = map({900, 400 - 400 * slope});
  EXPECT_NEAR(left.y, right.y, 1e-6);
  const models::Point centre = map({500, 400});
  EXPECT_NEAR(centre.x, 500, 1e-9);
  EXPECT_NEAR(centre.y, 400, 1e-9);
}

TEST(Warp, RefusesSidesThatDoNotFitIntoSixteenBits) {
  EXPECT_TRUE(can_be_warped({19866, 28087}));  // A0 at 600 dpi
  EXPECT_FALSE(can_be_warped({40000, 20}));
}

}  // namespace
}  // namespace hoso::imaging
