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

TEST(Places, ANameEndsAtAComma) {
  EXPECT_EQ(repaired("phường Tân Lợi, thành phố Buôn Ma Thuột"), "phường Tân Lợi, thành phố Buôn Ma Thuột")
      << "not Tân Lợi Thạnh";
  EXPECT_EQ(repaired("xã Tân Lợi Thanh, huyện Giồng Trôm"), "xã Tân Lợi Thạnh, huyện Giồng Trôm");
}

bool may_be_misread(const std::string& text) { return Places::built_in().may_be_misread(text); }

TEST(Places, ANameBesideThoseOfTheListsMayBeMisread) {
  EXPECT_TRUE(may_be_misread("ỦY BAN NHÂN DÂN PHƯỜNG ĐỒNG KY")) << "Đồng Kỳ, Đồng Kỵ";
  EXPECT_FALSE(may_be_misread("ỦY BAN NHÂN DÂN PHƯỜNG ĐỒNG KỴ"));
  EXPECT_TRUE(may_be_misread("xã Ia Giai, huyện Chư Sê, tỉnh Gia Lai")) << "Ia Glai";
  EXPECT_FALSE(may_be_misread("xã Ia Glai, huyện Chư Sê, tỉnh Gia Lai"));
  EXPECT_FALSE(may_be_misread("xã Ia Giai")) << "a commune that no list has may be merged by now";
  EXPECT_FALSE(may_be_misread("xã Đăk R’Moan, tỉnh Đắk Nông"));
  for (const char* text : {"", "Số 12 phố Huế", "Trần Xã", "huyện"}) EXPECT_FALSE(may_be_misread(text)) << text;
}

TEST(Places, PartsOfAnAddressAreDividedByCommasOrByNothing) {
  EXPECT_TRUE(may_be_misread("phường Hòa Cường Bắc, quận Hải Châu. Đà Nẵng"));
  EXPECT_TRUE(may_be_misread("Số 4, phường Tân Lợi thành phố Buôn Ma Thuột, tỉnh Đắk Lắk"));
  EXPECT_FALSE(may_be_misread("Số 4, phường Tân Lợi, thành phố Buôn Ma Thuột, tỉnh Đắk Lắk"));
  EXPECT_FALSE(may_be_misread("phường Tân Lợi thành phố Buôn Ma Thuột"));
  EXPECT_FALSE(may_be_misread("phường Bến Nghé, TP. Hồ Chí Minh"));
  EXPECT_FALSE(may_be_misread("Phường 9, quận 3, Thành phố Hồ Chí Minh"));
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

TEST(Places, SpellingsOfOneNameStayAsPrinted) {
  EXPECT_EQ(repaired("tỉnh Thanh Hoá"), "tỉnh Thanh Hoá");
  EXPECT_EQ(repaired("xã Đắk R’Moan, tỉnh Đắk Nông"), "xã Đắk R’Moan, tỉnh Đắk Nông");
  EXPECT_EQ(repaired("UBND XÃ ĐẮK R’MOAN"), "UBND XÃ ĐẮK R’MOAN");
  EXPECT_EQ(repaired("xã Đak R’Moan, tỉnh Đăk Nông"), "xã Đăk R’Moan, tỉnh Đắk Nông");
}

TEST(Places, CodesMeanTheProvincesOfTheirTime) {
  EXPECT_EQ(Places::built_in().province_before_2025("15"), "Yên Bái");
  EXPECT_EQ(Places::built_in().province_before_2025("96"), "Cà Mau");
  EXPECT_EQ(Places::built_in().province_before_2025("03"), "");
}

TEST(Places, AFaultInAFileIsTold) { EXPECT_FALSE(Places::parse("[[period", "[districts]", "")); }

TEST(Places, AnAddressBelongsWhereItsCommuneAndDistrictLie) {
  const Places& places = Places::built_in();
  EXPECT_EQ(places.belongs("Thôn Đoài, xã Bình Lợi, huyện Vĩnh Cửu, tỉnh Đồng Nai", "2023-06-19"), true);
  EXPECT_EQ(places.belongs("Thôn Đoài, XÃ BÌNH LỢI, HUYỆN VĨNH CỬU, TỈNH ĐỒNG NAI, Việt Nam", ""), true);
  EXPECT_EQ(places.belongs("xã Bình Lợi, huyện Vĩnh Cửu, tỉnh Nghệ An", "2023-06-19"), false);
  EXPECT_EQ(places.belongs("xã Uy Nỗ, huyện Đông Anh, Hà Nội", "2023-06-19"), true);
  EXPECT_EQ(places.belongs("xã Uy Nỗ, Nghệ An", "2023-06-19"), false) << "in no list of that province";
}

TEST(Places, ListsOfLaterDoNotCountAndThoseOfBeforeDo) {
  const Places& places = Places::built_in();
  // Hà Giang went into Tuyên Quang in July 2025.
  EXPECT_EQ(places.belongs("xã Đồng Văn, tỉnh Tuyên Quang", "2026-01-05"), true);
  EXPECT_EQ(places.belongs("xã Đồng Văn, tỉnh Tuyên Quang", "2024-01-05"), false);
  EXPECT_EQ(places.belongs("xã Đồng Văn, tỉnh Tuyên Quang", ""), true) << "without a day either may be meant";
  EXPECT_EQ(places.belongs("xã Kim Liên, huyện Nam Đàn, tỉnh Nghệ An", "2026-01-05"), true) << "a place of birth";
}

TEST(Places, OfNamesThatNoListHasNothingIsSaid) {
  const Places& places = Places::built_in();
  EXPECT_EQ(places.belongs("Phường 9, Quận 3, Thành phố Hồ Chí Minh", "2023-06-19"), std::nullopt);
  EXPECT_EQ(places.belongs("xã Không Có Tên, huyện Vĩnh Cửu, tỉnh Đồng Nai", ""), std::nullopt);
  EXPECT_EQ(places.belongs("xã Bình Lợi, tỉnh Hà Tây", ""), std::nullopt);
  EXPECT_EQ(places.belongs("Chi nhánh Quảng Ninh, Quảng Ninh", ""), std::nullopt) << "Quảng is no quận";
  EXPECT_EQ(places.belongs("Tô Hiệu, Xa La, Hà Nội", ""), std::nullopt) << "Xa is no xã";
  EXPECT_EQ(places.belongs("", ""), std::nullopt);
}

TEST(Places, ProvincesHaveTheirTime) {
  const Places& places = Places::built_in();
  EXPECT_EQ(places.was_province("HÀ GIANG", "2025-06-30"), true);
  EXPECT_EQ(places.was_province("HÀ GIANG", "2025-07-01"), false);
  EXPECT_EQ(places.was_province("Nghệ An", "2025-07-01"), true);
  EXPECT_EQ(places.was_province("Hà Tây", "2025-07-01"), std::nullopt);
  EXPECT_TRUE(places.was_district_only("Vinh"));
  EXPECT_FALSE(places.was_district_only("Bắc Ninh"));
}

TEST(Places, AnAddressMayEndInTheMidstOfAName) {
  const Places& places = Places::built_in();
  EXPECT_TRUE(places.ends_cut("phường An Hòa, thành phố Rạch Giá, tỉnh Kiên"));
  EXPECT_TRUE(places.ends_cut("phường Mỏ Chè, thành phố Sông"));
  EXPECT_FALSE(places.ends_cut("phường An Hòa, thành phố Rạch Giá, tỉnh Kiên Giang"));
  EXPECT_FALSE(places.ends_cut("phường An Hòa, thành phố Rạch Giá"));
  EXPECT_FALSE(places.ends_cut("xã Kỳ Anh, Hà Tĩnh")) << "no rank";
  EXPECT_FALSE(places.ends_cut("phường Xuân Lâm, Tĩnh Gia")) << "Tĩnh is no tỉnh";
  EXPECT_FALSE(places.ends_cut("tỉnh Kiên")) << "no address";
}

}  // namespace
}  // namespace hoso::extraction
