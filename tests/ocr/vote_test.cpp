// SPDX-License-Identifier: Apache-2.0
#include "ocr/reading/vote.h"

#include <gtest/gtest.h>

namespace hoso::tests {
namespace {

ocr::LineWord word(const std::string& text, double left, double right, double confidence, bool in_dictionary = false) {
  ocr::LineWord word;
  word.text = text;
  word.confidence = confidence;
  word.in_dictionary = in_dictionary;
  word.box = {left, 100, right - left, 30};
  return word;
}

ocr::LineText settled(ocr::LineText reading, const std::vector<ocr::LineText>& others) {
  ocr::settle_doubtful_words(reading, others);
  return reading;
}

TEST(Vote, LeavesSureWordsAlone) {
  const ocr::LineText reading{.words = {word("dân", 0, 50, 95), word("tộc", 60, 110, 93)}};
  EXPECT_TRUE(ocr::doubt_in(reading).empty());
  const ocr::LineText other{.words = {word("dần", 0, 50, 97), word("tốc", 60, 110, 97)}};
  EXPECT_EQ(settled(reading, {other, other}).text(), "dân tộc");
}

TEST(Vote, TakesWhatMostReadingsSee) {
  const ocr::LineText reading{.words = {word("sửa", 0, 50, 95), word("đôi", 60, 110, 84)}};
  const ocr::LineText other{.words = {word("sửa", 0, 50, 95), word("đổi", 61, 111, 80)}};
  EXPECT_FALSE(ocr::doubt_in(reading).empty());
  EXPECT_EQ(settled(reading, {other}).text(), "sửa đôi");
  EXPECT_EQ(settled(reading, {other, other}).text(), "sửa đổi");
}

TEST(Vote, BelievesAWordOfTheDictionaryALittleMore) {
  const ocr::LineText reading{.words = {word("đểi", 60, 110, 84)}};
  EXPECT_EQ(settled(reading, {{.words = {word("đổi", 61, 111, 80)}}}).text(), "đểi");
  EXPECT_EQ(settled(reading, {{.words = {word("đổi", 61, 111, 80, true)}}}).text(), "đổi");
}

TEST(Vote, DividesAWordThatAnotherReadingSeesAsThree) {
  const ocr::LineText reading{
      .words = {word("Ngãi,", 0, 50, 95), word("ngày2#tháng", 60, 200, 40), word("01", 210, 230, 96)}};
  const ocr::LineText other{.words = {word("Ngãi,", 0, 50, 95), word("ngày", 61, 100, 94), word("24", 105, 130, 91),
                                      word("tháng", 140, 199, 94), word("01", 210, 230, 96)}};
  EXPECT_EQ(settled(reading, {other}).text(), "Ngãi, ngày 24 tháng 01");
}

TEST(Vote, IgnoresAReadingThatDividesTheLineOtherwise) {
  const ocr::LineText reading{.words = {word("một", 0, 50, 95), word("hal", 60, 110, 60), word("ba", 120, 150, 95)}};
  EXPECT_EQ(settled(reading, {{.words = {word("một", 0, 50, 95), word("haiba", 60, 150, 94)}}}).text(), "một hal ba");
  EXPECT_EQ(settled(reading, {{.words = {word("một", 0, 50, 95), word("ba", 120, 150, 95)}}}).text(), "một hal ba");
}

TEST(Vote, KnowsWhereTheDoubtBeginsAndEnds) {
  const ocr::LineText reading{.words = {word("một", 0, 50, 95), word("hal", 60, 110, 60), word("ba", 120, 150, 95),
                                        word("bôn", 160, 200, 70), word("năm", 210, 250, 95)}};
  EXPECT_EQ(ocr::doubt_in(reading).first, 1U);
  EXPECT_EQ(ocr::doubt_in(reading).last, 4U);
}

TEST(Vote, IsConfirmedByAReadingThatSaysTheSameWhereThereIsDoubt) {
  const ocr::LineText reading{.words = {word("sửa", 0, 50, 95), word("đổi", 60, 110, 80)}};
  EXPECT_TRUE(ocr::confirms_doubtful_words(reading, {.words = {word("sừa", 0, 50, 95), word("đổi", 61, 111, 70)}}));
  EXPECT_FALSE(ocr::confirms_doubtful_words(reading, {.words = {word("sửa", 0, 50, 95), word("đối", 61, 111, 99)}}));
  EXPECT_FALSE(ocr::confirms_doubtful_words(reading, {.words = {word("sửa", 0, 50, 95)}}));
}

}  // namespace
}  // namespace hoso::tests
