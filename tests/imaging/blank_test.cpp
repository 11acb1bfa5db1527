// SPDX-License-Identifier: Apache-2.0
#include "imaging/blank.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "tests/imaging/papers.h"

namespace hoso::imaging {
namespace {

models::BlankEvidence evidence_of(const cv::Mat& page) {
  return find_blank_evidence(make_readable(page, 150, false), 150);
}

TEST(BlankEvidence, CountsTheLettersOfAPage) {
  const models::BlankEvidence evidence = evidence_of(tests::block_letter_page({1240, 1754}, 10));
  EXPECT_GT(evidence.text_components, 150);
  EXPECT_GT(evidence.ink_coverage, 0.01);
}

TEST(BlankEvidence, SeesNothingInDustHolesEdgesAndTheOtherSide) {
  cv::Mat page(1754, 1240, CV_8UC1, cv::Scalar(235));
  cv::Mat back;
  cv::flip(tests::block_letter_page({1240, 1754}, 10), back, 1);
  page.setTo(200, back < 128);
  for (const int y : {640, 1110}) cv::circle(page, {80, y}, 18, cv::Scalar(20), cv::FILLED);
  page.rowRange(0, 25).setTo(15);
  cv::RNG random(5);
  for (int index = 0; index < 40; ++index)
    page.at<std::uint8_t>(random.uniform(60, 1700), random.uniform(60, 1200)) = 40;
  const models::BlankEvidence evidence = evidence_of(page);
  EXPECT_EQ(evidence.text_components, 0);
  EXPECT_LT(evidence.ink_coverage, 0.0002);
}

TEST(BlankEvidence, SeesAStampAndASingleLine) {
  cv::Mat stamped(1754, 1240, CV_8UC1, cv::Scalar(240));
  cv::circle(stamped, {800, 900}, 100, cv::Scalar(90), 12);
  EXPECT_GT(evidence_of(stamped).ink_coverage, 0.002);
  EXPECT_GT(evidence_of(tests::block_letter_page({1240, 1754}, 1)).text_components, 15);
}

TEST(BlankEvidence, TakesAnEmptyImage) { EXPECT_EQ(find_blank_evidence({}, 300), models::BlankEvidence{}); }

}  // namespace
}  // namespace hoso::imaging
