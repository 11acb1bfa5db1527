// SPDX-License-Identifier: Apache-2.0
#include "imaging/several_papers.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include <cmath>

#include "hoso/imaging/clean.h"
#include "imaging/background.h"
#include "imaging/warp.h"
#include "tests/imaging/papers.h"
#include "tests/support/drawing.h"

namespace hoso::imaging {
namespace {

constexpr double kDpi = 150;

int px(double millimetres) { return static_cast<int>(std::lround(millimetres * kDpi / 25.4)); }

const cv::Size kCard(px(85.6), px(53.98)), kA5(px(210), px(148)), kA6(px(148), px(105));

cv::Mat bed(int level) { return {px(297), px(210), CV_8UC1, cv::Scalar(level)}; }

/// A paper of that colour with lines of block letters; the lines keep away from its edges.
cv::Mat paper(cv::Size size, int level = 245) {
  cv::Mat lines = tests::block_letter_page({size.width - px(10), size.height - px(10)}, size.height / px(9));
  cv::Mat out(size, CV_8UC1, cv::Scalar(level));
  cv::Mat(level - (255 - lines) * (level / 255.0)).copyTo(out(cv::Rect(px(5), px(5), lines.cols, lines.rows)));
  return out;
}

/// Lays a paper on a bed: its centre there, its sides turned counter-clockwise. `shadow`: how much darker a line of a
/// millimetre along its edges is than the lid.
void lay(cv::Mat& onto, const cv::Mat& sheet, models::Point centre, double degrees, int shadow = 0) {
  const models::Size size = size_of(sheet);
  const models::Affine moved{.x0 = centre.x - size.width_px / 2.0, .y0 = centre.y - size.height_px / 2.0};
  const models::Affine map = models::then(models::inverse(straightening_map(degrees, size)), moved);
  const cv::Mat there = warped(sheet, map, size_of(onto));
  cv::Mat area = 255 - warped(cv::Mat(sheet.size(), sheet.type(), cv::Scalar(0)), map, size_of(onto));
  area = area > 128;
  if (shadow > 0) {
    cv::Mat rim, blurred;
    cv::morphologyEx(area, rim, cv::MORPH_GRADIENT, cv::getStructuringElement(cv::MORPH_RECT, {px(1), px(1)}));
    cv::subtract(onto, cv::Scalar(shadow), onto, rim);
    cv::blur(onto, blurred, {3, 3});
    blurred.copyTo(onto, rim);
  }
  cv::erode(area, area, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
  there.copyTo(onto, area);
}

std::vector<PaperOnImage> found_on(const cv::Mat& image) {
  const Readable readable = make_readable(image, kDpi, false);
  return find_several_papers(image, readable.cells, kDpi);
}

void expect_paper(const PaperOnImage& found, models::Point centre, cv::Size size, double degrees) {
  const double tolerance = px(2.2);  // a shadow beside each edge belongs to it
  EXPECT_NEAR(found.centre.x, centre.x, tolerance);
  EXPECT_NEAR(found.centre.y, centre.y, tolerance);
  EXPECT_NEAR(found.width_px, size.width, tolerance);
  EXPECT_NEAR(found.height_px, size.height, tolerance);
  EXPECT_NEAR(found.degrees, degrees, 1.0);
  EXPECT_GT(found.confidence, 0.8);
}

TEST(SeveralPapers, AreFoundOnADarkLidEachWithItsTurn) {
  cv::Mat image = bed(40);
  lay(image, paper(kCard), {350, 400}, 7);
  lay(image, paper(kCard), {900, 380}, -12);
  lay(image, paper({px(80), px(120)}), {600, 1200}, 30);  // of no usual format
  const auto papers = found_on(image);
  ASSERT_EQ(papers.size(), 3U);
  expect_paper(papers[0], {350, 400}, kCard, 7);
  expect_paper(papers[1], {900, 380}, kCard, -12);
  expect_paper(papers[2], {600, 1200}, {px(80), px(120)}, 30);
}

TEST(SeveralPapers, AreFoundByTheirTintOnAWhiteLid) {
  cv::Mat image = bed(252);
  lay(image, paper(kCard, 232), {600, 400}, 2);
  lay(image, paper(kCard, 232), {640, 1100}, -1);
  const auto papers = found_on(image);
  ASSERT_EQ(papers.size(), 2U);
  expect_paper(papers[0], {600, 400}, kCard, 2);
  expect_paper(papers[1], {640, 1100}, kCard, -1);
}

TEST(SeveralPapers, AreFoundByTheShadowsOfTheirEdgesOnAWhiteLid) {
  for (const int shadow : {15, 60}) {
    cv::Mat image = bed(252);
    lay(image, paper(kA6, 252), {580, 450}, 3, shadow);
    lay(image, paper(kCard, 252), {500, 1200}, -4, shadow);
    const auto papers = found_on(image);
    ASSERT_EQ(papers.size(), 2U) << shadow;
    expect_paper(papers[0], {580, 450}, kA6, 3);
    expect_paper(papers[1], {500, 1200}, kCard, -4);
  }
}

TEST(SeveralPapers, ComeRowByRow) {
  cv::Mat image = bed(30);
  for (const models::Point centre : {models::Point{900, 1000}, {300, 420}, {910, 400}, {310, 980}})
    lay(image, paper(kCard), centre, 0);
  const auto papers = found_on(image);
  ASSERT_EQ(papers.size(), 4U);
  expect_paper(papers[0], {300, 420}, kCard, 0);
  expect_paper(papers[1], {910, 400}, kCard, 0);
  expect_paper(papers[2], {310, 980}, kCard, 0);
  expect_paper(papers[3], {900, 1000}, kCard, 0);
}

TEST(SeveralPapers, AreNotSeenInOneSheet) {
  cv::Mat alone = bed(40);
  lay(alone, paper(kA5), {620, 800}, 4);
  EXPECT_TRUE(found_on(alone).empty()) << "one paper on a dark lid";
  EXPECT_TRUE(found_on(tests::block_letter_page({px(210), px(297)}, 24)).empty()) << "a page of print";
  EXPECT_TRUE(found_on(bed(250)).empty()) << "nothing";
}

TEST(SeveralPapers, AreNotSeenInColumns) {
  cv::Mat page(px(297), px(210), CV_8UC1, cv::Scalar(255));
  const cv::Mat column = tests::block_letter_page({px(80), px(113)}, 16);  // of the format of a paper
  column.copyTo(page(cv::Rect(px(15), px(30), column.cols, column.rows)));
  column.copyTo(page(cv::Rect(px(110), px(30), column.cols, column.rows)));
  EXPECT_TRUE(found_on(page).empty());
}

TEST(SeveralPapers, AreNotSeenInFramesAndTables) {
  for (const int thickness : {1, 3, 6}) {
    cv::Mat page(px(297), px(210), CV_8UC1, cv::Scalar(255));
    for (const int top : {px(20), px(150)}) {
      const cv::Rect frame({px(20), top}, kA6);
      cv::rectangle(page, frame, cv::Scalar(0), thickness);
      for (int y = frame.y; y < frame.br().y; y += px(10))
        cv::line(page, {frame.x, y}, {frame.br().x - 1, y}, cv::Scalar(0), thickness);
    }
    EXPECT_TRUE(found_on(page).empty()) << thickness;
  }
}

TEST(SeveralPapers, AreNotSeenInPicturesOfAPage) {
  cv::Mat page = tests::block_letter_page({px(210), px(297)}, 24);
  for (const int top : {px(20), px(150)}) {
    page(cv::Rect({px(20), top}, kA6)).setTo(cv::Scalar(150));
  }
  EXPECT_TRUE(found_on(page).empty()) << "beside print";
  cv::Mat pictures(px(297), px(210), CV_8UC1, cv::Scalar(255));
  for (const int top : {px(20), px(150)}) pictures(cv::Rect(px(30), top, px(150), px(100))).setTo(cv::Scalar(205));
  EXPECT_TRUE(found_on(pictures).empty()) << "of the format of photographs";
}

models::DecodedPage decoded(const cv::Mat& pixels) {
  models::DecodedPage page;
  page.facts.delivered = size_of(pixels);
  page.facts.delivered_dpi = {.x = kDpi, .y = kDpi};
  page.pixels = pixels;
  return page;
}

TEST(SeveralPapers, AreCleanedEachByItselfWithTheWayToThePage) {
  cv::Mat image = bed(40);
  cv::Mat sheet = paper(kA6);
  const models::Point mark{500, 300};
  sheet(cv::Rect(480, 280, 40, 40)).setTo(0);
  cv::Mat upside_down;
  cv::rotate(sheet, upside_down, cv::ROTATE_180);
  lay(image, sheet, {560, 420}, 6);
  lay(image, upside_down, {600, 1200}, -3);
  const models::CleanPage page = clean(decoded(image), {}, tests::block_letters_upright);
  EXPECT_EQ(cv::norm(page.shown, image, cv::NORM_INF), 0) << "the page stays as it came";
  EXPECT_EQ(page.facts.transform, models::Affine{});
  ASSERT_EQ(page.papers.size(), 3U);
  for (const models::CleanPage& one : page.papers) {
    ASSERT_TRUE(one.facts.place);
    EXPECT_TRUE(one.papers.empty());
    const models::Point there = one.facts.transform(one.facts.place->to_page({10, 20}));
    EXPECT_NEAR(there.x, 10, 0.01) << "the image's pixels are the page's here";
    EXPECT_NEAR(there.y, 20, 0.01);
  }
  EXPECT_EQ(page.papers[0].facts.orientation.degrees, 0);
  EXPECT_EQ(page.papers[1].facts.orientation.degrees, 180);
  // Where the mark lies on the papers as shown, half a millimetre of whose edges is cut off, and on the page.
  for (const auto& [at, centre, degrees] :
       {std::tuple{0, models::Point{560, 420}, 6.0}, {1, models::Point{600, 1200}, -183.0}}) {
    const models::Size size = size_of(sheet);
    const models::Affine moved{.x0 = centre.x - size.width_px / 2.0, .y0 = centre.y - size.height_px / 2.0};
    const models::Point truth = models::then(models::inverse(straightening_map(degrees, size)), moved)(mark);
    const models::CleanPage& one = page.papers[static_cast<std::size_t>(at)];
    const models::Point shown = models::inverse(one.facts.place->to_page)(truth);
    cv::Mat ink = one.shown < 100;
    cv::morphologyEx(ink, ink, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, {25, 25}));
    const cv::Moments moments = cv::moments(ink, true);
    EXPECT_NEAR(moments.m10 / moments.m00 + 0.5, shown.x, 1.5) << at;
    EXPECT_NEAR(moments.m01 / moments.m00 + 0.5, shown.y, 1.5) << at;
  }
}

TEST(SeveralPapers, ThatLieAlikeStraightenTheirPage) {
  // Both sides of a card, copied onto one sheet that went in askew.
  cv::Mat image = bed(40);
  lay(image, paper(kA6), {560, 420}, 2.1);
  lay(image, paper(kA6), {600, 1200}, 1.9);
  const models::CleanPage page = clean(decoded(image), {}, tests::block_letters_upright);
  EXPECT_TRUE(page.facts.skew.applied);
  EXPECT_NEAR(page.facts.skew.degrees, 2, 0.1);
  ASSERT_EQ(page.papers.size(), 3U);
  EXPECT_NEAR(page.papers[0].facts.skew.degrees, 2.1, 0.1) << "as it came";
  for (const models::CleanPage& one : page.papers) {
    EXPECT_NEAR(models::turn_degrees(one.facts.place->to_page), 0, 0.15);
    const models::Point delivered = one.facts.transform(models::Point{0, 0});
    const models::Point on_page = one.facts.place->to_page(delivered),
                        truth = page.facts.transform(models::Point{0, 0});
    EXPECT_NEAR(on_page.x, truth.x, 0.01);
    EXPECT_NEAR(on_page.y, truth.y, 0.01);
  }
}

TEST(SeveralPapers, LeaveWhatLiesBesideThem) {
  cv::Mat image = bed(252);
  lay(image, paper(kCard, 232), {600, 400}, 5);
  lay(image, paper(kCard, 232), {640, 900}, -2);
  cv::putText(image, "SAO Y", {500, 1500}, cv::FONT_HERSHEY_SIMPLEX, 1.2, cv::Scalar(0), 3);
  const models::CleanPage page = clean(decoded(image), {}, tests::block_letters_upright);
  ASSERT_EQ(page.papers.size(), 3U);
  const models::CleanPage& beside = page.papers.back();
  EXPECT_EQ(beside.facts.place->confidence, 0);
  EXPECT_EQ(beside.facts.place->to_page, models::Affine{});
  EXPECT_EQ(beside.readable.size(), image.size());
  EXPECT_EQ(cv::countNonZero(beside.readable(cv::Rect(0, 0, image.cols, 1200)) < 200), 0) << "the papers are gone";
  EXPECT_GT(cv::countNonZero(beside.readable(cv::Rect(480, 1450, 300, 80)) < 100), 500) << "the note is not";
}

TEST(SeveralPapers, AreLeftTogetherWhereNobodyAsksForThem) {
  cv::Mat image = bed(40);
  lay(image, paper(kCard), {350, 400}, 0);
  lay(image, paper(kCard), {900, 380}, 0);
  EXPECT_TRUE(clean(decoded(image), {.find_several_papers = false}, tests::block_letters_upright).papers.empty());
}

}  // namespace
}  // namespace hoso::imaging
