// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/terminal/progress_line.h"
#include "app/terminal/summary.h"

namespace hoso::app {
namespace {

using testing::HasSubstr;
using testing::Not;

ProgressFacts half_way() {
  return {.pages = 50,
          .pages_expected = 100,
          .pages_failed = 1,
          .pages_in_doubt = 2,
          .dossiers = 5,
          .seconds = 60,
          .dossier = "hồ-sơ-7"};
}

std::size_t letters(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

TEST(ProgressLine, TellsHowFarHowFastAndHowLong) {
  EXPECT_EQ(progress_line(half_way(), 120),
            "50 of 100 pages  about 1 min left  1 failed  2 in doubt  50 pages/min  5 dossiers  hồ-sơ-7");
}

TEST(ProgressLine, FitsAnyTerminalAndKeepsTheImportant) {
  for (int columns = 1; columns < 130; ++columns)
    EXPECT_LE(letters(progress_line(half_way(), columns)), static_cast<std::size_t>(columns));
  EXPECT_EQ(progress_line(half_way(), 40), "50 of 100 pages  about 1 min left");
  EXPECT_EQ(progress_line(half_way(), 9), "50 of 100");
}

TEST(ProgressLine, PromisesNothingTooEarlyOrWithoutAGoal) {
  ProgressFacts facts = half_way();
  facts.pages = 1;
  EXPECT_THAT(progress_line(facts, 120), Not(HasSubstr("left")));
  facts = half_way();
  facts.seconds = 0.1;
  EXPECT_THAT(progress_line(facts, 120), Not(HasSubstr("left")));
  facts = half_way();
  facts.pages_expected = {};
  EXPECT_THAT(progress_line(facts, 120), testing::StartsWith("50 pages  1 failed"));
  facts.pages_expected = 10;  // the source was wrong
  EXPECT_THAT(progress_line(facts, 120), testing::StartsWith("50 pages  1 failed"));
}

TEST(ProgressLine, TellsTimesAsPeopleDo) {
  EXPECT_EQ(in_time(0.2), "1 s");
  EXPECT_EQ(in_time(59.4), "60 s");
  EXPECT_EQ(in_time(61), "2 min");
  EXPECT_EQ(in_time(7500), "2 h 5 min");
}

TEST(Summary, FitsOnAScreenHoweverMuchFailed) {
  pipeline::Summary summary{.pages_admitted = 5000, .pages_stored = 4000, .pages_failed = 1000, .dossiers_stored = 3};
  std::vector<std::string> failures;
  for (int page = 1; page <= 1000; ++page)
    failures.push_back("hs-1: a.jpg, page " + std::to_string(page) + ": damaged.");
  const std::string text =
      summary_text(summary, {.progress = half_way(), .seconds = 60, .failures = failures}, Settings{});
  EXPECT_LE(std::count(text.begin(), text.end(), '\n'), 22);
  EXPECT_THAT(text, HasSubstr("hs-1: a.jpg, page 1: damaged."));
  EXPECT_THAT(text, HasSubstr("and 990 more"));
}

TEST(Summary, SaysWhereBarCodesMayBeMissing) {
  const pipeline::Summary summary{.pages_stored = 8, .dossiers_stored = 1};
  SummaryFacts facts{.progress = {.pages = 8}, .seconds = 4, .last_stored = "hs-1"};
  EXPECT_THAT(summary_text(summary, facts, {}), Not(HasSubstr("ar codes")));
  facts.codes_in_doubt = {"hs-1, page 3", "hs-2, page 1"};
  EXPECT_THAT(summary_text(summary, facts, {}),
              HasSubstr("Bar codes may be missing on 2 pages (the search failed there and was done in parts); the "
                        "first: hs-1, page 3.\n"));
}

TEST(Summary, SaysWhatWasMadeAndWhatToDoNext) {
  Settings settings;
  settings.out = "kho lưu";
  const pipeline::Summary summary{.pages_stored = 8, .dossiers_stored = 1, .documents = 7, .fields_to_check = 1};
  EXPECT_EQ(result_line(summary, "archive"), "1 dossier, 8 pages stored in archive");
  const std::string text = summary_text(
      summary, {.progress = {.pages = 8, .pages_in_doubt = 1}, .seconds = 4, .last_stored = "hs-1"}, settings);
  EXPECT_EQ(text,
            "7 documents; 1 page in doubt; 1 field to check. It took 4 s, 120 pages a minute.\n"
            "To look at it: hoso view hs-1 --out 'kho lưu'\n");
}

}  // namespace
}  // namespace hoso::app
