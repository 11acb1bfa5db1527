// SPDX-License-Identifier: Apache-2.0
#include "imaging/orientation.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "imaging/warp.h"
#include "tests/imaging/papers.h"
#include "tests/support/drawing.h"

namespace hoso::imaging {
namespace {

OrientationFinding orientation_of(const cv::Mat& page, const LegibilityReader& reader) {
  const Sketch sketch = make_sketch({.image = page}, 150);
  const AxisFindings axes{find_skew(sketch, TextAxis::horizontal, 15), find_skew(sketch, TextAxis::vertical, 15)};
  return find_orientation(page, 150, sketch, axes, 3, reader);
}

/// The page as a scanner delivers it that was fed turned clockwise by so much.
cv::Mat fed_turned(const cv::Mat& page, int degrees) {
  return brought_upright(page, turned_clockwise((360 - degrees) % 360));
}

TEST(Orientation, FindsAllFourTurnsAlsoOfSkewedAndShortPages) {
  for (const int rows : {1, 3, 14}) {
    const cv::Mat page = tests::rotated(tests::block_letter_page({1240, 1500}, rows), 2);
    for (const int degrees : {0, 90, 180, 270}) {
      const OrientationFinding finding = orientation_of(fed_turned(page, degrees), tests::block_letters_upright);
      EXPECT_EQ(finding.degrees, degrees) << rows;
      EXPECT_GT(finding.confidence, 0.8);
      EXPECT_GT(finding.scores.at(static_cast<std::size_t>(degrees / 90)), 0);
    }
  }
}

TEST(Orientation, ReadsFewLinesWhereTheFirstIsClear) {
  int reads = 0;
  orientation_of(tests::block_letter_page({1240, 1754}, 14), [&](const cv::Mat& line) {
    ++reads;
    EXPECT_EQ(line.type(), CV_8UC1);
    EXPECT_LE(line.cols, 500);
    return tests::block_letters_upright(line);
  });
  EXPECT_LE(reads, 4);
}

TEST(Orientation, IsUnsureWhereNothingIsLegible) {
  const cv::Mat page = tests::block_letter_page({1240, 1754}, 14);
  EXPECT_EQ(orientation_of(page, [](const cv::Mat&) { return 0.0; }).confidence, 0);
  EXPECT_LT(orientation_of(page, [](const cv::Mat&) { return 9.0; }).confidence, 0.1);
  EXPECT_EQ(orientation_of(page, nullptr).confidence, 0);
}

TEST(Orientation, IsUnsureOfNoiseAndOfNothing) {
  const cv::Mat noise = tests::specks({1240, 1754}, 0.05);
  EXPECT_LT(orientation_of(noise, tests::block_letters_upright).confidence, 0.6);
  EXPECT_EQ(orientation_of(cv::Mat(1754, 1240, CV_8UC1, cv::Scalar(255)), tests::block_letters_upright).confidence, 0);
}

}  // namespace
}  // namespace hoso::imaging
