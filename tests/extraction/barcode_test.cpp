// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <utility>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#define ZX_USE_UTF8 1
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

#include "extraction/barcodes/bars.h"
#include "extraction/barcodes/candidates.h"
#include "extraction/barcodes/dense_print.h"
#include "extraction/barcodes/reader.h"
#include "hoso/extraction/observe.h"
#include "hoso/extraction/separator_sheet.h"
#include "tests/support/drawing.h"

namespace hoso::extraction {
namespace {

const cv::Size kA5{1748, 1240};

/// Draws a code on the page with `module_px` a module, its quiet zone included.
void draw_code(cv::Mat& page, ZXing::BarcodeFormat format, const std::string& text, cv::Point at, int module_px,
               int linear_height_px = 120) {
  ZXing::MultiFormatWriter writer(format);
  writer.setMargin(0).setEncoding(ZXing::CharacterSet::UTF8);
  const ZXing::BitMatrix bits = writer.encode(text, 0, 0);
  const bool linear = bits.height() == 1;
  for (int y = 0; y < bits.height(); ++y)
    for (int x = 0; x < bits.width(); ++x)
      if (bits.get(x, y))
        cv::rectangle(page,
                      {at.x + x * module_px, at.y + y * module_px, module_px, linear ? linear_height_px : module_px},
                      cv::Scalar::all(0), cv::FILLED);
}

std::vector<models::Barcode> codes_of(const cv::Mat& image) {
  models::ReadPage page;
  page.shown = image;
  return observe(std::move(page)).facts.barcodes;
}

struct Case {
  ZXing::BarcodeFormat format;
  std::string name, text;
  int module_px;
};
class Formats : public ::testing::TestWithParam<Case> {};

TEST_P(Formats, AreReadWithTheirBox) {
  cv::Mat page(kA5, CV_8UC3, cv::Scalar::all(255));
  draw_code(page, GetParam().format, GetParam().text, {300, 400}, GetParam().module_px);
  const auto codes = codes_of(page);
  ASSERT_EQ(codes.size(), 1U);
  EXPECT_EQ(codes[0].format, GetParam().name);
  EXPECT_EQ(codes[0].text, GetParam().text);
  EXPECT_NEAR(codes[0].box.x, 300, 40);
  EXPECT_GE(codes[0].box.y, 395);
  EXPECT_GT(codes[0].box.width, 50);
}

INSTANTIATE_TEST_SUITE_P(
    Barcodes, Formats,
    ::testing::Values(Case{ZXing::BarcodeFormat::QRCode, "QRCode", "HOSO:START:H26.16-250702-0012", 8},
                      Case{ZXing::BarcodeFormat::QRCode, "QRCode",
                           "075156571842|370123623|Chu Thị Yến|01111956|Nữ|xã Bình Lợi|10052023", 5},
                      Case{ZXing::BarcodeFormat::Code128, "Code128", "000.00.16.H26-230524-0012", 3},
                      Case{ZXing::BarcodeFormat::Code39, "Code39", "H26-230524-0012", 3},
                      Case{ZXing::BarcodeFormat::PDF417, "PDF417", "HO SO 0012", 4},
                      Case{ZXing::BarcodeFormat::DataMatrix, "DataMatrix",
                           "000.00.16.H26-230524-0012/TRANG-01/BAN-CHINH/SO-0001", 8},
                      Case{ZXing::BarcodeFormat::EAN13, "EAN13", "8934588063053", 4}));

TEST(Barcodes, SeveralOnAPageAreFoundTopDown) {
  cv::Mat page(kA5, CV_8UC1, cv::Scalar::all(255));
  draw_code(page, ZXing::BarcodeFormat::Code128, "H26.16-250702-0012", {200, 900}, 3);
  draw_code(page, ZXing::BarcodeFormat::QRCode, "HOSO:START:H26.16-250702-0012", {900, 200}, 8);
  const auto codes = codes_of(page);
  ASSERT_EQ(codes.size(), 2U);
  EXPECT_EQ(codes[0].format, "QRCode");
  EXPECT_EQ(codes[1].format, "Code128");
}

TEST(Barcodes, ATurnedCodeIsRead) {
  cv::Mat page(kA5, CV_8UC1, cv::Scalar::all(255));
  draw_code(page, ZXing::BarcodeFormat::Code128, "H26.16-250702-0012", {200, 500}, 3);
  cv::rotate(page, page, cv::ROTATE_90_CLOCKWISE);
  EXPECT_EQ(codes_of(page).size(), 1U);
}

TEST(Barcodes, ACodeHiddenInGreyIsReadInOneChannel) {
  // Cyan-free modules on a ground of the same grey: only the blue channel tells them apart.
  cv::Mat mask(kA5, CV_8UC1, cv::Scalar::all(255));
  draw_code(mask, ZXing::BarcodeFormat::QRCode, "075156571842|x", {600, 400}, 10);
  cv::Mat page(kA5, CV_8UC3, cv::Scalar(230, 150, 150));
  page.setTo(cv::Scalar(40, 168, 160), mask == 0);
  EXPECT_EQ(codes_of(page).size(), 1U);
}

/// Text of about the length of what an identity card's code holds.
constexpr const char* kCardText =
    "075156571842|370123623|Tran Thi Binh|01111956|Nu|Xom 5, xa Binh Loi, tinh Dong Nai|10052023";

TEST(Barcodes, TheLargeCodeOfAFoldedGrainySheetIsRead) {
  cv::Mat page(1748, 2480, CV_8UC1, cv::Scalar(255));
  draw_code(page, ZXing::BarcodeFormat::QRCode, "HOSO:START:H26.16-250702-0012", {500, 500}, 28);
  page = page * 0.35 + cv::Scalar(105);
  page.colRange(890, 905) -= 45;
  page.colRange(905, 930) += 35;
  cv::circle(page, {1100, 1300}, 260, cv::Scalar(95), 30);
  cv::Mat grain(page.size(), CV_16SC1);
  cv::theRNG().state = 5;
  cv::randn(grain, 0, 32);
  cv::GaussianBlur(grain, grain, {}, 1.3);  // paper's grain, which half the size does not take away
  cv::add(page, grain, page, cv::noArray(), CV_8U);
  const auto codes = read_barcodes(page, true, 300);
  ASSERT_EQ(codes.size(), 1U);
  EXPECT_EQ(codes[0].text, "HOSO:START:H26.16-250702-0012");
  EXPECT_NEAR(codes[0].box.x, 500, 20);
}

TEST(Barcodes, TheBlurredCodeOfACardInShadowIsRead) {
  cv::Mat page(2400, 1800, CV_8UC3, cv::Scalar::all(245));
  draw_code(page, ZXing::BarcodeFormat::QRCode, kCardText, {900, 700}, 3);
  cv::GaussianBlur(page, page, {}, 1.5);
  for (int y = 0; y < page.rows; ++y) page.row(y) = page.row(y) * (1 - 0.5 * y / page.rows);
  const auto codes = read_barcodes(page, true, 300);
  ASSERT_EQ(codes.size(), 1U);
  EXPECT_EQ(codes[0].text, kCardText);
  EXPECT_NEAR(codes[0].box.x, 900, 30);
}

TEST(Barcodes, TheCodeOfACardInASheetsShadowIsACandidate) {
  cv::Mat page(2400, 1800, CV_8UC1, cv::Scalar::all(245));
  page(cv::Rect(500, 500, 1012, 638)).setTo(225);
  draw_code(page, ZXing::BarcodeFormat::QRCode, kCardText, {1200, 560}, 3);
  const cv::Rect code = cv::boundingRect(page < 128);
  for (int x = 0; x < page.cols; ++x) page.col(x) *= x < 900 ? 1 : x > 1000 ? 0.5 : 1 - (x - 900) / 200.0;
  const auto squares = square_candidates(page, 300);
  EXPECT_TRUE(std::ranges::any_of(
      squares, [&](const cv::Rect& square) { return (square & code) == code && square.area() < 4 * code.area(); }));
}

TEST(Barcodes, ABlurredCodeOfAPixelAndAHalfAModuleIsRead) {
  cv::Mat fine(4000, 4800, CV_8UC3, cv::Scalar::all(235)), page;
  const std::string text =
      std::string(kCardText) + "|So 167 duong Hai Ba Trung, xa Binh Loi, huyen Vinh Cuu, tinh Dong Nai, Viet Nam";
  draw_code(fine, ZXing::BarcodeFormat::QRCode, text, {2000, 1600}, 6);
  cv::GaussianBlur(fine, fine, {}, 3);
  cv::resize(fine, page, {}, 0.25, 0.25, cv::INTER_AREA);
  const auto codes = read_barcodes(page, true, 150);
  ASSERT_EQ(codes.size(), 1U);
  EXPECT_EQ(codes[0].text, text);
}

TEST(Barcodes, ACodeBlurredByHalfOfItsModulesOfAPixelAndAHalfIsRead) {
  cv::Mat fine(4000, 4800, CV_8UC1, cv::Scalar::all(235)), page;
  const std::string text = std::string(kCardText) + "|So 167 duong Hai Ba Trung, xa Binh Loi, huyen Vinh Cuu";
  draw_code(fine, ZXing::BarcodeFormat::QRCode, text, {2000, 1600}, 12);
  cv::GaussianBlur(fine, fine, {}, 6.6);
  cv::resize(fine, page, {}, 0.125, 0.125, cv::INTER_AREA);
  cv::Mat grain(page.size(), CV_16SC1);
  cv::theRNG().state = 9;
  cv::randn(grain, 0, 3);
  cv::add(page, grain, page, cv::noArray(), CV_8U);
  const auto codes = read_barcodes(page, true, 150);
  ASSERT_EQ(codes.size(), 1U);
  EXPECT_EQ(codes[0].text, text);
}

TEST(Barcodes, OnlyWhatIsPatternedLikeACodeIsLookedAtClosely) {
  cv::Mat page(400, 400, CV_8UC3, cv::Scalar::all(245));
  draw_code(page, ZXing::BarcodeFormat::QRCode, kCardText, {40, 40}, 5);
  cv::Mat grey;
  cv::cvtColor(page, grey, cv::COLOR_BGR2GRAY);
  EXPECT_TRUE(is_patterned(grey(cv::Rect(30, 30, 260, 260))));
  cv::Mat seal(300, 300, CV_8UC1, cv::Scalar::all(245));
  for (const int radius : {60, 100, 140}) cv::circle(seal, {150, 150}, radius, cv::Scalar::all(90), 5);
  EXPECT_FALSE(is_patterned(seal));
  EXPECT_FALSE(is_patterned({}));
}

TEST(Barcodes, WhatIsDenselyPrintedHoldsEveryCodeAndNoPrint) {
  using enum ZXing::BarcodeFormat;
  constexpr double kDensity = 0.22;
  for (const auto& [format, module_px] :
       {std::pair{QRCode, 4}, {QRCode, 28}, {Code128, 3}, {Code39, 3}, {PDF417, 4}, {DataMatrix, 10}, {EAN13, 4}}) {
    cv::Mat page(2480, 3508, CV_8UC1, cv::Scalar::all(235));
    draw_code(page, format, "5901234123457", {1300, 1000}, module_px);
    const cv::Rect code = cv::boundingRect(page < 128);
    cv::GaussianBlur(page, page, {}, 1);
    EXPECT_EQ(densely_printed_part(page, 300, kDensity) & code, code) << ZXing::ToString(format) << module_px;
    EXPECT_FALSE(densely_printed_part(page.t(), 300, kDensity).empty()) << ZXing::ToString(format) << module_px;
    const cv::Mat pale = page * 0.4 + cv::Scalar(100);
    EXPECT_EQ(densely_printed_part(pale, 300, kDensity) & code, code) << ZXing::ToString(format) << module_px;
  }
  for (const int dpi : {150, 300}) {
    cv::Mat print;
    cv::cvtColor(tests::draw_decision(dpi).image, print, cv::COLOR_BGR2GRAY);
    EXPECT_TRUE(densely_printed_part(print, dpi, kDensity).empty());
  }
}

TEST(Barcodes, BarsAreToldByRowsThatGoOnAsTheyAre) {
  for (const int dpi : {150, 300}) {
    const int module_px = dpi / 75;
    cv::Mat page = tests::draw_decision(dpi).image;
    cv::Mat print;
    cv::cvtColor(page, print, cv::COLOR_BGR2GRAY);
    draw_code(page, ZXing::BarcodeFormat::Code128, "H26-250702", {dpi, 10 * dpi}, module_px, dpi / 4);
    cv::Mat grey;
    cv::cvtColor(page, grey, cv::COLOR_BGR2GRAY);
    const cv::Rect code = cv::boundingRect(grey != print);
    EXPECT_TRUE(barred_part(print, dpi, Turn::upright).empty());
    EXPECT_TRUE(barred_part(print, dpi, Turn::on_its_side).empty());
    const cv::Rect part = barred_part(grey, dpi, Turn::upright);
    EXPECT_EQ(part & code, code);
    EXPECT_LT(part.height, 5 * code.height);
    EXPECT_TRUE(barred_part(grey, dpi, Turn::on_its_side).empty());
    const cv::Mat lying = grey.t();
    EXPECT_EQ(barred_part(lying, dpi, Turn::on_its_side), cv::Rect(part.y, part.x, part.height, part.width));
    EXPECT_TRUE(barred_part(lying, dpi, Turn::upright).empty());
    EXPECT_FALSE(barred_part(tests::rotated(grey, 8), dpi, Turn::upright).empty());
  }
  EXPECT_TRUE(barred_part(cv::Mat(), 300, Turn::upright).empty());
  EXPECT_TRUE(barred_part(cv::Mat(10, 10, CV_8UC1, cv::Scalar(0)), 300, Turn::on_its_side).empty());
}

TEST(Barcodes, WhatIsPrintedFinelyHoldsEverySmallCodeAndLittleElse) {
  using enum ZXing::BarcodeFormat;
  for (const auto& [format, module_px] : {std::pair{QRCode, 3}, {QRCode, 5}, {PDF417, 3}, {DataMatrix, 6}}) {
    cv::Mat page;
    cv::cvtColor(tests::draw_decision().image, page, cv::COLOR_BGR2GRAY);
    const cv::Mat print = page.clone();
    draw_code(page, format, "000.12.H26-250702-0042", {1700, 2900}, module_px);
    const cv::Rect code = cv::boundingRect(page != print);
    cv::GaussianBlur(page, page, {}, 1);
    int all = 0;
    bool whole = false;
    for (const cv::Rect& part : finely_printed_parts(page, 300)) {
      all += part.area();
      whole |= (part & code) == code;
    }
    EXPECT_TRUE(whole) << ZXing::ToString(format) << module_px;
    EXPECT_LT(all, page.total() / 4) << ZXing::ToString(format) << module_px;
    EXPECT_TRUE(finely_printed_parts(print, 300).empty());
  }
  const cv::Mat small(30, 30, CV_8UC1, cv::Scalar(255));
  EXPECT_EQ(finely_printed_parts(small, 300), std::vector{cv::Rect(0, 0, 30, 30)});
}

TEST(Barcodes, CellsHoldTheirMeanDarkestAndLightestPixel) {
  cv::Mat grey(40, 50, CV_8UC1);
  cv::theRNG().state = 5;
  cv::randu(grey, 0, 256);
  for (const int joined : {1, 3}) {
    const Cells cells = cells_of(grey, 150, joined);
    ASSERT_EQ(cells.side, 3 * joined);
    ASSERT_EQ(cells.mean.size(), cv::Size(50 / cells.side, 40 / cells.side));
    for (int y = 0; y < cells.mean.rows; ++y)
      for (int x = 0; x < cells.mean.cols; ++x) {
        const cv::Mat cell = grey({x * cells.side, y * cells.side, cells.side, cells.side});
        double darkest = 0, lightest = 0;
        cv::minMaxLoc(cell, &darkest, &lightest);
        EXPECT_EQ(cells.darkest.at<uchar>(y, x), darkest);
        EXPECT_EQ(cells.lightest.at<uchar>(y, x), lightest);
        EXPECT_NEAR(cells.mean.at<uchar>(y, x), cv::mean(cell)[0], 1);
      }
  }
}

TEST(Barcodes, CodesAmongPrintAreFoundInTheirPlace) {
  tests::DrawnPage page = tests::draw_decision();
  draw_code(page.image, ZXing::BarcodeFormat::QRCode, "000.12.H26-250702-0042", {1900, 2900}, 8);
  draw_code(page.image, ZXing::BarcodeFormat::Code128, "H26-250702", {200, 3100}, 4);
  const auto codes = read_barcodes(page.image, false, 300);
  ASSERT_EQ(codes.size(), 2U);
  EXPECT_EQ(codes[0].text, "000.12.H26-250702-0042");
  EXPECT_NEAR(codes[0].box.x, 1900, 40);
  EXPECT_NEAR(codes[0].box.y, 2900, 40);
  EXPECT_EQ(codes[1].text, "H26-250702");
  EXPECT_NEAR(codes[1].box.x, 200, 40);
}

TEST(Barcodes, ACodeAtTheEdgeOfACoarsePageIsReadThoughItsPartIsSmall) {
  cv::Mat page(1654, 2339, CV_8UC1, cv::Scalar::all(255));
  draw_code(page, ZXing::BarcodeFormat::QRCode, "000.12.H26-250702-0042", {30, 30}, 4);
  EXPECT_EQ(read_barcodes(page, false, 200).size(), 1U);
}

TEST(Barcodes, TheSameLinearCodeOnBothStubsOfASheetIsTwoCodes) {
  for (const bool closely : {true, false}) {
    tests::DrawnPage page = tests::draw_decision();
    for (const int y : {100, 3100}) draw_code(page.image, ZXing::BarcodeFormat::Code128, "H26-250702", {200, y}, 4);
    const auto codes = read_barcodes(page.image, closely, 300);
    ASSERT_EQ(codes.size(), 2U);
    EXPECT_NEAR(codes[0].box.y, 100, 40);
    EXPECT_NEAR(codes[1].box.y, 3100, 40);
  }
}

TEST(Barcodes, ASearchLeavesASquareImageAsItIs) {
  cv::Mat page(400, 400, CV_8UC1, cv::Scalar::all(255));
  draw_code(page, ZXing::BarcodeFormat::Code128, "H26-250702", {50, 50}, 2, 300);
  ASSERT_EQ(barred_part(page, 300, Turn::upright), cv::Rect({}, page.size()));
  const cv::Mat lying = page.t(), before = lying.clone();
  const auto codes = search_codes({.grey = lying, .colour = {}, .full_size = true});
  ASSERT_EQ(codes.size(), 1U);
  EXPECT_EQ(codes[0].text, "H26-250702");
  EXPECT_EQ(cv::countNonZero(lying != before), 0);
}

TEST(Barcodes, TheBoxOfBarsOnShadedPaperEndsWithThem) {
  cv::Mat page(2480, 1754, CV_8UC1, cv::Scalar::all(150));
  draw_code(page, ZXing::BarcodeFormat::Code128, "H26-250702", {400, 1500}, 5);
  for (int x = 0; x < page.cols; ++x) page.col(x) *= 1 - 0.4 * x / page.cols;
  const auto codes = read_barcodes(page, true, 300);
  ASSERT_EQ(codes.size(), 1U);
  EXPECT_NEAR(codes[0].box.y, 1500, 8);
  EXPECT_NEAR(codes[0].box.height, 120, 16);
}

TEST(Barcodes, ACodeThatShinesThroughThePaperIsNone) {
  for (const int level : {0, 120, 195}) {
    tests::DrawnPage page = tests::draw_decision();
    cv::Mat back(page.image.size(), CV_8UC3, cv::Scalar::all(255));
    draw_code(back, ZXing::BarcodeFormat::Code128, "H26-250702", {300, 1500}, 6);
    draw_code(back, ZXing::BarcodeFormat::QRCode, "H26-250702", {1500, 2700}, 10);
    cv::GaussianBlur(back, back, {}, 1.5);
    page.image = cv::min(page.image, cv::max(back, cv::Scalar::all(level)));
    EXPECT_EQ(read_barcodes(page.image, false, 300).size(), level == 195 ? 0U : 2U) << level;
  }
}

TEST(Barcodes, BarsThatACopierNarrowedAreRead) {
  cv::Mat page(1754, 2480, CV_8UC1, cv::Scalar::all(255));
  draw_code(page, ZXing::BarcodeFormat::Code128, "000.09.15.H29-250112-1398", {700, 500}, 3);
  cv::erode(page, page, cv::Mat::ones(1, 2, CV_8U));  // dark spreads
  cv::GaussianBlur(page, page, {}, 1);
  page = page * 0.6 + cv::Scalar(70);
  cv::Mat grain(page.size(), CV_16SC1);
  cv::theRNG().state = 3;
  cv::randn(grain, 0, 25);
  cv::add(page, grain, page, cv::noArray(), CV_8U);
  const auto codes = read_barcodes(page, false, 300);
  ASSERT_EQ(codes.size(), 1U);
  EXPECT_EQ(codes[0].text, "000.09.15.H29-250112-1398");
}

TEST(SeparatorSheet, TellsWhetherItsCodeNamesADossier) {
  const auto code_on = [](const std::vector<std::string>& texts) {
    cv::Mat page(2480, 1754, CV_8UC1, cv::Scalar::all(255));
    int y = 300;
    for (const std::string& text : texts)
      draw_code(page, ZXing::BarcodeFormat::QRCode, text, {500, std::exchange(y, y + 600)}, 12);
    return separator_code_on(page, 300, nullptr);
  };
  EXPECT_EQ(code_on({"HOSO:START:HS-1"}), "HS-1");
  EXPECT_EQ(code_on({"HOSO:START:HS 1"}), "") << "no name";
  EXPECT_EQ(code_on({"HOSO:START:HS-1", "HOSO:START:HS-2"}), "") << "two";
  EXPECT_EQ(code_on({"HOSO:START:HS-1", "HOSO:START:HS 1"}), "HS-1");
  EXPECT_EQ(code_on({"HS-1"}), std::nullopt);
  EXPECT_EQ(code_on({}), std::nullopt);
}

TEST(Barcodes, PrintAndNoiseAreNoCodes) {
  EXPECT_TRUE(codes_of(tests::draw_decision(150).image).empty());
  cv::Mat noise(kA5, CV_8UC1);
  cv::theRNG().state = 7;
  cv::randu(noise, 0, 256);
  EXPECT_TRUE(codes_of(noise).empty());
  cv::Mat rules(kA5, CV_8UC1, cv::Scalar::all(255));
  for (int x = 100; x < 1600; x += 37) cv::line(rules, {x, 100}, {x, 1100}, cv::Scalar::all(0), 3);
  EXPECT_TRUE(codes_of(rules).empty());
}

TEST(Barcodes, ABlankPageIsNotSearchedAndPixelsAreLetGo) {
  cv::Mat page(kA5, CV_8UC1, cv::Scalar::all(255));
  draw_code(page, ZXing::BarcodeFormat::QRCode, "x-1234", {600, 400}, 10);
  models::ReadPage blank;
  blank.facts.blank = true;
  blank.shown = page;
  EXPECT_TRUE(observe(std::move(blank)).facts.barcodes.empty());
  EXPECT_TRUE(codes_of(cv::Mat()).empty());
}

}  // namespace
}  // namespace hoso::extraction
