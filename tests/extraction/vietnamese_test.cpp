// SPDX-License-Identifier: Apache-2.0
#include "extraction/text/vietnamese.h"

#include <gtest/gtest.h>

namespace hoso::extraction {
namespace {

TEST(Vietnamese, SyllablesAreTold) {
  for (const char* word : {"Nguyễn", "nghiêng", "QUYẾT", "Khuất", "Giàng", "gì", "Uông", "Thủy", "khoẻ", "ầm"})
    EXPECT_TRUE(is_syllable(word)) << word;
  for (const char* word : {"UBND", "ghtz", "KTbngoc602", "", "quangngai"}) EXPECT_FALSE(is_syllable(word)) << word;
}

TEST(Vietnamese, OnlyDaysThatExistAreDates) {
  EXPECT_EQ(iso_date(29, 2, 2024), "2024-02-29");
  EXPECT_EQ(iso_date(5, 1, 2020), "2020-01-05");
  EXPECT_FALSE(iso_date(29, 2, 2023));
  EXPECT_FALSE(iso_date(31, 4, 2020));
  EXPECT_FALSE(iso_date(0, 1, 2020));
  EXPECT_FALSE(iso_date(1, 13, 2020));
}

TEST(Vietnamese, MarksAreRepairedFromAClosedList) {
  EXPECT_EQ(with_marks_repaired("TĨNH QUẢNG NGÃI", {"TỈNH"}), "TỈNH QUẢNG NGÃI");
  EXPECT_EQ(with_marks_repaired("PHO CHANH VAN PHONG", {"PHÓ CHÁNH VĂN PHÒNG", "CHÁNH VĂN PHÒNG"}),
            "PHÓ CHÁNH VĂN PHÒNG");
}

TEST(Vietnamese, APlaceOfTheToneIsNoFault) {
  EXPECT_EQ(with_marks_repaired("UỶ BAN NHÂN DÂN", {"ỦY BAN NHÂN DÂN"}), "UỶ BAN NHÂN DÂN");
}

TEST(Vietnamese, RiversOfTheHighlandsBeginWithACapital) {
  EXPECT_EQ(with_usual_signs("Thôn 4, xã la Blang, huyện Chư Sê"), "Thôn 4, xã Ia Blang, huyện Chư Sê");
  EXPECT_EQ(with_usual_signs("la Grai"), "Ia Grai");
  EXPECT_EQ(with_usual_signs("kêu la ầm ĩ"), "kêu la ầm ĩ");
  EXPECT_EQ(with_usual_signs("Xã Lâm Sơn"), "Xã Lâm Sơn");
}

TEST(Vietnamese, OtherWordsStayAsTheyAre) {
  EXPECT_EQ(with_marks_repaired("THÀNH PHỐ VINH", {"TỈNH"}), "THÀNH PHỐ VINH");
  EXPECT_EQ(with_marks_repaired("", {"TỈNH"}), "");
}

TEST(Vietnamese, ASymbolTakesTheMarksOfItsType) {
  EXPECT_EQ(with_leading_marks("QD-UBND", "QĐ"), "QĐ-UBND");
  EXPECT_EQ(with_leading_marks("QĐĐ-UBND", "QĐ"), "QĐ-UBND");
  EXPECT_EQ(with_leading_marks("KH-UBND", "QĐ"), "KH-UBND");
  EXPECT_EQ(with_leading_marks("HD-UBND", "QĐ"), "HD-UBND");
}

TEST(Vietnamese, CapitalisedWordsAreNamesOfPersons) {
  EXPECT_TRUE(is_capitalised("Nguyễn"));
  EXPECT_TRUE(is_capitalised("NGUYỄN"));
  EXPECT_FALSE(is_capitalised("nguyễn"));
  EXPECT_FALSE(is_capitalised("Số1"));
  EXPECT_FALSE(is_capitalised(""));
}

}  // namespace
}  // namespace hoso::extraction
