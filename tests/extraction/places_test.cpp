// SPDX-License-Identifier: Apache-2.0
#include "extraction/text/places.h"

#include <gtest/gtest.h>

namespace hoso::extraction {
namespace {

std::string repaired(const std::string& text) { return Places::built_in().repaired(text).text; }

TEST(Places, MarksAreReadRightBehindARank) {
  EXPECT_EQ(repaired("Số 13, phường Lam Sơn, thị xã Bim Sơn, tỉnh Thanh Hoa"),
            "Số 13, phường Lam Sơn, thị xã Bỉm Sơn, tỉnh Thanh Hóa");
  EXPECT_EQ(repaired("ỦY BAN NHÂN DÂN HUYỆN CƯ MGAR"), "ỦY BAN NHÂN DÂN HUYỆN CƯ M’GAR");
  EXPECT_EQ(repaired("Công an huyện Cư Migar"), "Công an huyện Cư M’gar");
  EXPECT_EQ(repaired("xã Vân Hà, huyện Đông Anh, Ha Nội"), "xã Vân Hà, huyện Đông Anh, Hà Nội");
}

TEST(Places, CommunesOfBothTimesAreKnown) {
  EXPECT_EQ(repaired("xã Quang Phú Cầu, huyện Ứng Hòa"), "xã Quảng Phú Cầu, huyện Ứng Hòa");
  EXPECT_EQ(repaired("Thị trấn Cái Đôi Vam, tỉnh Cà Mau"), "Thị trấn Cái Đôi Vàm, tỉnh Cà Mau");
  EXPECT_EQ(repaired("UBND phường Nùng Tri Cao"), "UBND phường Nùng Trí Cao") << "since 2025";
  EXPECT_EQ(repaired("Nguyễn Phương Quang Phú Cầu"), "Nguyễn Phương Quang Phú Cầu") << "a name";
  EXPECT_EQ(repaired("xã Tân Lập"), "xã Tân Lập");
  EXPECT_EQ(repaired("xã An Phu"), "xã An Phu") << "An Phú, An Phụ";
}

TEST(Places, OtherWordsStay) {
  for (const char* text : {"Lê Bim Sơn", "Trần Thanh Hoa", "xã Bim Sông", "huyện Xa Lắm, tỉnh Xa Hơn", ""})
    EXPECT_EQ(repaired(text), text);
}

TEST(Places, WhatOnlyBeginsLikeAKnownNameStays) {
  EXPECT_EQ(repaired("thành phố Vĩnh Xuân"), "thành phố Vĩnh Xuân");  // not Vinh
  EXPECT_EQ(repaired("thành phố Vịnh Nghê An"), "thành phố Vinh Nghê An");
  EXPECT_EQ(repaired("UBND thành phố Vịnh ban hành"), "UBND thành phố Vinh ban hành");
}

TEST(Places, ANameThatSeveralPlacesShareButForMarksStays) {
  EXPECT_EQ(repaired("huyện Thanh Trì"), "huyện Thanh Trì");
  EXPECT_EQ(repaired("huyện Thanh Tri"), "huyện Thanh Tri");  // Thanh Trì, Thạnh Trị
}

TEST(Places, SpellingsOfOneNameStayAsPrinted) { EXPECT_EQ(repaired("tỉnh Thanh Hoá"), "tỉnh Thanh Hoá"); }

TEST(Places, CodesMeanTheProvincesOfTheirTime) {
  EXPECT_EQ(Places::built_in().province_before_2025("15"), "Yên Bái");
  EXPECT_EQ(Places::built_in().province_before_2025("96"), "Cà Mau");
  EXPECT_EQ(Places::built_in().province_before_2025("03"), "");
}

TEST(Places, AFaultInAFileIsTold) { EXPECT_FALSE(Places::parse("[[period", "[districts]", "")); }

}  // namespace
}  // namespace hoso::extraction
