// SPDX-License-Identifier: Apache-2.0
#include "extraction/handwriting/reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <thread>

#include <opencv2/imgproc.hpp>

#include "extraction/handwriting/decode.h"
#include "extraction/handwriting/ink.h"
#include "extraction/handwriting/nets.h"
#include "extraction/handwriting/print_measures.h"
#include "extraction/handwriting/segmenter.h"
#include "tests/support/drawing.h"

namespace hoso::extraction {
namespace {

using Kind = models::FilledGap::Kind;
using Stroke = std::vector<cv::Point2d>;

/// The pen of these tests: strokes in a box 0.6 wide and 1 high.
const std::map<char, std::vector<Stroke>>& pen() {
  static const std::map<char, std::vector<Stroke>> strokes{
      {'0', {{{.3, 0}, {.1, .15}, {.03, .5}, {.1, .85}, {.3, 1}, {.5, .85}, {.57, .5}, {.5, .15}, {.3, 0}}}},
      {'1', {{{.05, .3}, {.32, 0}, {.3, 1}}}},
      {'2', {{{.05, .2}, {.2, .02}, {.4, .02}, {.53, .2}, {.42, .5}, {.05, .98}, {.58, .98}}}},
      {'3', {{{.06, .1}, {.28, 0}, {.5, .15}, {.45, .38}, {.22, .47}, {.48, .58}, {.54, .8}, {.3, 1}, {.04, .9}}}},
      {'4', {{{.4, 0}, {.02, .66}, {.6, .66}}, {{.44, .35}, {.42, 1}}}},
      {'5', {{{.52, .02}, {.14, .02}, {.1, .44}, {.32, .38}, {.53, .62}, {.42, .93}, {.16, 1}, {.02, .9}}}},
      {'7', {{{.03, .04}, {.54, .04}, {.22, 1}}, {{.12, .5}, {.5, .48}}}}};
  return strokes;
}

/// Writes digits with their feet at (x, base).
void write(cv::Mat& page, const std::string& digits, double x, double base, double height) {
  for (const char c : digits) {
    for (const Stroke& stroke : pen().at(c)) {
      std::vector<cv::Point> points;
      for (const cv::Point2d& p : stroke)
        points.emplace_back(cvRound(x + p.x * height), cvRound(base + (p.y - 1) * height));
      cv::polylines(page, points, false, cv::Scalar(120, 40, 30), cvRound(height / 9), cv::LINE_AA);
    }
    x += 0.78 * height;
  }
}

constexpr double kCap = 35.7;  // of 54 px Liberation Serif
constexpr double kBase = 248;  // of a line at y = 200

struct Sheet {
  cv::Mat image;
  models::PageText text;
  [[nodiscard]] std::vector<models::FilledGap> read() const { return read_gaps(image, text, {}); }
  [[nodiscard]] std::vector<Gap> gaps() const {
    return find_gaps(lay_out(text, {image.cols, image.rows}, {}), pen_channel(image));
  }
};

Sheet sheet_of(const std::vector<tests::PrintedLine>& print) {
  auto page = tests::draw_page({2480, 3508}, print);
  return {page.image, page.truth};
}

Sheet number_sheet(const std::string& digits,
                   const std::string& label = "Số:", const std::string& symbol = "/QĐ-UBND") {
  Sheet sheet = sheet_of({{.text = label, .x_px = 300, .y_px = 200}, {.text = symbol, .x_px = 600, .y_px = 200}});
  write(sheet.image, digits, 420, kBase, 44);
  return sheet;
}

Sheet date_sheet(const std::string& place, const std::string& day, const std::string& month) {
  Sheet sheet = sheet_of({{.text = place + " ngày", .x_px = 1200, .y_px = 200},
                          {.text = "tháng", .x_px = 1700, .y_px = 200},
                          {.text = "năm 2024", .x_px = 2000, .y_px = 200}});
  write(sheet.image, day, 1600, kBase, 42);
  write(sheet.image, month, 1880, kBase, 42);
  return sheet;
}

bool doubted(const models::FilledGap& gap, const std::string& doubt) {
  return std::find(gap.doubts.begin(), gap.doubts.end(), doubt) != gap.doubts.end();
}

TEST(Gaps, ANumberStandsBetweenItsLabelAndTheSlash) {
  const auto gaps = number_sheet("").gaps();
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_EQ(gaps[0].kind, Kind::number);
  EXPECT_NEAR(gaps[0].cap_px, kCap, 2);
  EXPECT_NEAR(gaps[0].base_px, kBase, 4);
  EXPECT_NEAR(gaps[0].right_px, 600, 4);
  EXPECT_NEAR(gaps[0].from_px, 300 + 0.55 * kCap, 4);
  EXPECT_TRUE(gaps[0].doubts.empty());
}

TEST(Gaps, ASlashWithinAWordIsFoundByItsStroke) {
  const Sheet sheet = sheet_of({{.text = "Số: 4038/QĐ-UBND", .x_px = 300, .y_px = 200}});
  const Sheet before = sheet_of({{.text = "Số: 4038", .x_px = 300, .y_px = 200}});
  const auto gaps = sheet.gaps();
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_NEAR(gaps[0].right_px, before.text.blocks.at(0).box.right(), 6);
  EXPECT_EQ(gaps[0].recognised, "4038");
}

TEST(Gaps, WithoutASlashStrokeThePlaceIsDoubted) {
  Sheet sheet = sheet_of({{.text = "Số: 4038 QĐ-UBND", .x_px = 300, .y_px = 200}});
  auto& words = sheet.text.blocks.at(0).lines.at(0).words;
  words.at(1).text = "4038/QĐ-UBND";
  words.at(1).box = models::united(words.at(1).box, words.at(2).box);
  words.pop_back();
  const auto gaps = sheet.gaps();
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_EQ(gaps[0].doubts, std::vector<std::string>{"slash"});
}

TEST(Gaps, ABarThatTouchesItsLetterIsFoundUnlessThePenTouchesItToo) {
  const auto sheet = [](bool pen) {
    Sheet out = number_sheet("", "Số:", "/TB-UBND");
    cv::rectangle(out.image, {605, 211, 22, 4}, cv::Scalar::all(0), -1);  // from the bar to the T's serif
    if (pen) cv::rectangle(out.image, {560, 240, 50, 4}, cv::Scalar::all(0), -1);
    return out.gaps();
  };
  ASSERT_EQ(sheet(false).size(), 1U);
  EXPECT_NEAR(sheet(false)[0].right_px, 600, 4);
  EXPECT_TRUE(sheet(false)[0].doubts.empty());
  ASSERT_EQ(sheet(true).size(), 1U);
  EXPECT_EQ(sheet(true)[0].doubts, std::vector<std::string>{"slash"});
}

TEST(Gaps, ALabelThatBeginsItsRowMayHaveBeenReadSmall) {
  EXPECT_EQ(number_sheet("", "số:").gaps().size(), 1U);
  EXPECT_TRUE(number_sheet("", "số").gaps().empty()) << "no colon";
  EXPECT_TRUE(number_sheet("", "theo số:").gaps().empty()) << "in a sentence";
}

TEST(Gaps, TheBarIsTheOneBeforeTheSymbol) {
  const auto gaps = sheet_of({{.text = "Số: 26/21/KH-UBND", .x_px = 300, .y_px = 200}}).gaps();
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_EQ(gaps[0].recognised, "26/21");
}

TEST(Gaps, ASymbolWithoutItsBarIsDoubted) {
  const auto gaps = sheet_of({{.text = "Số: 4038 QĐ-UBND", .x_px = 300, .y_px = 200}}).gaps();
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_EQ(gaps[0].recognised, "4038");
  EXPECT_EQ(gaps[0].doubts, std::vector<std::string>{"slash"});
}

TEST(Gaps, WhatASentenceCitesIsNone) {
  EXPECT_TRUE(
      sheet_of({{.text = "Căn cứ Quyết định số 343/QĐ-UBND của Ủy ban", .x_px = 300, .y_px = 200}}).gaps().empty());
  EXPECT_TRUE(sheet_of({{.text = "SOB 343/QĐ-UBND", .x_px = 300, .y_px = 200}}).gaps().empty());
  EXPECT_TRUE(
      sheet_of({{.text = "ban hành ngày 15 tháng 3 năm 2020 của Ủy ban nhân dân tỉnh", .x_px = 300, .y_px = 200}})
          .gaps()
          .empty());
  EXPECT_TRUE(sheet_of({{.text = "Số: 12/QĐ-UBND", .x_px = 300, .y_px = 2600}}).gaps().empty()) << "below the head";
}

TEST(Gaps, ADateLineHasThree) {
  const auto gaps = date_sheet("Hà Nội,", "05", "3").gaps();
  ASSERT_EQ(gaps.size(), 3U);
  EXPECT_EQ(gaps[0].kind, Kind::day);
  EXPECT_EQ(gaps[1].kind, Kind::month);
  EXPECT_EQ(gaps[2].kind, Kind::year);
  EXPECT_EQ(gaps[2].recognised, "2024");
  EXPECT_NEAR(gaps[0].cap_px, kCap, 2);
  EXPECT_NEAR(gaps[0].base_px, kBase, 4);
  EXPECT_TRUE(gaps[0].doubts.empty());
}

TEST(Gaps, ADateWithoutAPlaceIsDoubted) {
  const auto gaps = date_sheet("", "05", "3").gaps();
  ASSERT_EQ(gaps.size(), 3U);
  EXPECT_EQ(gaps[0].doubts, std::vector<std::string>{"line"});
}

TEST(Gaps, WhatRecognisersGlueTogetherIsTakenApart) {
  Sheet sheet = date_sheet("Hà Nội,", "17", "02");
  auto& lines = sheet.text.blocks.at(0).lines;
  lines.at(1).words.at(0).text = "17tháng";
  lines.at(1).words.at(0).box.x -= 100, lines.at(1).words.at(0).box.width += 100;
  const auto gaps = sheet.gaps();
  ASSERT_EQ(gaps.size(), 3U);
  EXPECT_NEAR(gaps[0].right_px, 1700, kCap / 2);
  EXPECT_EQ(gaps[0].recognised, "17");
}

TEST(Gaps, HostileBoxesAreNone) {
  Sheet sheet = number_sheet("12");
  for (auto& line : sheet.text.blocks.at(0).lines)
    for (auto& word : line.words) word.box = {-1e7, -1e7, 4e7, 1e-3};
  EXPECT_TRUE(sheet.read().empty());
  EXPECT_TRUE(read_gaps({}, sheet.text, {}).empty());
  EXPECT_TRUE(read_gaps(sheet.image, {}, {}).empty());
  EXPECT_TRUE(read_gaps(cv::Mat(20, 30, CV_8UC1, cv::Scalar(255)), number_sheet("12").text, {}).empty());
}

TEST(PrintMeasures, TheNearestLeaningStrokeIsTheSlash) {
  const Sheet sheet = sheet_of({{.text = "12/34/56", .x_px = 300, .y_px = 200}});
  const cv::Mat grey = pen_channel(sheet.image);
  const auto first = find_slash(grey, {.base_px = kBase, .cap_px = kCap}, 350);
  const auto second = find_slash(grey, {.base_px = kBase, .cap_px = kCap}, 425);
  ASSERT_TRUE(first && second);
  EXPECT_NEAR(*first, 354, 6);
  EXPECT_NEAR(*second, 423, 6);
  EXPECT_FALSE(find_slash(grey, {.base_px = kBase, .cap_px = kCap}, 2000));
}

TEST(Ink, IsTheSameForEveryResolutionAndGround) {
  const Sheet sheet = number_sheet("47");
  const auto gaps = sheet.gaps();
  ASSERT_EQ(gaps.size(), 1U);
  const cv::Mat1f plain = ink_of(pen_channel(sheet.image), gaps[0], {});
  EXPECT_EQ(plain.rows, kInkRows);
  EXPECT_EQ(plain.cols % 2, 0);
  cv::Mat dull;
  sheet.image.convertTo(dull, -1, 0.6, 20);
  EXPECT_LT(cv::norm(plain, ink_of(pen_channel(dull), gaps[0], {}), cv::NORM_INF), 0.1);
}

TEST(Ink, OutsideThePageIsPaper) {
  Gap gap{.from_px = -400, .to_px = -100, .base_px = 50, .cap_px = 30};
  EXPECT_EQ(cv::countNonZero(ink_of(cv::Mat(100, 100, CV_8UC1, cv::Scalar(0)), gap, {})), 0);
}

cv::Mat1f columns_of(const std::vector<int>& classes) {
  cv::Mat1f out(static_cast<int>(classes.size()), ink_classes, 0.001F);
  for (int t = 0; t < out.rows; ++t) {
    out(t, classes[static_cast<std::size_t>(t)]) = 1;
    out.row(t) /= cv::sum(out.row(t))[0];
  }
  return out;
}

TEST(Decode, DigitsStandBetweenTheNeighbours) {
  const Look look = decode(columns_of({3, colon, nothing, 1, 1, nothing, 1, print_0 + 7, slash, 5}));
  EXPECT_EQ(std::max_element(look.readings.begin(), look.readings.end(),
                             [](const auto& one, const auto& other) { return one.second < other.second; })
                ->first,
            "117");
  EXPECT_GT(look.left_seen, 0.8);
  EXPECT_GT(look.right_seen, 0.8);
  EXPECT_EQ(look.first_digit, 0);
  EXPECT_EQ(look.last_digit, 9);
  EXPECT_GT(look.by_hand, 0.7);
}

TEST(Decode, WhatIsNotThereIsNotSeen) {
  const Look look = decode(columns_of({nothing, 4, nothing, 7}));
  EXPECT_LT(look.left_seen, 0.1);
  EXPECT_LT(look.right_seen, 0.1);
  EXPECT_TRUE(decode(cv::Mat1f(0, ink_classes)).readings.contains(""));
}

TEST(Segmenter, ReadsDigitByDigitAndLeavesLeadersOut) {
  cv::Mat page(100, 260, CV_8UC1, cv::Scalar(255));
  write(page, "2047", 20, 75, 45);
  for (int x = 5; x < 250; x += 14) cv::circle(page, {x, 74}, 2, cv::Scalar(0), -1);
  const Gap gap{.from_px = 0, .to_px = 250, .base_px = 75, .cap_px = 38};
  EXPECT_EQ(read_by_digits(ink_of(page, gap, {})), "2047");
  EXPECT_EQ(read_by_digits(cv::Mat1f::zeros(kInkRows, 80)), "");
  EXPECT_EQ(read_by_digits({}), "");
}

TEST(ReadGap, ReadsWhatAPenWrote) {
  for (const std::string digits : {"12", "47", "305", "2041"}) {
    const auto gaps = number_sheet(digits).read();
    ASSERT_EQ(gaps.size(), 1U);
    EXPECT_EQ(gaps[0].digits, digits);
    EXPECT_GT(gaps[0].confidence, 0.6) << digits;
    EXPECT_GT(gaps[0].by_hand, 0.5) << digits;
    EXPECT_TRUE(gaps[0].doubts.empty()) << digits;
    EXPECT_NEAR(gaps[0].box.x, 420, 30);
  }
}

TEST(ReadGap, ReadsADateLine) {
  const auto gaps = date_sheet("Hà Nội,", "15", "02").read();
  ASSERT_EQ(gaps.size(), 3U);
  EXPECT_EQ(gaps[0].digits, "15");
  EXPECT_EQ(gaps[1].digits, "02");
  EXPECT_EQ(gaps[2].digits, "2024");
  EXPECT_LT(gaps[2].by_hand, 0.5);
}

TEST(ReadGap, WhatIsKnownBesideThePixelsCountsAndAloneIsNeverEnough) {
  const Sheet sheet = date_sheet("Hà Nội,", "15", "02");
  const Gap gap = sheet.gaps().at(0);
  const cv::Mat grey = pen_channel(sheet.image);
  EXPECT_EQ(read_gap(grey, gap, [](const std::string&) { return 1.0; }), read_gap(grey, gap));
  const auto other = read_gap(grey, gap, [](const std::string& digits) { return digits == "15" ? 0.0 : 1.0; });
  EXPECT_NE(other.digits, "15");
  EXPECT_LT(other.confidence, 0.3);
}

TEST(ReadGap, TellsHowLongAfterItsDateAPaperWasSigned) {
  const Sheet sheet = date_sheet("Hà Nội,", "15", "02");
  constexpr std::int64_t kNoon = 1708146000;  // 17 February 2024, 12:00 in Viet Nam
  const auto gaps = read_gaps(sheet.image, sheet.text, {}, kNoon);
  ASSERT_EQ(gaps.size(), 3U);
  EXPECT_EQ(gaps[0].digits, "15");
  EXPECT_EQ(gaps[0].days_to_signature, 2);
  EXPECT_EQ(read_gaps(sheet.image, sheet.text, {}, kNoon + 12 * 3600 - 1)[0].days_to_signature, 2);
  EXPECT_EQ(read_gaps(sheet.image, sheet.text, {}, kNoon + 12 * 3600)[0].days_to_signature, 3);
  EXPECT_FALSE(sheet.read()[0].days_to_signature);
}

TEST(ReadGap, DigitsOfTheFilesOwnTextArePrintWhateverTheyLookLike) {
  Sheet sheet = sheet_of({{.text = "Số: 507 /QĐ-UBND", .x_px = 300, .y_px = 200}});
  for (models::Word& word : sheet.text.blocks[0].lines[0].words)
    word.source = models::TextSource::given, word.confidence = 0.999;
  auto gaps = sheet.read();
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_EQ(gaps[0].recognised, "507");
  EXPECT_EQ(gaps[0].digits, "") << "no net was asked";
  EXPECT_DOUBLE_EQ(gaps[0].by_hand, 0);
  // Where file and pixels contradict each other, the nets are heard.
  sheet.text.blocks[0].lines[0].words[1].confidence = 0.7;
  gaps = sheet.read();
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_NE(gaps[0].second, "");
}

TEST(ReadGap, LeavesOutWhatCannotStandThere) {
  const auto gaps = date_sheet("Hà Nội,", "42", "23").read();
  ASSERT_EQ(gaps.size(), 3U);
  EXPECT_NE(gaps[0].digits, "42");
  EXPECT_LT(gaps[0].confidence, 0.5);
  EXPECT_LT(gaps[1].confidence, 0.5);
}

TEST(ReadGap, MissingNeighboursAreDoubts) {
  Sheet sheet = number_sheet("47");
  cv::rectangle(sheet.image, {595, 180, 25, 90}, cv::Scalar::all(255), -1);  // the slash
  auto gaps = sheet.read();
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_TRUE(doubted(gaps[0], "slash"));
  gaps = number_sheet("47", "Số").read();
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_TRUE(doubted(gaps[0], "left_neighbour"));
}

TEST(ReadGap, WhatIsCutOffIsADoubt) {
  const Sheet sheet = number_sheet("305");
  Gap gap = sheet.gaps().at(0);
  gap.from_px = gap.left_px = 405;  // behind the colon
  EXPECT_TRUE(doubted(read_gap(pen_channel(sheet.image), gap), "left_neighbour"));
  gap = sheet.gaps().at(0);
  gap.to_px = gap.right_px = 535;  // before the slash
  EXPECT_TRUE(doubted(read_gap(pen_channel(sheet.image), gap), "right_neighbour"));
}

TEST(ReadGap, AnEmptyGapHoldsNothing) {
  const auto gaps = number_sheet("").read();
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_LT(gaps[0].confidence, 0.3);
  EXPECT_EQ(gaps[0].second, "");
}

TEST(ReadGap, ThreadsReadTheSame) {
  const Sheet sheet = number_sheet("305");
  const auto once = sheet.read();
  std::vector<std::vector<models::FilledGap>> others(4);
  std::vector<std::thread> threads;
  for (auto& other : others) threads.emplace_back([&] { other = sheet.read(); });
  for (std::thread& thread : threads) thread.join();
  for (const auto& other : others) EXPECT_EQ(other, once);
}

}  // namespace
}  // namespace hoso::extraction
