// SPDX-License-Identifier: Apache-2.0
#include "extraction/page/agency.h"

#include <gtest/gtest.h>

#include "extraction/types/document_types.h"
#include "tests/extraction/paper.h"

namespace hoso::extraction {
namespace {

struct Case {
  std::vector<std::string> lines;
  std::string parent, issuing;
};

class AgencyTable : public ::testing::TestWithParam<Case> {};

TEST_P(AgencyTable, IsReadFromItsLines) {
  tests::Paper paper;
  double y = 60;
  for (const std::string& line : GetParam().lines) paper.centred(165, y, line), y += 17;
  const auto page = paper.page();
  const PageLayout layout = lay_out(page);
  const Agencies found = read_agencies(layout.segments, built_in_types()->administrative());
  EXPECT_EQ(found.parent ? found.parent->value : "", GetParam().parent);
  EXPECT_EQ(found.issuing ? found.issuing->value : "", GetParam().issuing);
}

INSTANTIATE_TEST_SUITE_P(
    Agencies, AgencyTable,
    ::testing::Values(
        Case{{"BỘ NỘI VỤ"}, "", "BỘ NỘI VỤ"},
        Case{{"ỦY BAN NHÂN DÂN", "TỈNH QUẢNG NGÃI"}, "", "ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI"},
        Case{{"TỈNH ĐẮK LẮK", "ỦY BAN NHÂN DÂN", "HUYỆN CƯ M’GAR"}, "TỈNH ĐẮK LẮK", "ỦY BAN NHÂN DÂN HUYỆN CƯ M’GAR"},
        Case{{"ỦY BAN NHÂN DÂN", "THÀNH PHỐ THỦ ĐỨC", "PHÒNG NỘI VỤ"},
             "ỦY BAN NHÂN DÂN THÀNH PHỐ THỦ ĐỨC",
             "PHÒNG NỘI VỤ"},
        Case{{"UBND TỈNH LÂM ĐỒNG", "SỞ GIÁO DỤC VÀ", "ĐÀO TẠO"}, "UBND TỈNH LÂM ĐỒNG", "SỞ GIÁO DỤC VÀ ĐÀO TẠO"},
        Case{{"BỘ TÀI CHÍNH", "TỔNG CỤC THUẾ"}, "BỘ TÀI CHÍNH", "TỔNG CỤC THUẾ"},
        Case{{"TĨNH ĐẮK LẮK", "UBND HUYỆN KRÔNG NĂNG"}, "TỈNH ĐẮK LẮK", "UBND HUYỆN KRÔNG NĂNG"},
        Case{{"THÀNH ỦY HÀ NỘI", "BAN TỔ CHỨC", "*"}, "THÀNH ỦY HÀ NỘI", "BAN TỔ CHỨC"},
        Case{{"CÔNG VĂN ĐẾN", "Ngày: 17/6 BỘ TÀI CHÍNH", "CHI CỤC THUẾ HUYỆN ĐÔNG ANH"},
             "BỘ TÀI CHÍNH",
             "CHI CỤC THUẾ HUYỆN ĐÔNG ANH"},
        Case{{"ỦY BAN NHÂN DÂN XÃ UY NỖ CỘNG", "BỘ PHẬN MỘT CỬA"}, "ỦY BAN NHÂN DÂN XÃ UY NỖ", "BỘ PHẬN MỘT CỬA"},
        Case{{"CÔNG TY DỊCH VỤ CÔNG CỘNG"}, "", "CÔNG TY DỊCH VỤ CÔNG CỘNG"},
        Case{{"BHXH TỈNH SƠN LA", "BHXH HUYỆN MƯỜNG LA"}, "BHXH TỈNH SƠN LA", "BHXH HUYỆN MƯỜNG LA"},
        Case{{"UBND XÃ UY NỖ", "BỘ PHẬN MỘT CỬA", "H26.4-220624-6201"}, "UBND XÃ UY NỖ", "BỘ PHẬN MỘT CỬA"},
        Case{{"UBND TỈNH CÀ MAU", "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ"}, "UBND TỈNH CÀ MAU", "BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ"},
        Case{{"BỘ TÀI CHÍNH", "CHI CỤC HẢI QUAN KHU VỰC VI"}, "BỘ TÀI CHÍNH", "CHI CỤC HẢI QUAN KHU VỰC VI"},
        Case{{"SỞ Y TẾ", "Số: /QĐ-SYT"}, "", "SỞ Y TẾ"}, Case{{"về việc khen thưởng"}, "", ""}));

TEST(Agencies, AWordAloneThatBecomesTheListsIsForReview) {
  const auto validated = [](const char* line) {
    const auto page = tests::Paper().centred(165, 60, line).page();
    const auto found = read_agencies(lay_out(page).segments, built_in_types()->administrative());
    return found.issuing && found.issuing->validated;
  };
  EXPECT_TRUE(validated("PHÒNG KINH TẾ QUẬN BA ĐÌNH"));
  EXPECT_FALSE(validated("PHÒNG KINH TẾ QUÂN BA ĐÌNH"));
  EXPECT_TRUE(validated("ỦY BAN NHẤN DÂN QUẬN BA ĐÌNH")) << "a phrase can mean nothing else";
}

}  // namespace
}  // namespace hoso::extraction
