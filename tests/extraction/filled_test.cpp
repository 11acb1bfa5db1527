// SPDX-License-Identifier: Apache-2.0
#include "extraction/handwriting/filled.h"

#include <gtest/gtest.h>

#include "extraction/page/filled_head.h"

namespace hoso::extraction {
namespace {

using models::FilledGap;
using Kind = FilledGap::Kind;

FilledGap by_pen(Kind kind, const std::string& digits, double confidence = 0.9) {
  return {.kind = kind, .box = {100, 100, 50, 30}, .digits = digits, .confidence = confidence, .by_hand = 1};
}

FilledGap in_print(Kind kind, const std::string& digits) {
  return {.kind = kind,
          .box = {100, 100, 50, 30},
          .digits = digits,
          .confidence = 0.9,
          .recognised = digits,
          .recognised_confidence = 0.99};
}

bool accepted(const FilledGap& gap) {
  const auto finding = filled_number(gap);
  return finding && verdict_of(*finding) == models::Verdict::accept;
}

TEST(Filled, ALikelyReadingIsAccepted) {
  const auto number = filled_number(by_pen(Kind::number, "47"));
  ASSERT_TRUE(number);
  EXPECT_EQ(number->value, "47");
  EXPECT_EQ(number->source, models::FieldSource::handwriting);
  EXPECT_EQ(verdict_of(*number), models::Verdict::accept);
}

TEST(Filled, ADoubtfulReadingNeedsASecond) {
  FilledGap gap = by_pen(Kind::number, "47", 0.4);
  EXPECT_FALSE(accepted(gap));
  gap.second = "47";
  EXPECT_TRUE(accepted(gap));
  gap.second = "41", gap.recognised = "47", gap.recognised_confidence = 0.5;
  EXPECT_TRUE(accepted(gap));
  gap.confidence = 0.2;
  EXPECT_FALSE(accepted(gap));
}

TEST(Filled, AgainstTheSegmenterAReadingMustBeSurer) {
  FilledGap gap = by_pen(Kind::number, "248", 0.65);
  EXPECT_TRUE(accepted(gap));
  gap.second = "018";
  EXPECT_FALSE(accepted(gap));
  gap.confidence = 0.75;
  EXPECT_TRUE(accepted(gap));
}

TEST(Filled, ThreeThatAgreeAreBelievedHoweverUnsureEachIs) {
  FilledGap gap = by_pen(Kind::year, "2025", 0.22);
  gap.second = gap.recognised = "2025", gap.recognised_confidence = 0.73;
  EXPECT_TRUE(accepted(gap));
  gap.second = "2026";
  EXPECT_FALSE(accepted(gap));
}

TEST(Filled, NeighboursThatTheNetsMissedMatterLittleWhereTheTextIsSure) {
  FilledGap gap = by_pen(Kind::year, "2025", 0.32);
  gap.doubts = {"left_neighbour"}, gap.recognised = "2025", gap.recognised_confidence = 0.98;
  EXPECT_TRUE(accepted(gap));
  gap.doubts = {"slash"};
  EXPECT_FALSE(accepted(gap));
  gap.doubts = {"left_neighbour"}, gap.recognised_confidence = 0.6;
  EXPECT_FALSE(accepted(gap));
}

TEST(Filled, ADayIsHeldAgainstTheFilesSignature) {
  FilledGap gap = by_pen(Kind::day, "17", 0.45);
  EXPECT_FALSE(value_of(gap).sure);
  gap.days_to_signature = 1;
  EXPECT_TRUE(value_of(gap).sure);
  EXPECT_EQ(value_of(gap).checks.back(), (models::Check{.name = "signed", .holds = true}));
  gap.days_to_signature = 5;
  EXPECT_FALSE(value_of(gap).sure);
  gap.confidence = 0.95;
  EXPECT_TRUE(value_of(gap).sure);
  gap.doubts = {"left_neighbour"};
  EXPECT_FALSE(value_of(gap).sure);
  gap.days_to_signature = 0;
  EXPECT_TRUE(value_of(gap).sure) << "a wrong place does not make the day of the signature";
  gap.doubts = {"line"};
  EXPECT_FALSE(value_of(gap).sure);
  gap.doubts = {"left_neighbour"}, gap.digits = "7";
  EXPECT_FALSE(value_of(gap).sure);
  gap.doubts = {}, gap.digits = "17";
  gap.days_to_signature = -1;
  EXPECT_FALSE(value_of(gap).sure) << "signed before it was written";
  EXPECT_EQ(value_of(gap).checks.back(), (models::Check{.name = "signed", .holds = false}));
}

TEST(Filled, DoubtsAndLoneDigitsGoToReview) {
  FilledGap gap = by_pen(Kind::number, "47", 0.99);
  gap.doubts = {"slash"};
  EXPECT_FALSE(accepted(gap));
  EXPECT_FALSE(accepted(by_pen(Kind::number, "7", 0.99)));
}

TEST(Filled, ChecksTellWhy) {
  FilledGap gap = by_pen(Kind::number, "47", 0.4);
  gap.second = "41", gap.recognised = "4?", gap.doubts = {"slash"};
  const GapValue value = value_of(gap);
  ASSERT_EQ(value.checks.size(), 2U);
  EXPECT_EQ(value.checks[0], (models::Check{.name = "place", .holds = false}));
  EXPECT_EQ(value.checks[1], (models::Check{.name = "second_reading", .holds = false}));
}

TEST(Filled, PrintStaysAsTheTextHasIt) {
  FilledGap gap = in_print(Kind::number, "101");
  EXPECT_TRUE(value_of(gap).print);
  EXPECT_TRUE(value_of(gap).sure);
  gap.digits = "107";
  EXPECT_EQ(value_of(gap).digits, "101");
  EXPECT_FALSE(value_of(gap).sure);
}

TEST(Filled, PrintThatTheTextReadsOtherwiseGoesToReview) {
  FilledGap gap = in_print(Kind::number, "581");
  gap.second = "581", gap.recognised = "58", gap.recognised_confidence = 0.79;
  EXPECT_FALSE(accepted(gap));
  gap.by_hand = 0.9;
  EXPECT_TRUE(accepted(gap)) << "of what a pen wrote the text knows little";
}

TEST(Filled, WhereNeitherIsSureTheTextsDigitsGoToReview) {
  FilledGap gap = by_pen(Kind::month, "1", 0.2);
  gap.recognised = "11", gap.recognised_confidence = 0.85;
  EXPECT_EQ(value_of(gap).digits, "11");
  EXPECT_FALSE(value_of(gap).sure);
}

TEST(Filled, ALoneDigitIsAcceptedWhereTheTextReadsItToo) {
  FilledGap gap = by_pen(Kind::number, "7");
  gap.recognised = "7", gap.recognised_confidence = 0.95;
  EXPECT_TRUE(accepted(gap));
}

TEST(Filled, ADateNeedsItsThreePartsAndTheCalendar) {
  const FilledGap month = by_pen(Kind::month, "02"), year = in_print(Kind::year, "2023");
  auto dates = filled_dates({by_pen(Kind::day, "17"), month, year});
  ASSERT_EQ(dates.size(), 1U);
  EXPECT_EQ(dates[0].value, "17 tháng 02 năm 2023");
  EXPECT_EQ(dates[0].normalised, "2023-02-17");
  EXPECT_EQ(dates[0].source, models::FieldSource::handwriting);
  EXPECT_EQ(verdict_of(dates[0]), models::Verdict::accept);
  EXPECT_TRUE(filled_dates({by_pen(Kind::day, "30"), month, year}).empty());
  EXPECT_TRUE(filled_dates({by_pen(Kind::day, ""), month, year}).empty());
  EXPECT_TRUE(filled_dates({month, year}).empty());
  dates = filled_dates({in_print(Kind::day, "17"), in_print(Kind::month, "02"), year});
  ASSERT_EQ(dates.size(), 1U);
  EXPECT_EQ(dates[0].source, models::FieldSource::ocr);
}

Head head_at(double number_y) {
  Head head;
  head.national = head.columns = head.number_line = true;
  head.top_px = 40, head.bottom_px = 130, head.split_px = 60;
  head.number_top_px = number_y - 15, head.number_bottom_px = number_y + 15;
  return head;
}

TEST(FilledHead, GapsGiveWhatTheTextHasNot) {
  Head head = head_at(115);
  take_gaps(
      head,
      {by_pen(Kind::number, "47"), by_pen(Kind::day, "17"), by_pen(Kind::month, "02"), in_print(Kind::year, "2023")},
      30);
  ASSERT_TRUE(head.number && head.date);
  EXPECT_EQ(head.number->value, "47");
  EXPECT_EQ(*head.date->normalised, "2023-02-17");
  EXPECT_TRUE(head.date->validated);
}

TEST(FilledHead, ADayInASentenceIsNoneWhereNoNumberStandsBesideIt) {
  std::vector<FilledGap> gaps{by_pen(Kind::day, "24"), by_pen(Kind::month, "11"), in_print(Kind::year, "2015")};
  gaps.front().doubts = {"line"};
  for (const bool columns : {true, false}) {
    Head head = head_at(115);
    head.columns = columns;
    take_gaps(head, gaps, 30);
    EXPECT_EQ(head.date.has_value(), columns);
  }
}

TEST(FilledHead, PrintThatWasReadStays) {
  Head head = head_at(115);
  head.number = Finding{.value = "101", .validated = true};
  take_gaps(head, {in_print(Kind::number, "101")}, 30);
  EXPECT_TRUE(head.number->box.empty());
  take_gaps(head, {by_pen(Kind::number, "107")}, 30);
  EXPECT_EQ(head.number->value, "107");
}

TEST(FilledHead, AGapElsewhereIsNotTheHeads) {
  Head head = head_at(700);
  head.bottom_px = 720;
  take_gaps(
      head,
      {by_pen(Kind::number, "47"), by_pen(Kind::day, "17"), by_pen(Kind::month, "02"), in_print(Kind::year, "2023")},
      30);
  EXPECT_FALSE(head.number);
  ASSERT_TRUE(head.date);
  EXPECT_FALSE(head.date->validated) << "far from the number's line";
  Head none;
  take_gaps(none, {by_pen(Kind::number, "47")}, 30);
  EXPECT_FALSE(none.number);
}

}  // namespace
}  // namespace hoso::extraction
