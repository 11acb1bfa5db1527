// SPDX-License-Identifier: Apache-2.0
#include "hoso/ocr/recognise.h"

#include <array>

#include <gtest/gtest.h>

#include "tests/ocr/stub_recogniser.h"
#include "tests/ocr/texts.h"

namespace hoso::ocr {
namespace {

models::CleanPage clean_page(models::BlankEvidence evidence) {
  models::CleanPage page;
  page.facts.source.file = "trang-1.jpg";
  page.facts.id.number = 4;
  page.facts.blank_evidence = evidence;
  page.shown = cv::Mat(20, 10, CV_8UC1, cv::Scalar(255));
  page.readable = page.shown;
  page.master.size = {10, 20};
  return page;
}

TEST(Recognise, KeepsTheImageOfAPageThatCannotBeRead) {
  tests::StubRecogniser engine(
      models::failure({.code = models::ErrorCode::timed_out, .stage = models::Stage::recognise}));
  const models::ReadPage page = recognise(clean_page({}), engine, {});
  ASSERT_TRUE(page.facts.failure);
  EXPECT_EQ(page.facts.failure->code, models::ErrorCode::timed_out);
  EXPECT_EQ(page.facts.failure->file, "trang-1.jpg");
  EXPECT_EQ(page.facts.failure->page, 4);
  EXPECT_FALSE(page.facts.blank);
  EXPECT_EQ(page.shown.rows, 20);
  EXPECT_EQ(page.master.size, (models::Size{10, 20}));
}

TEST(Recognise, CallsAPageBlankThatHoldsNothingAndDropsItsNoise) {
  tests::StubRecogniser engine(tests::page_of({tests::line_at(0, 0, {"nhiễu", "mờ"}, 0.5)}));
  const models::ReadPage page = recognise(clean_page({.ink_coverage = 0.0002, .text_components = 1}), engine, {});
  EXPECT_TRUE(page.facts.blank);
  EXPECT_TRUE(page.text.blocks.empty());
}

TEST(Recognise, KeepsTheTextOfAPageAndCountsItsSureWords) {
  tests::StubRecogniser engine(tests::page_of({tests::line_at(0, 0, {"Quyết", "định", "này"})}));
  const models::ReadPage page = recognise(clean_page({.ink_coverage = 0.0002, .text_components = 1}), engine, {});
  EXPECT_FALSE(page.facts.blank);
  EXPECT_EQ(page.facts.blank_evidence.words, 3);
  EXPECT_EQ(models::text_of(page.text), "Quyết định này\n");
}

TEST(Recognise, LeavesOutWhatStandsUnderAMarkOfALevelledPhotograph) {
  models::CleanPage page = clean_page({.ink_coverage = 0.02, .text_components = 100});
  page.shown = page.readable = cv::Mat(1000, 1000, CV_8UC1, cv::Scalar(255));
  page.fan = {.centre = {0, 0}, .slope = 0.2};
  // "Ký số" is read at the level of "Quyết định", since both stand on one line; on the page it is 160 pixels lower.
  page.facts.marks = {{800, 255, 200, 60}};
  tests::StubRecogniser engine(
      tests::page_of({tests::line_at(100, 100, {"Quyết", "định"}), tests::line_at(810, 100, {"Ký", "số"})}));
  EXPECT_EQ(models::text_of(recognise(page, engine, {}).text), "Quyết định\n");
  page.facts.marks = {{800, 95, 200, 60}};
  EXPECT_NE(models::text_of(recognise(page, engine, {}).text), "Quyết định\n");
}

/// Reads one text the first time, another the second.
class TwoReadings final : public Recogniser {
 public:
  TwoReadings(models::PageText first, models::PageText second) : texts_{std::move(first), std::move(second)} {}
  models::Result<models::PageText> read_page(const ReadablePage&, const std::stop_token&) override {
    return texts_.at(count++);
  }
  double legibility(const cv::Mat&) override { return 0; }

  std::size_t count = 0;

 private:
  std::array<models::PageText, 2> texts_;
};

TEST(Recognise, CallsAPageBlankThatReadsBetterInAMirror) {
  const auto back = tests::page_of({tests::line_at(0, 0, {"Tờ", "phân", "tách", "hồ", "sơ"})});
  const auto through = tests::page_of({tests::line_at(0, 0, {"O2", "OH", "HOÀT", "ÂH3"})});
  TwoReadings engine(through, back), other(back, through), inked(through, back);
  models::ReadPage page = recognise(clean_page({}), engine, {});
  EXPECT_TRUE(page.facts.blank);
  EXPECT_TRUE(page.text.blocks.empty());
  EXPECT_EQ(page.facts.blank_evidence.mirrored_words, 5);
  EXPECT_FALSE(recognise(clean_page({}), other, {}).facts.blank) << "pale print";
  EXPECT_FALSE(recognise(clean_page({.ink_coverage = 0.02, .text_components = 40}), inked, {}).facts.blank);
  EXPECT_EQ(inked.count, 1U) << "a page with ink is not looked at in a mirror";
}

TEST(Recognise, ReadsEachOfSeveralPapersAndPutsTheirTextsOnThePage) {
  tests::StubRecogniser engine(tests::page_of({tests::line_at(10, 20, {"Quyết", "định"})}));
  models::CleanPage page = clean_page({});
  for (const models::Affine& to_page : {models::Affine{.x0 = 100, .y0 = 200}, models::Affine{0, -1, 900, 1, 0, 50}}) {
    page.papers.push_back(clean_page({.ink_coverage = 0.1, .text_components = 9}));
    page.papers.back().facts.place = models::PaperPlace{.confidence = 0.9, .to_page = to_page};
  }
  const models::ReadPage read = recognise(std::move(page), engine, {});
  ASSERT_EQ(read.papers.size(), 2U);
  for (const models::ReadPage& paper : read.papers)
    EXPECT_EQ(paper.text.blocks.at(0).lines.at(0).words.at(0).box.x, 10) << "in its own frame";
  ASSERT_EQ(read.text.blocks.size(), 2U);
  EXPECT_EQ(models::text_of(read.text), "Quyết định\n\nQuyết định\n");
  EXPECT_EQ(read.text.blocks[0].lines[0].words[0].box, (models::Box{110, 220, 100, 40}));
  EXPECT_EQ(read.text.blocks[1].lines[0].words[0].box, (models::Box{840, 60, 40, 100}));
  EXPECT_FALSE(read.facts.blank);
  EXPECT_EQ(read.master.size, (models::Size{10, 20}));
}

TEST(Recognise, KeepsWhatLiesBesideThePapersOnlyWhereThereIsText) {
  for (const bool text : {true, false}) {
    tests::StubRecogniser engine(text ? tests::page_of({tests::line_at(10, 20, {"Sao", "y"})}) : models::PageText{});
    models::CleanPage page = clean_page({});
    page.papers = {clean_page({.ink_coverage = 0.1, .text_components = 9})};
    page.papers.push_back(page.papers.front());
    page.papers[0].facts.place = models::PaperPlace{.confidence = 0.9};
    page.papers[1].facts.place = models::PaperPlace{};
    EXPECT_EQ(recognise(std::move(page), engine, {}).papers.size(), text ? 2U : 1U);
  }
}

TEST(Recognise, SaysOfAPageThatOneOfItsPapersCouldNotBeRead) {
  tests::StubRecogniser engine(
      models::failure({.code = models::ErrorCode::timed_out, .stage = models::Stage::recognise}));
  models::CleanPage page = clean_page({});
  page.papers.push_back(clean_page({}));
  const models::ReadPage read = recognise(std::move(page), engine, {});
  ASSERT_TRUE(read.facts.failure);
  EXPECT_EQ(read.facts.failure->code, models::ErrorCode::timed_out);
  EXPECT_FALSE(read.facts.blank);
}

}  // namespace
}  // namespace hoso::ocr
