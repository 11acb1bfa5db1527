// SPDX-License-Identifier: Apache-2.0
#include "ocr/accepted.h"

#include <gtest/gtest.h>

#include "ocr/blank.h"
#include "tests/ocr/texts.h"

namespace hoso::ocr {
namespace {

using tests::line_at;

TEST(Accepted, DropsRulingsAndStrayMarks) {
  const auto text =
      accepted(tests::page_of({line_at(0, 0, {"1", "|", "Võ", "Nam_", "|Xóm"}), line_at(0, 60, {"~", "-"}, 0.3)}), {});
  EXPECT_EQ(models::text_of(text), "1 Võ Nam Xóm\n");
}

TEST(Accepted, DropsLinesReadWithoutConfidence) {
  const auto text = accepted(tests::page_of({line_at(0, 0, {"lllll", "wvii"}, 0.1), line_at(0, 60, {"ab"}, 0.4),
                                             line_at(0, 120, {"Điều", "1"}, 0.9)}),
                             {});
  EXPECT_EQ(models::text_of(text), "Điều 1\n");
}

/// A line of words, each read with a confidence of its own.
models::Line line_of(const std::vector<std::pair<std::string, double>>& words) {
  std::vector<std::string> texts;
  for (const auto& [text, confidence] : words) texts.push_back(text);
  models::Line line = line_at(0, 0, texts);
  for (std::size_t i = 0; i < words.size(); ++i) line.words[i].confidence = words[i].second;
  return line;
}

TEST(Accepted, ASureWordKeepsItsLine) {
  EXPECT_EQ(models::text_of(accepted(tests::page_of({line_of({{"Số:", 0.99}, {"989/QĐ-UBND", 0.1}})}), {})),
            "Số: 989/QĐ-UBND\n");
  EXPECT_EQ(models::word_count(accepted(tests::page_of({line_of({{"ii", 0.6}, {"lllllwvii", 0.1}})}), {})), 0U);
  EXPECT_EQ(models::word_count(accepted(tests::page_of({line_of({{"i", 0.99}, {"lllllwvii", 0.1}})}), {})), 0U);
}

TEST(Accepted, ASureLabelKeepsItsLine) {
  EXPECT_EQ(models::text_of(accepted(tests::page_of({line_of({{"Số:", 0.96}, {"O", 0.2}})}), {})), "Số: O\n");
  EXPECT_EQ(models::word_count(accepted(tests::page_of({line_of({{"Số", 0.96}, {"O", 0.2}})}), {})), 0U);
  EXPECT_EQ(models::word_count(accepted(tests::page_of({line_of({{"Số:", 0.7}, {"O", 0.2}})}), {})), 0U);
}

TEST(Accepted, ADashBetweenSureWordsStays) {
  const auto text = accepted(
      tests::page_of(
          {line_of({{"-", 0.4}, {"lập", 0.98}, {"–", 0.4}, {"Tự", 0.98}, {"do", 0.6}, {"-", 0.4}, {"Hạnh", 0.9}})}),
      {});
  EXPECT_EQ(models::text_of(text), "lập – Tự do Hạnh\n");
}

TEST(Accepted, ADashThatIsLongerThanHighStaysBesideWordsWithoutDoubt) {
  models::Line line = line_of({{"giai", 0.9}, {"2021", 0.8}, {"–", 0.3}, {"2030", 0.8}, {"phủ", 0.8}, {"-", 0.3}});
  for (const std::size_t dash : {2U, 5U}) line.words[dash].box.height = line.words[dash].box.width / 2;
  EXPECT_EQ(models::text_of(accepted(tests::page_of({line}), {})), "giai 2021 – 2030 phủ -\n");
  for (const std::size_t dash : {2U, 5U}) line.words[dash].box.height = line.words[dash].box.width;
  EXPECT_EQ(models::text_of(accepted(tests::page_of({line}), {})), "giai 2021 2030 phủ\n") << "specks";
}

TEST(Accepted, DropsSpecksThatLookLikeADigit) {
  models::Line speck = line_at(300, 60, {"1"}, 0.99), digit = line_at(300, 120, {"1"}, 0.99);
  for (models::Box* box : {&speck.box, &speck.words.front().box}) box->height /= 4;
  const auto text = accepted(tests::page_of({line_at(0, 0, {"Điều", "khoản"}, 0.99), speck, digit}), {});
  EXPECT_EQ(models::text_of(text), "Điều khoản\n1\n");
}

TEST(Accepted, KeepsMachineReadableLines) {
  const auto text = accepted(tests::page_of({line_at(0, 0, {"IDVNM1565718425075156571842<<1"}, 0.05)}), {});
  EXPECT_EQ(models::word_count(text), 1U);
}

TEST(Accepted, DropsWordsInsideMarks) {
  const auto text = accepted(tests::page_of({line_at(0, 0, {"giữ", "bỏ"})}), {{75, -10, 100, 60}});
  EXPECT_EQ(models::text_of(text), "giữ\n");
  EXPECT_EQ(text.blocks.front().box, text.blocks.front().lines.front().words.front().box);
}

TEST(Blank, NeedsNeitherWordsNorInk) {
  EXPECT_TRUE(is_blank({.ink_coverage = 0.0001, .text_components = 3, .words = 0}));
  EXPECT_FALSE(is_blank({.ink_coverage = 0.0001, .text_components = 3, .words = 5}));
  EXPECT_FALSE(is_blank({.ink_coverage = 0.02, .text_components = 3, .words = 0}));  // a stamp
  EXPECT_FALSE(is_blank({.ink_coverage = 0.001, .text_components = 60, .words = 0}));
}

TEST(Blank, AMarkInCapitalsIsNoDust) {
  EXPECT_TRUE(has_stamp(tests::page_of({line_at(0, 0, {"TỐI", "MẬT"}, 0.95)})));
  EXPECT_FALSE(has_stamp(tests::page_of({line_at(0, 0, {"MẬT"}, 0.8)}))) << "not read surely";
  EXPECT_FALSE(has_stamp(tests::page_of({line_at(0, 0, {"Mật", "TO", "II1", "12/5"}, 0.95)})));
  EXPECT_FALSE(has_stamp({}));
}

TEST(Blank, CountsOnlyWordsThatWereReadSurely) {
  EXPECT_EQ(
      confident_words(tests::page_of({line_at(0, 0, {"chữ", "rõ", "x"}, 0.95), line_at(0, 60, {"không", "rõ"}, 0.5)})),
      2);
}

}  // namespace
}  // namespace hoso::ocr
