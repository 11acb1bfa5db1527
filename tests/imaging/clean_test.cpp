// SPDX-License-Identifier: Apache-2.0
#include "hoso/imaging/clean.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "imaging/skew.h"
#include "imaging/warp.h"
#include "tests/imaging/papers.h"
#include "tests/support/drawing.h"

namespace hoso::imaging {
namespace {

models::DecodedPage decoded(cv::Mat pixels, double dpi = 150) {
  models::DecodedPage page;
  page.facts.delivered = size_of(pixels);
  page.facts.delivered_dpi = {.x = dpi, .y = dpi};
  page.pixels = std::move(pixels);
  return page;
}

/// A page with one black mark whose centre is known, besides its lines.
constexpr models::Point kMark{1000, 1500};

cv::Mat marked_page() {
  cv::Mat page = tests::block_letter_page({1240, 1754}, 12);
  page(cv::Rect(980, 1480, 40, 40)).setTo(0);
  return page;
}

/// Centre of the black square: the ink that survives an opening by 25 pixels.
models::Point mark_in(const cv::Mat& shown) {
  cv::Mat ink = shown < 100;
  cv::morphologyEx(ink, ink, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, {25, 25}));
  const cv::Moments moments = cv::moments(ink, true);
  return {moments.m10 / moments.m00 + 0.5, moments.m01 / moments.m00 + 0.5};
}

TEST(Clean, LeavesAStraightUprightPageExactlyAsItIs) {
  const cv::Mat page = marked_page();
  const models::CleanPage cleaned = clean(decoded(page), {}, tests::block_letters_upright);
  EXPECT_EQ(cv::norm(cleaned.shown, page, cv::NORM_INF), 0);
  EXPECT_EQ(cleaned.facts.transform, models::Affine{});
  EXPECT_EQ(cleaned.facts.orientation.method, "reading");
  EXPECT_EQ(cleaned.readable.size(), cleaned.shown.size());
  EXPECT_FALSE(cleaned.facts.skew.applied);
}

TEST(Clean, TheTransformLeadsFromDeliveredPixelsToShownOnes) {
  const cv::Mat straight = marked_page();
  const cv::Mat skewed = tests::rotated(straight, 2.3);
  const models::Point skewed_mark = models::inverse(straightening_map(2.3, size_of(straight)))(kMark);
  for (int lies = 1; lies <= 8; ++lies) {
    const auto orientation = static_cast<models::ExifOrientation>(lies);
    // Deliver it so that its tag is right.
    const models::Affine back =
        models::inverse(models::upright_map(orientation, models::upright_size(orientation, size_of(skewed))));
    const models::Size delivered_size = models::upright_size(orientation, size_of(skewed));
    models::DecodedPage page = decoded(warped(skewed, back, delivered_size));
    page.lies = orientation;
    const models::CleanPage cleaned = clean(std::move(page), {}, tests::block_letters_upright);
    EXPECT_EQ(cleaned.facts.orientation.degrees, clockwise_degrees(orientation)) << lies;
    EXPECT_NEAR(cleaned.facts.skew.degrees, 2.3, 0.04) << lies;
    ASSERT_TRUE(cleaned.facts.skew.applied) << lies;
    const models::Point shown = cleaned.facts.transform(back(skewed_mark)), seen = mark_in(cleaned.shown);
    EXPECT_NEAR(shown.x, seen.x, 0.3) << lies;
    EXPECT_NEAR(shown.y, seen.y, 0.3) << lies;
    EXPECT_LT(std::abs(find_skew(make_sketch({.image = cleaned.readable}, 150), TextAxis::horizontal, 15).degrees),
              0.05)
        << lies;
  }
}

TEST(Clean, UndoesATurnThatOnlyReadingTells) {
  cv::Mat upside_down;
  cv::rotate(marked_page(), upside_down, cv::ROTATE_180);
  const models::CleanPage cleaned = clean(decoded(upside_down), {}, tests::block_letters_upright);
  EXPECT_EQ(cleaned.facts.orientation.degrees, 180);
  EXPECT_GT(cleaned.facts.orientation.scores.at(2), cleaned.facts.orientation.scores.at(0));
  EXPECT_EQ(cv::norm(cleaned.shown, marked_page(), cv::NORM_INF), 0);
}

TEST(Clean, AddsTheTurnReadToTheTurnOfTheTag) {
  cv::Mat upside_down;
  cv::rotate(marked_page(), upside_down, cv::ROTATE_180);
  models::DecodedPage page = decoded(upside_down);
  page.lies = models::ExifOrientation::turned_90;  // 270 degrees clockwise, and wrong
  const models::CleanPage cleaned = clean(std::move(page), {}, tests::block_letters_upright);
  EXPECT_EQ(cleaned.facts.orientation.degrees, 180);
  EXPECT_EQ(cleaned.facts.shown, size_of(upside_down));
}

TEST(Clean, LeavesAPageThatNobodyCanReadAsDelivered) {
  const models::CleanPage cleaned = clean(decoded(marked_page()), {}, [](const cv::Mat&) { return 0.0; });
  EXPECT_EQ(cleaned.facts.orientation.degrees, 0);
  EXPECT_EQ(cleaned.facts.orientation.method, "none");
  models::DecodedPage tagged = decoded(marked_page());
  tagged.lies = models::ExifOrientation::turned_180;
  EXPECT_EQ(clean(std::move(tagged), {}, nullptr).facts.orientation.method, "exif");
}

TEST(Clean, MakesPixelsSquare) {
  cv::Mat fax;
  cv::resize(marked_page(), fax, {1240, 877}, 0, 0, cv::INTER_AREA);
  models::DecodedPage page = decoded(fax);
  page.facts.delivered_dpi.y = 75;
  const models::CleanPage cleaned = clean(std::move(page), {}, tests::block_letters_upright);
  EXPECT_EQ(cleaned.facts.shown, (models::Size{1240, 1754}));
  EXPECT_EQ(cleaned.facts.shown_dpi, 150);
  const models::Point shown = cleaned.facts.transform({1000, 750});
  EXPECT_NEAR(shown.x, 1000, 1e-9);
  EXPECT_NEAR(shown.y, 1500, 1e-9);
}

TEST(Clean, KeepsTheFormatUnlessInkWouldFallOutside) {
  const models::CleanPage kept = clean(decoded(tests::rotated(marked_page(), 3)), {}, tests::block_letters_upright);
  EXPECT_EQ(kept.facts.shown, (models::Size{1240, 1754}));
  // Ink beside an edge at its middle and its end: whichever way the page is turned, some of it would be lost.
  cv::Mat crowded = tests::rotated(tests::block_letter_page({1240, 1754}, 12), 3);
  for (const int y : {6, 840, 1690}) crowded(cv::Rect(6, y, 30, 50)).setTo(0);
  const models::CleanPage grown = clean(decoded(crowded), {}, tests::block_letters_upright);
  ASSERT_TRUE(grown.facts.skew.applied) << grown.facts.skew.degrees << " " << grown.facts.skew.confidence;
  EXPECT_GT(grown.facts.shown.width_px, 1240);
  for (const int y : {6, 840, 1690}) {
    const models::Box ink = models::mapped(grown.facts.transform, {6.0, static_cast<double>(y), 30, 50});
    EXPECT_EQ(models::intersected(ink, {0, 0, 1.0 * grown.facts.shown.width_px, 1.0 * grown.facts.shown.height_px}),
              ink);
  }
}

TEST(Clean, MovesMarksIntoTheShownFrame) {
  cv::Mat turned;
  cv::rotate(marked_page(), turned, cv::ROTATE_90_CLOCKWISE);
  models::DecodedPage page = decoded(turned);
  page.facts.marks = {{10, 20, 100, 50}, {-500, -500, 20, 20}};
  const models::CleanPage cleaned = clean(std::move(page), {}, tests::block_letters_upright);
  ASSERT_EQ(cleaned.facts.marks.size(), 1U);  // what lies outside of the page is dropped
  EXPECT_EQ(cleaned.facts.marks.front(), models::mapped(cleaned.facts.transform, {10, 20, 100, 50}));
}

TEST(Clean, MovesThePagesOwnTextIntoTheShownFrame) {
  cv::Mat turned;
  cv::rotate(marked_page(), turned, cv::ROTATE_90_CLOCKWISE);
  models::DecodedPage page = decoded(turned);
  page.given = {{"tờ", {10, 20, 100, 50}}, {"ngoài", {-500, -500, 20, 20}}};
  const models::CleanPage cleaned = clean(std::move(page), {}, tests::block_letters_upright);
  ASSERT_EQ(cleaned.given.size(), 1U);
  EXPECT_EQ(cleaned.given.front().text, "tờ");
  EXPECT_EQ(cleaned.given.front().box, models::mapped(cleaned.facts.transform, {10, 20, 100, 50}));
}

TEST(Clean, DoesNotTurnNoise) {
  const cv::Mat noise = tests::specks({1240, 1754}, 0.04);
  const models::CleanPage cleaned = clean(decoded(noise), {}, tests::block_letters_upright);
  EXPECT_EQ(cleaned.facts.orientation.degrees, 0);
  EXPECT_FALSE(cleaned.facts.skew.applied);
}

TEST(Clean, HandsAPageOnAsDeliveredWhereItCannotBeWorkedOn) {
  const cv::Mat page = marked_page();
  const models::CleanPage cleaned =
      clean(decoded(page), {}, [](const cv::Mat&) -> double { throw std::runtime_error("the reader broke"); });
  ASSERT_TRUE(cleaned.facts.failure);
  EXPECT_EQ(cleaned.facts.failure->stage, models::Stage::clean);
  EXPECT_EQ(cv::norm(cleaned.shown, page, cv::NORM_INF), 0);
  EXPECT_EQ(cleaned.facts.transform, models::Affine{});
}

TEST(Clean, TakesEmptyTinyAndOddImages) {
  EXPECT_TRUE(clean(decoded({}), {}, nullptr).shown.empty());
  for (const cv::Size size : {cv::Size(1, 1), cv::Size(2, 900), cv::Size(33'000, 3)}) {
    const models::CleanPage cleaned =
        clean(decoded(cv::Mat(size, CV_8UC3, cv::Scalar::all(0)), 0), {}, tests::block_letters_upright);
    EXPECT_EQ(cleaned.shown.size(), size);
    EXPECT_EQ(cleaned.facts.shown, size_of(cleaned.shown));
  }
}

}  // namespace
}  // namespace hoso::imaging
