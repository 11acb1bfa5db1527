// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include <map>
#include <thread>

#include "hoso/ocr/recogniser.h"
#include "tests/support/drawing.h"
#include "tests/support/temp_folder.h"

namespace hoso::ocr {
namespace {

std::unique_ptr<Recogniser> engine(const RecogniserOptions& options = {}) {
  auto made = make_tesseract(options);
  return made ? std::move(*made) : nullptr;
}

cv::Mat grey(const cv::Mat& pixels) {
  cv::Mat out;
  cv::cvtColor(pixels, out, cv::COLOR_BGR2GRAY);
  return out;
}

const std::vector<tests::PrintedLine> kLines{{"Căn cứ Luật Tổ chức chính quyền địa phương", 60, 60},
                                             {"Chủ tịch Ủy ban nhân dân quyết định", 60, 160}};

double overlap(const models::Box& one, const models::Box& other) {
  const models::Box common = models::intersected(one, other);
  const double shared = common.width * common.height;
  return shared / (one.width * one.height + other.width * other.height - shared);
}

TEST(Tesseract, ReadsWordsWithTightBoxesAndSureConfidence) {
  const auto page = tests::draw_page({1300, 300}, kLines);
  const auto text = engine()->read_page({grey(page.image), 300}, {});
  ASSERT_TRUE(text);
  EXPECT_EQ(models::collapsed(models::text_of(*text)), models::collapsed(models::text_of(page.truth)));
  std::map<std::string, models::Box> truth;
  for (const auto& line : page.truth.blocks.front().lines) {
    for (const auto& word : line.words) truth[word.text] = word.box;
  }
  for (const auto& block : text->blocks) {
    for (const auto& line : block.lines) {
      for (const auto& word : line.words) {
        EXPECT_GT(overlap(word.box, truth[word.text]), 0.75) << word.text;
        EXPECT_GT(word.confidence, 0.8) << word.text;
      }
    }
  }
}

TEST(Tesseract, BringsBoxesBackToTheResolutionItWasGiven) {
  const auto page = tests::draw_page({1300, 300}, kLines);
  cv::Mat large;
  cv::resize(grey(page.image), large, {}, 2, 2, cv::INTER_CUBIC);
  const auto text = engine()->read_page({large, 600}, {});
  ASSERT_TRUE(text);
  const models::Box found = text->blocks.front().lines.front().words.front().box;
  const models::Box drawn = page.truth.blocks.front().lines.front().words.front().box;
  EXPECT_GT(overlap(found, {2 * drawn.x, 2 * drawn.y, 2 * drawn.width, 2 * drawn.height}), 0.75);
}

TEST(Tesseract, FindsTextLegibleTheRightWayUpOnly) {
  const auto reader = engine();
  const cv::Mat line =
      grey(tests::draw_page({1100, 80}, {{"Căn cứ Luật Tổ chức chính quyền địa phương", 10, 5}}).image);
  cv::Mat reversed;
  cv::rotate(line, reversed, cv::ROTATE_180);
  EXPECT_GT(reader->legibility(line), 20);
  EXPECT_LT(reader->legibility(reversed), 4);
  EXPECT_LT(reader->legibility(cv::Mat(40, 400, CV_8UC1, cv::Scalar(255))), 1);
  EXPECT_EQ(reader->legibility({}), 0);
}

TEST(Tesseract, TakesOddImages) {
  const auto reader = engine();
  for (const cv::Size size :
       {cv::Size(1, 1), cv::Size(3, 3), cv::Size(5, 3000), cv::Size(40'000, 20), cv::Size(20, 33'000)}) {
    const auto text = reader->read_page({cv::Mat(size, CV_8UC1, cv::Scalar(128)), 300}, {});
    ASSERT_TRUE(text) << size;
    EXPECT_EQ(models::word_count(*text), 0U);
  }
  EXPECT_EQ(reader->read_page({cv::Mat(40, 40, CV_8UC3), 300}, {}).error().code, models::ErrorCode::recognition_failed);
  EXPECT_TRUE(reader->read_page({grey(tests::draw_page({1300, 300}, kLines).image), 0}, {}));
}

TEST(Tesseract, StopsWhenAskedToAndWhenThePageTakesTooLong) {
  const cv::Mat page = grey(tests::draw_decision(150).image);
  std::stop_source stop;
  stop.request_stop();
  const auto stopped = engine()->read_page({page, 150}, stop.get_token());
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, models::ErrorCode::cancelled);
  const auto late = engine({.page_deadline_ms = 1})->read_page({page, 150}, {});
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, models::ErrorCode::timed_out);
}

TEST(Tesseract, ReadsTheSameInTwoThreads) {
  const cv::Mat page = grey(tests::draw_page({1300, 300}, kLines).image);
  std::vector<std::string> texts(2);
  {
    std::vector<std::jthread> threads;
    for (std::string& text : texts)
      threads.emplace_back([&] { text = models::text_of(*engine()->read_page({page, 300}, {})); });
  }
  EXPECT_FALSE(texts[0].empty());
  EXPECT_EQ(texts[0], texts[1]);
}

TEST(Tesseract, SaysWhichLanguageIsMissing) {
  const auto missing = make_tesseract({.language = "tlh"});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, models::ErrorCode::language_missing);
  EXPECT_EQ(missing.error().subject, "tlh");
  const tests::TempFolder folder;
  EXPECT_FALSE(make_tesseract({.model_folder = folder.path().string()}));
  EXPECT_EQ(model_sha256({.model_folder = folder.path().string()}).error().code, models::ErrorCode::language_missing);
  tests::write_file(folder / "vie.traineddata", "no model");
  EXPECT_FALSE(make_tesseract({.model_folder = folder.path().string()}));
}

TEST(Tesseract, NamesItsVersionAndModel) {
  EXPECT_TRUE(tesseract_version().starts_with("tesseract 5.")) << tesseract_version();
  EXPECT_NE(tesseract_version().find("leptonica-"), std::string::npos);
  const auto digest = model_sha256({});
  ASSERT_TRUE(digest);
  EXPECT_EQ(digest->size(), 64U);
  const tests::TempFolder folder;
  tests::write_file(folder / "abc.traineddata", "abc");
  EXPECT_EQ(*model_sha256({.language = "abc", .model_folder = folder.path().string()}),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");  // FIPS 180-2, appendix B.1
}

}  // namespace
}  // namespace hoso::ocr
