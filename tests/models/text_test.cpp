// SPDX-License-Identifier: Apache-2.0
#include "hoso/models/text.h"

#include <gtest/gtest.h>

namespace hoso::models {
namespace {

TEST(Text, ATonesMarkIsToldFromALettersOwn) {
  for (const char* text : {"à", "Ấ", "kỵ", "phở", "mũi"}) EXPECT_TRUE(has_tone(text)) << text;
  for (const char* text : {"", "Ky", "ân", "đư", "ăn ơ", "CÔNG TY"}) EXPECT_FALSE(has_tone(text)) << text;
}

TEST(Text, FoldingStripsMarksAndTheStrokeOfD) { EXPECT_EQ(folded("QUYẾT ĐỊNH, đường ƯỚC"), "quyet dinh, duong uoc"); }

TEST(Text, NfcReplacesInvalidBytes) { EXPECT_EQ(nfc("a\xff"), "a\uFFFD"); }

TEST(Text, CollapsedLeavesSingleSpaces) { EXPECT_EQ(collapsed("  a\t\n b\u00A0c "), "a b c"); }

TEST(Text, PrintableIsComposedAndHasNothingThatNobodySees) {
  EXPECT_EQ(printable("a\u0300\u00AD b\u00A0\u200Bc\x07\uF0B7\uE000"), "àbc");
  EXPECT_EQ(printable("a\u200D\u0301"), "á") << "what stood between letter and mark is gone before they are composed";
  EXPECT_EQ(printable("\xff\uFFFD"), "");
  EXPECT_EQ(printable("Số: 12/QĐ-UBND"), "Số:12/QĐ-UBND");
}

Word word_between(const std::string& text, double top, double bottom) { return {text, {0, top, 10, bottom - top}, 1}; }

TEST(Text, TheBaselineIsWhereLettersWithoutDescendersStand) {
  EXPECT_DOUBLE_EQ(baseline_px({{word_between("ngày", 0, 50), word_between("tháng", 0, 50), word_between("ba", 0, 40),
                                 word_between("-", 20, 22)},
                                {}}),
                   40);
  EXPECT_DOUBLE_EQ(baseline_px({{word_between("thị,", 0, 48), word_between("ngày", 0, 50)}, {}}), 48);
  EXPECT_DOUBLE_EQ(baseline_px({{word_between("-", 20, 22)}, {}}), 22);
}

TEST(Text, BlocksAreSeparatedByAnEmptyLine) {
  const Line one{{{"Độc", {}, 1}, {"lập", {}, 0.5}}, {}}, two{{{"Số:", {}, 0}}, {}};
  const PageText text{{{{one, two}, {}}, {{two}, {}}}};
  EXPECT_EQ(text_of(text), "Độc lập\nSố:\n\nSố:\n");
  EXPECT_EQ(word_count(text), 4u);
  EXPECT_DOUBLE_EQ(mean_confidence(text), 1.5 / 4);
  EXPECT_DOUBLE_EQ(mean_confidence({}), 0);
}

}  // namespace
}  // namespace hoso::models
