// SPDX-License-Identifier: Apache-2.0
#include "imaging/skew.h"

#include <array>
#include <cmath>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "tests/imaging/papers.h"
#include "tests/support/drawing.h"

namespace hoso::imaging {
namespace {

const cv::Size kPage{1240, 1754};

SkewFinding skew_of(const cv::Mat& page, TextAxis axis = TextAxis::horizontal) {
  return find_skew(make_sketch({.image = page}, 150), axis, 15);
}

TEST(Skew, FindsEachTurnWithinATwentiethOfADegree) {
  const cv::Mat page = tests::block_letter_page(kPage, 14);
  for (const double degrees : {-14.2, -6.0, -1.37, -0.3, 0.0, 0.06, 0.55, 2.3, 9.1, 14.6}) {
    const SkewFinding finding = skew_of(tests::rotated(page, degrees));
    EXPECT_NEAR(finding.degrees, degrees, 0.045);
    EXPECT_GT(finding.confidence, 0.7) << degrees;
  }
}

TEST(Skew, OfASheetPhotographedAslantIsThatOfItsMiddle) {
  // The left side is shorter than the right one: lines turn one way above the middle, the other way below.
  const cv::Mat page = tests::rotated(tests::block_letter_page(kPage, 20), 1.0);
  const std::array<cv::Point2f, 4> sheet{{{0, 0}, {1240, 0}, {1240, 1754}, {0, 1754}}};
  const std::array<cv::Point2f, 4> seen{{{0, 40}, {1240, 0}, {1240, 1754}, {0, 1714}}};
  cv::Mat photo;
  cv::warpPerspective(page, photo, cv::getPerspectiveTransform(sheet.data(), seen.data()), kPage, cv::INTER_LINEAR,
                      cv::BORDER_CONSTANT, cv::Scalar(255));
  const Sketch sketch = make_sketch({.image = photo}, 150);
  const SkewFinding finding = find_skew(sketch, TextAxis::horizontal, 15);
  const TurnOfLines turn = turn_of_lines(sketch, TextAxis::horizontal, finding);
  EXPECT_NEAR(turn.at_centre, 1.0, 0.15);
  EXPECT_NEAR(turn.growth * kPage.height, -2 * 180 / CV_PI * std::atan2(40, 1240), 0.4);
  EXPECT_GT(turn.range, 2.5);
}

TEST(Skew, OfLittlePrintIsFoundWithoutLongEdges) {
  cv::Mat page(kPage, CV_8UC1, cv::Scalar(255));
  const cv::Mat print = tests::block_letter_page({500, 300}, 4);
  print.copyTo(page(cv::Rect(600, 900, print.cols, print.rows)));
  for (int y = 100; y < 1700; y += 60) cv::line(page, {60, y}, {1180, y - 60}, cv::Scalar(0), 3, cv::LINE_AA);
  const Sketch sketch = make_sketch({.image = page}, 150);
  EXPECT_GT(std::abs(find_skew(sketch, TextAxis::horizontal, 15).degrees), 2);
  const Sketch letters = without_long_pieces(sketch, 75);
  EXPECT_NEAR(find_skew(letters, TextAxis::horizontal, 15).degrees, 0, 0.1);
  EXPECT_LT(letters.points.size(), sketch.points.size());
  EXPECT_EQ(without_long_pieces(sketch, 1e6).points.size(), sketch.points.size());
}

TEST(Skew, OfAFlatSheetIsLeftAsFound) {
  for (const double degrees : {-3.1, 0.0, 2.3}) {
    const Sketch sketch = make_sketch({.image = tests::rotated(tests::block_letter_page(kPage, 14), degrees)}, 150);
    const SkewFinding finding = find_skew(sketch, TextAxis::horizontal, 15);
    const TurnOfLines turn = turn_of_lines(sketch, TextAxis::horizontal, finding);
    EXPECT_EQ(turn.at_centre, finding.degrees);
    EXPECT_EQ(turn.growth, 0);
  }
}

TEST(Skew, OfBarsIsNotThatOfThePixelsThatAreLookedAt) {
  // All rows of a bar code are alike: every so many-th of its pixels would lie on slanting lines.
  for (int wide = 3; wide < 9; ++wide) {
    cv::Mat page(kPage, CV_8UC1, cv::Scalar(255));
    int bar = 0;
    for (int x = 170; x < 1070; x += 12 + 3 * (bar % 4), ++bar)
      page(cv::Rect(x, 700, wide + bar % 3 * 3, 500)).setTo(0);
    cv::Mat head = tests::block_letter_page({kPage.width, 300}, 1);
    head.copyTo(page(cv::Rect(0, 100, kPage.width, 300)));
    const SkewFinding finding = skew_of(page);
    EXPECT_TRUE(std::abs(finding.degrees) < 0.1 || finding.confidence < 0.5)
        << wide << ": " << finding.degrees << " " << finding.confidence << " " << finding.line_likeness;
  }
}

TEST(Skew, IsTheSameOfAPageThatLiesOnItsSide) {
  cv::Mat turned;
  cv::rotate(tests::rotated(tests::block_letter_page(kPage, 14), 2.3), turned, cv::ROTATE_90_CLOCKWISE);
  const SkewFinding finding = skew_of(turned, TextAxis::vertical);
  EXPECT_NEAR(finding.degrees, 2.3, 0.035);
  EXPECT_GT(finding.line_likeness, skew_of(turned, TextAxis::horizontal).line_likeness);
}

TEST(Skew, FindsTheTurnOfAReceiptOfThreeLines) {
  const SkewFinding finding = skew_of(tests::rotated(tests::block_letter_page({1240, 700}, 3), -3.1));
  EXPECT_NEAR(finding.degrees, -3.1, 0.06);
  EXPECT_GT(finding.confidence, 0.6);
}

TEST(Skew, FollowsThePrintAndNotThePalerLinesOfAPrintedGround) {
  constexpr double kTurn = 0.75, kLinesTurn = -6.5;
  cv::Mat ground(kPage, CV_8UC1, cv::Scalar(255));
  for (int y = 0; y < ground.rows; y += 10) cv::line(ground, {0, y}, {ground.cols, y}, cv::Scalar(175), 2);
  const cv::Mat page =
      cv::min(tests::rotated(ground, kLinesTurn), tests::rotated(tests::block_letter_page(kPage, 14), kTurn));
  const SkewFinding finding = skew_of(page);
  EXPECT_NEAR(finding.degrees, kTurn, 0.1);
}

TEST(Skew, IsUnsureOfNoise) {
  for (const double share : {0.01, 0.05, 0.2}) {
    const cv::Mat noise = tests::specks({1240, 1754}, share);
    EXPECT_LT(skew_of(noise).confidence, 0.2) << share;
  }
}

TEST(Skew, IsUnsureOfAPhotograph) {
  cv::Mat photo(kPage, CV_8UC1, cv::Scalar(180));
  cv::RNG random(3);
  for (int index = 0; index < 60; ++index) {
    const cv::Point centre(random.uniform(100, 1140), random.uniform(100, 1650));
    cv::circle(photo, centre, random.uniform(20, 160), cv::Scalar(random.uniform(20, 240)), cv::FILLED);
  }
  EXPECT_LT(skew_of(photo).confidence, 0.5);
}

TEST(Skew, IsUnsureOfAPageWithoutInkOrWithTwoPunchHoles) {
  cv::Mat page(kPage, CV_8UC1, cv::Scalar(255));
  EXPECT_EQ(skew_of(page).confidence, 0);
  cv::circle(page, {90, 600}, 18, cv::Scalar(0), cv::FILLED);
  cv::circle(page, {90, 1070}, 18, cv::Scalar(0), cv::FILLED);
  EXPECT_EQ(skew_of(page).confidence, 0);
}

TEST(Skew, FollowsTheLinesAndNotABlackBorder) {
  cv::Mat page = tests::rotated(tests::block_letter_page(kPage, 14), 1.8);
  page.colRange(0, 60).setTo(0);
  EXPECT_NEAR(skew_of(page).degrees, 1.8, 0.035);
}

}  // namespace
}  // namespace hoso::imaging
