// SPDX-License-Identifier: Apache-2.0
#include "hoso/imaging/channel.h"

#include <gtest/gtest.h>

namespace hoso::imaging {
namespace {

TEST(Channel, IsTheOneThatOpenCvExtracts) {
  cv::Mat image(37, 53, CV_8UC3);
  cv::randu(image, 0, 256);
  for (const Channel channel : {Channel::blue, Channel::green, Channel::red}) {
    cv::Mat expected;
    cv::extractChannel(image, expected, static_cast<int>(channel));
    EXPECT_EQ(cv::norm(channel_of(image, channel), expected, cv::NORM_INF), 0);
    cv::extractChannel(image(cv::Rect(5, 3, 20, 30)), expected, static_cast<int>(channel));
    EXPECT_EQ(cv::norm(channel_of(image(cv::Rect(5, 3, 20, 30)), channel), expected, cv::NORM_INF), 0) << "of a part";
  }
}

TEST(Channel, OfAGreyImageIsTheImage) {
  const cv::Mat grey(4, 5, CV_8UC1, cv::Scalar(7));
  EXPECT_EQ(channel_of(grey, Channel::red).data, grey.data);
}

}  // namespace
}  // namespace hoso::imaging
