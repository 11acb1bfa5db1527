// SPDX-License-Identifier: Apache-2.0
#include "imaging/quality.h"

#include <array>
#include <cmath>
#include <numbers>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "imaging/sheet_edges.h"
#include "tests/imaging/papers.h"

namespace hoso::imaging {
namespace {

constexpr double kDpi = 300;
constexpr double kPixelsPerMm = kDpi / 25.4;
const cv::Size kA4(2480, 3508);

models::ImageQuality quality_of(const cv::Mat& page) {
  return measure_quality(page, make_readable(page, kDpi, false), kDpi, false);
}

cv::Mat page_of_print() { return tests::block_letter_page(kA4, 30); }

cv::Mat blurred(const cv::Mat& page, double sigma_x, double sigma_y) {
  cv::Mat soft;
  cv::GaussianBlur(page, soft, {}, sigma_x, sigma_y);
  return soft;
}

/// Normal noise, the same each time.
cv::Mat grainy(const cv::Mat& page, double sigma) {
  cv::Mat noise(page.size(), CV_16SC1), sum;
  cv::RNG random(3);
  random.fill(noise, cv::RNG::NORMAL, 0, sigma);
  page.convertTo(sum, CV_16S);
  sum += noise;
  sum.convertTo(sum, CV_8U);
  return sum;
}

/// The page's levels between `ink` and `paper`.
cv::Mat printed(const cv::Mat& page, double ink, double paper) {
  cv::Mat out;
  page.convertTo(out, CV_8U, (paper - ink) / 235, ink - 20 * (paper - ink) / 235);
  return out;
}

/// A sheet on a scanner's dark lid.
cv::Mat on_lid(const cv::Mat& page) {
  cv::Mat lid;
  cv::copyMakeBorder(page, lid, 150, 150, 150, 150, cv::BORDER_CONSTANT, cv::Scalar(25));
  return lid;
}

/// The sheet's upper left corner torn off, legs of that length.
cv::Mat torn(cv::Mat lid, int leg) {
  const cv::Point corner(150, 150);
  const std::vector<cv::Point> triangle{corner, corner + cv::Point(leg, 0), corner + cv::Point(0, leg)};
  cv::fillConvexPoly(lid, triangle, cv::Scalar(25));
  return lid;
}

TEST(Quality, AGoodPageIsSharpDarkEvenAndWhole) {
  const models::ImageQuality quality = quality_of(blurred(page_of_print(), 0.7, 0.7));
  ASSERT_TRUE(quality.blur_mm && quality.contrast && quality.noise);
  EXPECT_LT(*quality.blur_mm, 0.25);
  EXPECT_GT(*quality.contrast, 0.85);
  EXPECT_LT(*quality.noise, 0.005);
  EXPECT_EQ(quality.cut_lines, 0);
  EXPECT_FALSE(quality.missing_corner_mm);
}

/// An edge that a Gaussian made soft is sqrt(2 pi) of its sigmas wide by its steepest slope.
TEST(Quality, BlurIsTheWidthOfTheEdgesInBothDirections) {
  for (const double sigma : {2.0, 3.0}) {
    const double wide_mm = 2.5066 * sigma / kPixelsPerMm;
    // The stems are so thin that a soft one never gets dark: its edges are the shorter for it.
    EXPECT_NEAR(quality_of(blurred(page_of_print(), sigma, 0.5)).blur_mm.value_or(0), wide_mm, 0.3 * wide_mm);
    EXPECT_NEAR(quality_of(blurred(page_of_print(), 0.5, sigma)).blur_mm.value_or(0), wide_mm, 0.15 * wide_mm);
  }
}

TEST(Quality, BlurIsThatOfThePaperAtEachResolution) {
  const cv::Mat soft = blurred(page_of_print(), 3, 3);
  cv::Mat half;
  cv::resize(soft, half, {}, 0.5, 0.5, cv::INTER_AREA);
  const auto blur = measure_quality(half, make_readable(half, kDpi / 2, false), kDpi / 2, false).blur_mm;
  EXPECT_NEAR(blur.value_or(0), quality_of(soft).blur_mm.value_or(1), 0.1);
}

TEST(Quality, ContrastIsWhatPrintLacksOfThePapersLight) {
  EXPECT_NEAR(quality_of(printed(page_of_print(), 110, 220)).contrast.value_or(0), 0.5, 0.03);
  EXPECT_NEAR(quality_of(printed(page_of_print(), 187, 220)).contrast.value_or(0), 0.15, 0.03);
}

TEST(Quality, NoiseIsTheSpreadOfBarePaper) {
  const cv::Mat page = printed(page_of_print(), 20, 200);
  EXPECT_NEAR(quality_of(grainy(page, 6)).noise.value_or(0), 0.03, 0.005);
  EXPECT_NEAR(quality_of(grainy(page, 20)).noise.value_or(0), 0.1, 0.015);
}

TEST(Quality, ABlankSheetTellsOnlyItsNoise) {
  const models::ImageQuality quality = quality_of(grainy(cv::Mat(kA4, CV_8UC1, cv::Scalar(230)), 4));
  EXPECT_FALSE(quality.blur_mm || quality.contrast || quality.missing_corner_mm);
  EXPECT_TRUE(quality.noise);
  EXPECT_EQ(quality.cut_lines, 0);
}

TEST(Quality, AnImageOfOneBitHasNoLevelsToMeasure) {
  const cv::Mat page = page_of_print() > 128;
  const models::ImageQuality quality = measure_quality(page, make_readable(page, kDpi, true), kDpi, true);
  EXPECT_FALSE(quality.blur_mm || quality.contrast || quality.noise);
}

TEST(Quality, AnEmptyImageIsNotMeasured) { EXPECT_EQ(measure_quality({}, {}, 300, false), models::ImageQuality{}); }

TEST(CutLines, AreCountedAtTheSides) {
  const cv::Mat page = page_of_print();
  EXPECT_GE(quality_of(page.colRange(258, page.cols)).cut_lines, 20);
  EXPECT_GE(quality_of(page.colRange(0, 1500)).cut_lines, 15);
}

TEST(CutLines, AreSeenAlongTheUpperAndLowerEdge) {
  const cv::Mat page = page_of_print();
  EXPECT_EQ(quality_of(page.rowRange(320, page.rows)).cut_lines, 1);
  EXPECT_EQ(quality_of(page.rowRange(0, 2320)).cut_lines, 1);
}

TEST(CutLines, AreNoRulesHolesDustAndShadowsAtTheEdge) {
  cv::Mat page = page_of_print();
  for (int row = 200; row < page.rows; row += 120) cv::line(page, {0, row}, {page.cols, row}, cv::Scalar(0), 3);
  for (const int y : {1200, 2200}) cv::circle(page, {20, y}, 35, cv::Scalar(20), cv::FILLED);
  page.colRange(page.cols - 30, page.cols).setTo(60);
  cv::min(page, tests::specks(page.size(), 0.001), page);
  EXPECT_EQ(quality_of(page).cut_lines, 0);
}

TEST(MissingCorner, IsAsDeepAsItIsTorn) {
  const double deep_mm = 200 / std::sqrt(2.0) / kPixelsPerMm;
  EXPECT_NEAR(quality_of(torn(on_lid(page_of_print()), 200)).missing_corner_mm.value_or(0), deep_mm, 1.5);
  EXPECT_LT(quality_of(on_lid(page_of_print())).missing_corner_mm.value_or(99), 1);
}

TEST(MissingCorner, IsNotASkewedSheetNorOneSeenAtASlant) {
  const cv::Mat lid = on_lid(page_of_print());
  const auto width = static_cast<float>(lid.cols), height = static_cast<float>(lid.rows);
  const std::vector<cv::Point2f> from{{0, 0}, {width, 0}, {width, height}, {0, height}};
  const std::vector<cv::Point2f> slant{{200, 60}, {width - 250, 0}, {width, height}, {0, height - 80}};
  cv::Mat seen;
  cv::warpPerspective(lid, seen, cv::getPerspectiveTransform(from, slant), lid.size(), cv::INTER_LINEAR,
                      cv::BORDER_CONSTANT, cv::Scalar(25));
  EXPECT_LT(quality_of(seen).missing_corner_mm.value_or(99), 2);
  cv::warpAffine(lid, seen, cv::getRotationMatrix2D({width / 2, height / 2}, 2, 1), lid.size(), cv::INTER_LINEAR,
                 cv::BORDER_CONSTANT, cv::Scalar(25));
  EXPECT_LT(quality_of(seen).missing_corner_mm.value_or(99), 2);
}

/// Identity cards have round corners, 3 mm (ISO/IEC 7810).
TEST(MissingCorner, IsNotARoundOne) {
  cv::Mat lid(1400, 1800, CV_8UC1, cv::Scalar(25));
  const int radius = static_cast<int>(3 * kPixelsPerMm);
  const cv::Rect card(300, 300, 1011, 638);
  cv::rectangle(lid, card - cv::Size(0, 2 * radius) + cv::Point(0, radius), cv::Scalar(230), cv::FILLED);
  cv::rectangle(lid, card - cv::Size(2 * radius, 0) + cv::Point(radius, 0), cv::Scalar(230), cv::FILLED);
  for (const int x : {card.x + radius, card.br().x - radius})
    for (const int y : {card.y + radius, card.br().y - radius})
      cv::circle(lid, {x, y}, radius, cv::Scalar(230), cv::FILLED);
  EXPECT_LT(quality_of(lid).missing_corner_mm.value_or(0), 3);
}

/// The sheet on a dark table as a camera sees it whose picture of it has these corners.
cv::Mat photographed(const cv::Mat& page, const std::array<cv::Point2f, 4>& corners) {
  const auto right = static_cast<float>(page.cols), down = static_cast<float>(page.rows);
  const std::array<cv::Point2f, 4> sheet{{{0, 0}, {right, 0}, {right, down}, {0, down}}};
  cv::Mat photo;
  cv::warpPerspective(page, photo, cv::getPerspectiveTransform(sheet.data(), corners.data()), {2900, 4000},
                      cv::INTER_AREA, cv::BORDER_CONSTANT, cv::Scalar(40));
  return photo;
}

TEST(SheetTurn, OfAPhotographIsThatOfTheSheetsMiddle) {
  // Its upper edge falls to the right by 60 of 2300 pixels, its lower edge by 20.
  const cv::Mat photo = photographed(page_of_print(), {{{250, 200}, {2550, 260}, {2600, 3700}, {300, 3680}}});
  const Readable readable = make_readable(photo, kDpi, false);
  const double middle = -std::atan2(40, 2300) * 180 / std::numbers::pi;
  EXPECT_NEAR(photographed_turn(readable, TextAxis::horizontal).value_or(9), middle, 0.08);
  cv::Mat side;
  cv::rotate(photo, side, cv::ROTATE_90_CLOCKWISE);
  EXPECT_NEAR(photographed_turn(make_readable(side, kDpi, false), TextAxis::vertical).value_or(9), middle, 0.08);
}

TEST(SheetTurn, IsSeenOnATableOfRedWood) {
  cv::Mat page, photo;
  cv::cvtColor(page_of_print(), page, cv::COLOR_GRAY2BGR);
  const std::array<cv::Point2f, 4> sheet{{{0, 0}, {2480, 0}, {2480, 3508}, {0, 3508}}};
  const std::array<cv::Point2f, 4> seen{{{250, 200}, {2550, 260}, {2600, 3700}, {300, 3680}}};
  cv::warpPerspective(page, photo, cv::getPerspectiveTransform(sheet.data(), seen.data()), {2900, 4000}, cv::INTER_AREA,
                      cv::BORDER_CONSTANT, cv::Scalar(40, 70, 150));
  const Readable readable = make_readable(photo, kDpi, false);
  EXPECT_EQ(readable.image.at<std::uint8_t>(photo.rows / 2, 5), 255) << "the table's grain is no print";
  EXPECT_TRUE(readable.sheet && readable.sheet->on_light_table);
  const auto turn = photographed_turn(readable, TextAxis::horizontal);
  EXPECT_NEAR(turn.value_or(9), -std::atan2(40, 2300) * 180 / std::numbers::pi, 0.08);
}

TEST(SheetTurn, IsThatOfTheLinesWhereTheSheetLiesFlatOrIsNotSeen) {
  const cv::Mat flat = photographed(page_of_print(), {{{300, 200}, {2700, 242}, {2642, 3570}, {242, 3528}}});
  EXPECT_FALSE(photographed_turn(make_readable(flat, kDpi, false), TextAxis::horizontal));
  EXPECT_FALSE(photographed_turn(make_readable(page_of_print(), kDpi, false), TextAxis::horizontal));
  EXPECT_FALSE(make_readable(page_of_print(), kDpi, false).sheet);
}

}  // namespace
}  // namespace hoso::imaging
