// SPDX-License-Identifier: Apache-2.0
#include "extraction/marks/cut_ends.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "tests/support/drawing.h"

namespace hoso::extraction {
namespace {

constexpr const char* kLine = "Ông Trần Hoàng Tuấn Kiệt";

tests::DrawnPage drawn() {
  return tests::draw_page({1600, 300}, {{.text = kLine, .x_px = 100, .y_px = 100, .bold = true}});
}

/// The line's words up to `count`.
models::PageText read(const tests::DrawnPage& page, std::size_t count) {
  models::PageText text = page.truth;
  text.blocks.at(0).lines.at(0).words.resize(count);
  return text;
}

const std::vector<models::Word>& words_of(const tests::DrawnPage& page) {
  return page.truth.blocks.at(0).lines.at(0).words;
}

TEST(CutEnds, AWholeLineIsNotCut) {
  const auto page = drawn();
  EXPECT_TRUE(find_cut_ends(page.image, read(page, words_of(page).size())).empty());
}

TEST(CutEnds, WordsThatWereNotReadAreSeenBehindTheLastOne) {
  const auto page = drawn();
  const auto cut = find_cut_ends(page.image, read(page, 3));
  ASSERT_EQ(cut.size(), 1U);
  EXPECT_EQ(cut.front(), words_of(page).at(2).box);
}

TEST(CutEnds, SoAreThoseBeforeTheFirst) {
  const auto page = drawn();
  models::PageText text = read(page, words_of(page).size());
  auto& words = text.blocks.at(0).lines.at(0).words;
  words.erase(words.begin(), words.begin() + 2);
  const auto cut = find_cut_ends(page.image, text);
  ASSERT_EQ(cut.size(), 1U);
  EXPECT_EQ(cut.front(), words_of(page).at(2).box);
}

TEST(CutEnds, PrintThatRunsOffTheSheetIsCutAtItsEdge) {
  const auto page = drawn();
  const models::Box last = words_of(page).back().box;
  const cv::Mat sheet = page.image.colRange(0, cvRound(last.right()) + 2);
  const auto cut = find_cut_ends(sheet, read(page, words_of(page).size()));
  ASSERT_EQ(cut.size(), 1U);
  EXPECT_EQ(cut.front(), last);
  const cv::Mat roomy = page.image.colRange(0, cvRound(last.right() + last.height / 2));
  EXPECT_TRUE(find_cut_ends(roomy, read(page, words_of(page).size())).empty());
}

TEST(CutEnds, LeadersRulingsBordersAndARedSealAreNoLetters) {
  const auto page = drawn();
  const models::Box last = words_of(page).back().box;
  const cv::Mat image = page.image.clone();
  const int x = cvRound(last.right()), y = cvRound(last.bottom());
  for (int dot = 0; dot < 20; ++dot) cv::circle(image, {x + 10 + 9 * dot, y - 3}, 2, cv::Scalar::all(20), cv::FILLED);
  cv::line(image, {x + 5, y + 1}, {x + 200, y + 1}, cv::Scalar::all(20), 3);
  cv::line(image, {x + 30, 0}, {x + 30, 299}, cv::Scalar::all(20), 3);
  cv::circle(image, {x + 60, 120}, 60, cv::Scalar(60, 50, 230), 10);
  EXPECT_TRUE(find_cut_ends(image, read(page, words_of(page).size())).empty());
}

TEST(CutEnds, NoPixelsOrNoWordsAreNothing) {
  EXPECT_TRUE(find_cut_ends({}, read(drawn(), 2)).empty());
  EXPECT_TRUE(find_cut_ends(drawn().image, {}).empty());
}

}  // namespace
}  // namespace hoso::extraction
