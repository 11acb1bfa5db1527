// SPDX-License-Identifier: Apache-2.0
#include "extraction/page/head.h"

#include <gtest/gtest.h>

#include "extraction/page/page_view.h"
#include "tests/extraction/paper.h"

namespace hoso::extraction {
namespace {

using tests::Paper;

Head head_of(const models::ComposedPage& page) { return read_head(lay_out(page), *built_in_types()); }

std::string value_of(const std::optional<Finding>& finding) { return finding ? finding->value : ""; }

TEST(Head, IsReadThoughBothColumnsAreOneLine) {
  const auto page = Paper()
                        .head("Số: 15/QĐ-UBND", "Đông Anh, ngày 05 tháng 01 năm 2020")
                        .as_one_line()
                        .title("QUYẾT ĐỊNH")
                        .body(250, 12)
                        .page();
  const Head head = head_of(page);
  EXPECT_TRUE(head.strong());
  EXPECT_EQ(value_of(head.agencies.issuing), "ỦY BAN NHÂN DÂN HUYỆN ĐÔNG ANH");
  EXPECT_EQ(value_of(head.number), "15");
  EXPECT_EQ(value_of(head.symbol), "QĐ-UBND");
  EXPECT_EQ(head.abbreviation, "QĐ");
  EXPECT_EQ(value_of(head.place), "Đông Anh");
  ASSERT_TRUE(head.date);
  EXPECT_EQ(head.date->value, "05 tháng 01 năm 2020");
  EXPECT_EQ(head.date->normalised, "2020-01-05");
  EXPECT_TRUE(head.date->validated);
}

TEST(Head, AnEmptyPlaceForTheNumberGivesNoNumber) {
  const auto page = Paper().head("Số:       /QĐ-UBND", "Đông Anh, ngày       tháng 01 năm 2020").body(250, 12).page();
  const Head head = head_of(page);
  EXPECT_FALSE(head.number);
  EXPECT_TRUE(head.number_line);
  EXPECT_EQ(value_of(head.symbol), "QĐ-UBND");
  EXPECT_FALSE(head.date);
  EXPECT_EQ(value_of(head.place), "Đông Anh");
}

TEST(Head, WhatAPenWroteAndNobodyCouldReadIsNoNumber) {
  for (const char* line : {"Số: Ø2 /CT-UBND", "Số: 4† /QĐ-UBND", "Số: 2 # /CT-UBND"}) {
    const auto page = Paper().head(line, "Đông Anh, ngày 05 tháng 01 năm 2020").body(250, 12).page();
    EXPECT_FALSE(head_of(page).number) << line;
    EXPECT_TRUE(head_of(page).symbol) << line;
  }
}

TEST(Head, ANumberSetInAGapIsNotSurelyPrint) {
  const auto page = Paper().head("Số: 47 /QĐ-UBND", "Đông Anh, ngày 05 tháng 01 năm 2020").body(250, 12).page();
  const Head head = head_of(page);
  EXPECT_EQ(value_of(head.number), "47");
  EXPECT_FALSE(head.number->validated);
  EXPECT_LT(head.number->confidence, 0.7);
  EXPECT_FALSE(head.date->validated);  // who writes the number by hand writes the day, too
}

TEST(Head, ANormativeTextHasItsYearInTheSymbol) {
  const auto page = Paper().head("Số: 15/2020/QĐ-UBND", "Đông Anh, ngày 05 tháng 3 năm 2020").body(250, 12).page();
  const Head head = head_of(page);
  EXPECT_EQ(value_of(head.number), "15");
  EXPECT_EQ(value_of(head.symbol), "2020/QĐ-UBND");
  EXPECT_EQ(head.abbreviation, "QĐ");
}

TEST(Head, RecognisersFaultsInTheNumberLineAreSuffered) {
  for (const char* line : {"Sô: 15/QÐ-UBND", "So: 15/QĐ-UBND", "Số:15/QĐ - UBND", "SỐ 15/QĐ-UBND"}) {
    const auto page = Paper().head(line, "Đông Anh, ngảy 05 tháng 01 nãm 2020").body(250, 12).page();
    const Head head = head_of(page);
    EXPECT_EQ(value_of(head.number), "15") << line;
    EXPECT_EQ(value_of(head.symbol), "QĐ-UBND") << line;
    ASSERT_TRUE(head.date) << line;
    EXPECT_EQ(head.date->normalised, "2020-01-05");
  }
}

TEST(Head, ADayThatDoesNotExistIsNoDate) {
  const auto page = Paper().head("Số: 15/QĐ-UBND", "Đông Anh, ngày 31 tháng 4 năm 2020").body(250, 12).page();
  EXPECT_FALSE(head_of(page).date);
}

TEST(Head, ADateWrittenAgainstTheDecreeIsDoubted) {
  const auto by_rule = Paper().head("Số: 15/QĐ-UBND", "Đông Anh, ngày 05 tháng 02 năm 2020").body(250, 12).page();
  const auto against = Paper().head("Số: 15/QĐ-UBND", "Đông Anh, ngày 5 tháng 2 năm 2020").body(250, 12).page();
  EXPECT_LT(head_of(against).date->confidence, head_of(by_rule).date->confidence);
}

TEST(Head, PartyDocumentsHaveAHyphenAndNoNationalName) {
  const auto page = Paper()
                        .centred(165, 60, "TỈNH ỦY LÂM ĐỒNG")
                        .centred(420, 60, "ĐẢNG CỘNG SẢN VIỆT NAM")
                        .centred(165, 77, "*")
                        .centred(165, 94, "Số 12-QĐ/TU")
                        .centred(420, 94, "Đà Lạt, ngày 14 tháng 6 năm 2021")
                        .body(250, 12)
                        .page();
  const Head head = head_of(page);
  EXPECT_TRUE(head.party);
  EXPECT_TRUE(head.strong());
  EXPECT_EQ(value_of(head.agencies.issuing), "TỈNH ỦY LÂM ĐỒNG");
  EXPECT_EQ(value_of(head.number), "12");
  EXPECT_EQ(value_of(head.symbol), "QĐ/TU");
  EXPECT_EQ(head.abbreviation, "QĐ");
}

TEST(Head, TheUpperOfTwoHeadsIsTheDocumentsOwn) {
  const auto page = Paper()
                        .head("Số: 15/QĐ-UBND", "Đông Anh, ngày 05 tháng 01 năm 2020")
                        .body(250, 10)
                        .centred(165, 560, "PHÒNG NỘI VỤ")
                        .centred(165, 577, "Số: 99/SY-PNV")
                        .centred(420, 577, "Đông Anh, ngày 20 tháng 5 năm 2022")
                        .page();
  const Head head = head_of(page);
  EXPECT_EQ(value_of(head.number), "15");
  EXPECT_EQ(head.date->normalised, "2020-01-05");
}

TEST(Head, RunningTextHasNone) {
  const auto page = Paper().body(60, 30).page();
  const Head head = head_of(page);
  EXPECT_FALSE(head.strong());
  EXPECT_FALSE(head.number);
  EXPECT_FALSE(head.agencies.issuing);
}

TEST(Head, MarksOfAnAgencyComeBackFromThePlace) {
  const auto page = Paper()
                        .centred(165, 60, "ỦY BAN NHÂN DÂN")
                        .centred(420, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
                        .centred(165, 77, "TINH QUANG NGAI")
                        .centred(420, 77, "Độc lập - Tự do - Hạnh phúc")
                        .centred(165, 105, "Số: 7/BC-UBND")
                        .centred(420, 105, "Quảng Ngãi, ngày 05 tháng 01 năm 2020")
                        .body(250, 12)
                        .page();
  EXPECT_EQ(value_of(head_of(page).agencies.issuing), "ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI");
}

TEST(Head, ContractsWriteNumberAndDateBelowTheTitle) {
  const auto page = Paper()
                        .centred(320, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
                        .centred(320, 77, "Độc lập - Tự do - Hạnh phúc")
                        .centred(320, 120, "HỢP ĐỒNG")
                        .centred(320, 150, "Số: 12/2022/HĐ-DV")
                        .body(180, 4)
                        .print(120, 300, "Hôm nay, ngày 21 tháng 7 năm 2022, tại Hà Nội, chúng tôi gồm có:")
                        .body(330, 12)
                        .page();
  const Head head = head_of(page);
  EXPECT_FALSE(head.columns);
  EXPECT_EQ(value_of(head.number), "12");
  EXPECT_EQ(value_of(head.symbol), "2022/HĐ-DV");
  ASSERT_TRUE(head.date);
  EXPECT_EQ(head.date->normalised, "2022-07-21");
}

}  // namespace
}  // namespace hoso::extraction
