// SPDX-License-Identifier: Apache-2.0
#include "imaging/seals.h"

#include <cmath>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "hoso/imaging/clean.h"
#include "imaging/warp.h"
#include "tests/imaging/papers.h"
#include "tests/support/drawing.h"

namespace hoso::imaging {
namespace {

constexpr double kDpi = 300;
constexpr double kRadius = 213;  // 18 mm

/// Two rings and a star.
void stamp(cv::Mat& page, cv::Point centre, const cv::Scalar& ink, double radius = kRadius) {
  cv::circle(page, centre, cvRound(radius - 5), ink, 10, cv::LINE_AA);
  cv::circle(page, centre, cvRound(0.65 * radius), ink, 3, cv::LINE_AA);
  std::vector<cv::Point> star;
  for (int point = 0; point < 10; ++point) {
    const double angle = std::numbers::pi * (point / 5.0 - 0.5), reach = radius * (point % 2 == 0 ? 0.35 : 0.14);
    star.emplace_back(centre.x + cvRound(reach * std::cos(angle)), centre.y + cvRound(reach * std::sin(angle)));
  }
  cv::fillPoly(page, star, ink, cv::LINE_AA);
}

cv::Mat signature_block() {
  const cv::Mat page =
      tests::draw_page({1400, 1000}, {{.text = "TM. ỦY BAN NHÂN DÂN", .x_px = 400, .y_px = 280, .bold = true},
                                      {.text = "CHỦ TỊCH", .x_px = 520, .y_px = 350, .bold = true},
                                      {.text = "Trần Thị Hương Giang", .x_px = 430, .y_px = 620, .bold = true}})
          .image;
  cv::Mat grey;
  cv::cvtColor(page, grey, cv::COLOR_BGR2GRAY);
  return grey;
}

Readable readable(const cv::Mat& grey) { return make_readable(grey, kDpi, false); }

/// How dark the page is, on the average, where the mask is set: 0..1.
double darkness(const cv::Mat& page, const cv::Mat& mask) { return 1 - cv::mean(page, mask)[0] / 255; }

TEST(Seals, TheRingOfABlackSealIsFoundOverPrint) {
  cv::Mat page = signature_block();
  stamp(page, {450, 480}, 0);
  const auto seals = find_seals(readable(page), kDpi);
  ASSERT_EQ(seals.size(), 1);
  EXPECT_NEAR(seals[0].centre.x, 450, 4);
  EXPECT_NEAR(seals[0].centre.y, 480, 4);
  EXPECT_NEAR(seals[0].radius_px, kRadius, 5);
  EXPECT_GE(seals[0].confidence, 0.9);
}

TEST(Seals, TwoSealsAreTwo) {
  cv::Mat page(1200, 1600, CV_8UC1, cv::Scalar(255));
  stamp(page, {400, 400}, 0);
  stamp(page, {1100, 700}, 60, 0.8 * kRadius);
  EXPECT_EQ(find_seals(readable(page), kDpi).size(), 2);
}

TEST(Seals, ThereIsNoneInPrintAndInGrain) {
  cv::Mat decision;
  cv::cvtColor(tests::draw_decision(300).image, decision, cv::COLOR_BGR2GRAY);
  EXPECT_TRUE(find_seals(readable(decision), kDpi).empty());
  EXPECT_TRUE(find_seals(readable(tests::specks({2480, 3508}, 0.05)), kDpi).empty());
}

TEST(Seals, AColouredOneIsFoundByItsColour) {
  cv::Mat page;
  cv::cvtColor(signature_block(), page, cv::COLOR_GRAY2BGR);
  EXPECT_TRUE(find_coloured_seals(page, kDpi).empty());
  stamp(page, {450, 480}, {40, 40, 200});
  const auto seals = find_coloured_seals(page, kDpi);
  ASSERT_EQ(seals.size(), 1);
  EXPECT_NEAR(seals[0].radius_px, kRadius, 5);
  EXPECT_TRUE(find_seals(readable(grey_for_reading(page)), kDpi).empty()) << "red is pale in what is read";
}

TEST(Seals, TheInkOfTheSealGoesAndThePrintUnderItStays) {
  const cv::Mat print = signature_block();
  cv::Mat seal(print.size(), CV_8UC1, cv::Scalar(255));
  stamp(seal, {450, 480}, 0);
  cv::Mat page = cv::min(print, seal);
  fade_seal(page, {.centre = {450, 480}, .radius_px = kRadius, .confidence = 1});
  cv::Mat disc(print.size(), CV_8UC1, cv::Scalar(0));
  cv::circle(disc, {450, 480}, cvRound(kRadius), 255, cv::FILLED);
  const cv::Mat letters = (print < 60) & disc, only_seal = (seal < 60) & (print > 250) & disc;
  EXPECT_GE(darkness(page, letters), 0.65);
  EXPECT_LE(darkness(page, only_seal), 0.15);
  cv::circle(disc, {450, 480}, cvRound(1.06 * kRadius), 255, cv::FILLED);
  EXPECT_EQ(cv::norm(page, cv::min(print, seal), cv::NORM_INF, ~disc), 0) << "nothing changes outside";
}

/// A signature block under a seal of that ink, in its colours.
cv::Mat sealed(const cv::Scalar& ink) {
  cv::Mat print, seal;
  cv::cvtColor(signature_block(), print, cv::COLOR_GRAY2BGR);
  seal = cv::Mat(print.size(), CV_8UC3, cv::Scalar::all(255));
  stamp(seal, {450, 480}, ink);
  return cv::min(print, seal);
}

TEST(Seals, ABlueOneGoesByItsColour) {
  const cv::Mat shown = sealed({190, 70, 45}), print = signature_block();
  cv::Mat page = readable(grey_for_reading(shown)).image;
  cv::Mat seal(print.size(), CV_8UC1, cv::Scalar(255));
  stamp(seal, {450, 480}, 0);
  const cv::Mat letters = print < 60, only_seal = (seal < 60) & (print > 250);
  ASSERT_GE(darkness(page, only_seal), 0.5) << "blue is dark in what is read";
  EXPECT_TRUE(fade_coloured_seal(page, shown, {.centre = {450, 480}, .radius_px = kRadius, .confidence = 1}));
  EXPECT_LE(darkness(page, only_seal), 0.02);
  EXPECT_GE(darkness(page, letters & (seal < 60)), 0.8);
}

TEST(Seals, OneAsDarkAsPrintInEachChannelIsLeftToTheNet) {
  const cv::Mat shown = sealed({57, 2, 2});
  const cv::Mat before = readable(grey_for_reading(shown)).image;
  cv::Mat page = before.clone();
  EXPECT_FALSE(fade_coloured_seal(page, shown, {.centre = {450, 480}, .radius_px = kRadius, .confidence = 1}));
  EXPECT_EQ(cv::norm(page, before, cv::NORM_INF), 0);
}

TEST(Seals, OneThatReachesBeyondThePageIsFadedWithinIt) {
  cv::Mat page(600, 800, CV_8UC1, cv::Scalar(255));
  stamp(page, {60, 40}, 0);
  fade_seal(page, {.centre = {60, 40}, .radius_px = kRadius, .confidence = 1});
  EXPECT_LE(darkness(page, cv::Mat()), 0.01);
  fade_seal(page, {.centre = {-500, -500}, .radius_px = kRadius, .confidence = 1});
  EXPECT_FALSE(fade_coloured_seal(page, cv::Mat(600, 800, CV_8UC3, cv::Scalar::all(255)),
                                  {.centre = {-500, -500}, .radius_px = kRadius}));
}

TEST(Seals, ATurnedPageHasThemWhereItShowsThem) {
  cv::Mat straight = tests::block_letter_page({2480, 3508}, 40);
  straight(cv::Rect(1200, 2400, 1000, 800)).setTo(255);
  stamp(straight, {1700, 2800}, 0);
  models::DecodedPage page;
  page.pixels = tests::rotated(straight, 1.5);
  page.facts.delivered = size_of(page.pixels);
  page.facts.delivered_dpi = {.x = kDpi, .y = kDpi};
  page.facts.mode = models::ColourMode::grey;
  const models::CleanPage cleaned = clean(std::move(page), {}, tests::block_letters_upright);
  ASSERT_TRUE(cleaned.facts.skew.applied);
  ASSERT_EQ(cleaned.facts.seals.size(), 1);
  const models::Seal& seal = cleaned.facts.seals[0];
  EXPECT_FALSE(seal.coloured);
  EXPECT_NEAR(seal.box.x + seal.box.width / 2, 1700, 8);
  EXPECT_NEAR(seal.box.y + seal.box.height / 2, 2800, 8);
  const cv::Rect inner(cvRound(seal.box.x), cvRound(seal.box.y), cvRound(seal.box.width), cvRound(seal.box.height));
  EXPECT_LE(darkness(cleaned.readable(inner), cv::Mat()), 0.03);
  EXPECT_GE(darkness(cleaned.shown(inner), cv::Mat()), 0.08) << "the page keeps its seal";
}

}  // namespace
}  // namespace hoso::imaging
