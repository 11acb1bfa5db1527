// SPDX-License-Identifier: Apache-2.0
#include "extraction/text/fuzzy.h"

#include <gtest/gtest.h>

namespace hoso::extraction {
namespace {

TEST(Fuzzy, AKeyHasNoMarksSpacesOrPunctuation) {
  EXPECT_EQ(key_of("QUYẾT ĐỊNH:"), "quyetdinh");
  EXPECT_EQ(key_of("Số: 15/QÐ-BNV"), "so15qdbnv");  // eth for Đ
  EXPECT_EQ(key_of("./. — "), "");
}

TEST(Fuzzy, EditsAreInsertionsDeletionsAndReplacements) {
  EXPECT_EQ(edits_between("quyetdinh", "quyetdinh"), 0U);
  EXPECT_EQ(edits_between("quyetdinh", "quyetdnh"), 1U);
  EXPECT_EQ(edits_between("", "abc"), 3U);
  EXPECT_DOUBLE_EQ(likeness("thongbao", "thongbao"), 1);
  EXPECT_DOUBLE_EQ(likeness("", "thongbao"), 0);
}

TEST(Fuzzy, AnAnchorIsFoundAmongOtherWords) {
  const auto match = find_anchor("tinhlamdongdoclaptudohanhphuc", "doclaptudohanhphuc", 0.8);
  ASSERT_TRUE(match);
  EXPECT_EQ(match->begin, 11U);
  EXPECT_EQ(match->end, 29U);
}

TEST(Fuzzy, AScrapIsNoAnchor) {
  EXPECT_FALSE(find_anchor("on", "conghoaxahoichunghiavietnam", 0.72));
  EXPECT_FALSE(find_anchor("", "doclap", 0.8));
}

TEST(Fuzzy, AnAnchorWithLostLettersIsStillFound) {
  EXPECT_TRUE(find_anchor("conghoaxhichunghiavietnm", "conghoaxahoichunghiavietnam", 0.72));
  EXPECT_TRUE(begins_with_anchor("noinhan", "noinhan", 0.85));
  EXPECT_FALSE(begins_with_anchor("cacnoinhanvanban", "noinhan", 0.85));
}

TEST(Fuzzy, ShortAnchorsMustBeExact) { EXPECT_DOUBLE_EQ(least_likeness("dean"), 1); }

}  // namespace
}  // namespace hoso::extraction
