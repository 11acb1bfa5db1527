// SPDX-License-Identifier: Apache-2.0
#include "hoso/extraction/assemble.h"

#include <algorithm>
#include <functional>

#include <gtest/gtest.h>

#include "tests/extraction/paper.h"

namespace hoso::extraction {
namespace {

using models::Document;
using models::Field;
using models::Verdict;
using tests::changed;
using tests::field_of;
using tests::Paper;

constexpr const char* kDate = "Đông Anh, ngày 05 tháng 01 năm 2020";

std::vector<std::string> values_of(const Document& document, const std::string& name) {
  std::vector<std::string> out;
  for (const Field& field : document.fields)
    if (field.name == name) out.push_back(field.value);
  return out;
}

Paper decision(int number, const std::string& number_line = "Số: 15/QĐ-UBND") {
  return Paper(number)
      .head(number_line, kDate)
      .title("QUYẾT ĐỊNH", {"Về việc khen thưởng năm 2019"})
      .centred(320, 200, "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN ĐÔNG ANH")
      .body(240, 10)
      .foot(480, {"CHỦ TỊCH"}, "Trần Xuân Thủy");
}

TEST(Assemble, ValuesThatTheFileItselfGivesHaveThatAmongTheirChecks) {
  const auto page = changed(decision(1).page(), [](models::Word& word) {
    word.source = models::TextSource::given;
    word.confidence = 0.999;
  });
  const auto documents = assemble({page}, *built_in_types());
  ASSERT_EQ(documents.size(), 1U);
  for (const char* name : {"subject", "issuing_agency", "signer"}) {
    const Field* field = field_of(documents[0], name);
    ASSERT_NE(field, nullptr) << name;
    EXPECT_EQ(field->verdict, Verdict::accept) << name;
    ASSERT_FALSE(field->checks.empty()) << name;
    EXPECT_EQ(field->checks.back().name, "own_text");
    EXPECT_TRUE(field->checks.back().holds);
  }
}

TEST(Assemble, NothingIsAcceptedThatTheFileItselfContradicts) {
  const auto page = changed(decision(1).page(), [](models::Word& word) {
    if (word.text == "ANH" || word.text == "thưởng") word.other = "AN", word.confidence = 0.7;
  });
  const auto documents = assemble({page}, *built_in_types());
  ASSERT_EQ(documents.size(), 1U);
  for (const char* name : {"subject", "issuing_agency"}) {
    const Field* field = field_of(documents[0], name);
    ASSERT_NE(field, nullptr) << name;
    EXPECT_EQ(field->verdict, Verdict::review) << name;
    ASSERT_FALSE(field->checks.empty()) << name;
    EXPECT_FALSE(field->checks.back().holds) << name;
    ASSERT_FALSE(field->alternatives.empty()) << name;
    EXPECT_EQ(field->alternatives.back().why, "own_text");
  }
  EXPECT_EQ(field_of(documents[0], "issuing_agency")->alternatives.back().value, "ỦY BAN NHÂN DÂN HUYỆN ĐÔNG AN");
}

TEST(Assemble, NothingIsAcceptedForWhichTheFileHadToSupplyDigits) {
  const auto page = changed(decision(1).page(), [](models::Word& word) {
    word.source = models::TextSource::given;
    if (word.text == "2019") word.other = "2O19", word.confidence = 0.7;
  });
  const auto documents = assemble({page}, *built_in_types());
  ASSERT_EQ(documents.size(), 1U);
  const Field* subject = field_of(documents[0], "subject");
  ASSERT_NE(subject, nullptr);
  EXPECT_EQ(subject->verdict, Verdict::review);
  ASSERT_FALSE(subject->alternatives.empty());
  EXPECT_EQ(subject->alternatives.back().why, "as_read");
  EXPECT_EQ(subject->alternatives.back().value, "Về việc khen thưởng năm 2O19");
}

TEST(Assemble, WhatTheFileGivesInNearlyTheSameWordsIsNoContradiction) {
  const auto page = changed(decision(1).page(), [](models::Word& word) {
    word.source = models::TextSource::given;
    word.confidence = 0.999;
    if (word.text == "thưởng") word.other = "thường", word.confidence = 0.98;
  });
  const auto documents = assemble({page}, *built_in_types());
  ASSERT_EQ(documents.size(), 1U);
  const Field* field = field_of(documents[0], "subject");
  ASSERT_NE(field, nullptr);
  EXPECT_EQ(field->verdict, Verdict::accept);
  EXPECT_TRUE(field->alternatives.empty());
}

TEST(Assemble, ADecisionHasAllItsFields) {
  const auto documents = assemble({decision(1).page()}, *built_in_types());
  ASSERT_EQ(documents.size(), 1U);
  const Document& document = documents[0];
  EXPECT_EQ(document.type, "quyet_dinh");
  EXPECT_GE(document.confidence, 0.9);
  EXPECT_EQ(values_of(document, "issuing_agency"), std::vector<std::string>{"ỦY BAN NHÂN DÂN HUYỆN ĐÔNG ANH"});
  EXPECT_EQ(values_of(document, "number"), std::vector<std::string>{"15"});
  EXPECT_EQ(values_of(document, "symbol"), std::vector<std::string>{"QĐ-UBND"});
  EXPECT_EQ(values_of(document, "place"), std::vector<std::string>{"Đông Anh"});
  EXPECT_EQ(values_of(document, "type_name"), std::vector<std::string>{"QUYẾT ĐỊNH"});
  EXPECT_EQ(values_of(document, "subject"), std::vector<std::string>{"Về việc khen thưởng năm 2019"});
  EXPECT_EQ(values_of(document, "signer_title"), std::vector<std::string>{"CHỦ TỊCH"});
  EXPECT_EQ(values_of(document, "signer"), std::vector<std::string>{"Trần Xuân Thủy"});
  EXPECT_EQ(values_of(document, "recipients").size(), 3U);
  EXPECT_TRUE(values_of(document, "parent_agency").empty());
  EXPECT_TRUE(values_of(document, "addressee").empty());
  EXPECT_EQ(field_of(document, "date")->normalised, "2020-01-05");
}

TEST(Assemble, AFieldHasItsEvidence) {
  const auto documents = assemble({decision(1).page()}, *built_in_types());
  const Field* number = field_of(documents[0], "number");
  ASSERT_NE(number, nullptr);
  EXPECT_EQ(number->page, 1);
  EXPECT_FALSE(number->box.empty());
  EXPECT_LT(number->box.right(), 1240);  // left half of the page
  EXPECT_EQ(number->verdict, Verdict::accept);
  EXPECT_EQ(number->source, models::FieldSource::ocr);
}

TEST(Assemble, WhatIsReadBadlyIsNotAccepted) {
  Paper paper(1);
  paper.centred(165, 60, "ỦY BAN NHÂN DÂN", 0.5)
      .centred(420, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
      .centred(165, 77, "HUYỆN ĐÔNG ANH", 0.4)
      .centred(420, 77, "Độc lập - Tự do - Hạnh phúc")
      .centred(165, 105, "Số: 15/QĐ-UBND", 0.4)
      .centred(420, 105, kDate, 0.4)
      .title("QUYẾT ĐỊNH")
      .body(250, 12);
  const auto documents = assemble({paper.page()}, *built_in_types());
  for (const char* name : {"number", "date", "issuing_agency"}) {
    const Field* field = field_of(documents[0], name);
    ASSERT_NE(field, nullptr) << name;
    EXPECT_EQ(field->verdict, Verdict::review) << name;
    EXPECT_LT(field->confidence, 0.6) << name;
  }
}

TEST(Assemble, ANumberThatIsNotThereIsAbsent) {
  const auto documents = assemble({decision(1, "Số:        /QĐ-UBND").page()}, *built_in_types());
  EXPECT_EQ(documents[0].type, "quyet_dinh");
  EXPECT_EQ(field_of(documents[0], "number"), nullptr);
  EXPECT_NE(field_of(documents[0], "symbol"), nullptr);
}

TEST(Assemble, TheTitleGivesTheSymbolItsBarBack) {
  const auto documents = assemble({decision(1, "Số: 15/QD-UBND").page()}, *built_in_types());
  EXPECT_EQ(values_of(documents[0], "symbol"), std::vector<std::string>{"QĐ-UBND"});
}

TEST(Assemble, ALetterIsKnownWithoutATitle) {
  const auto page = Paper(1)
                        .head("Số: 15/UBND-VP", kDate)
                        .centred(165, 122, "V/v góp ý dự thảo Nghị định")
                        .centred(320, 190, "Kính gửi: Sở Tài chính")
                        .body(230, 10)
                        .foot(480, {"CHỦ TỊCH"}, "Trần Xuân Thủy")
                        .page();
  const auto documents = assemble({page}, *built_in_types());
  EXPECT_EQ(documents[0].type, "cong_van");
  EXPECT_EQ(values_of(documents[0], "subject"), std::vector<std::string>{"V/v góp ý dự thảo Nghị định"});
  EXPECT_EQ(values_of(documents[0], "addressee"), std::vector<std::string>{"Sở Tài chính"});
  EXPECT_TRUE(values_of(documents[0], "type_name").empty());
}

TEST(Assemble, PaperOfNoKnownTypeIsOtherWithoutFields) {
  const auto documents = assemble({Paper(1).body(60, 30).page()}, *built_in_types());
  ASSERT_EQ(documents.size(), 1U);
  EXPECT_EQ(documents[0].type, "other");
  EXPECT_LT(documents[0].confidence, 0.9);
  EXPECT_TRUE(documents[0].fields.empty());
}

TEST(Assemble, SeparatorsAndBlankPagesAreDocuments) {
  const auto documents = assemble(
      {Paper(1).barcode("Code128", "H26.16-250702-0012").barcode("QRCode", "HOSO:START:H26.16-250702-0012").page(),
       decision(2).page(), Paper(3).blank().page()},
      *built_in_types());
  ASSERT_EQ(documents.size(), 3U);
  EXPECT_EQ(documents[0].type, "separator");
  ASSERT_EQ(documents[0].fields.size(), 1U);
  EXPECT_EQ(documents[0].fields[0].name, "dossier_code");
  EXPECT_EQ(documents[0].fields[0].value, "H26.16-250702-0012");
  EXPECT_EQ(documents[0].fields[0].source, models::FieldSource::qr);
  EXPECT_EQ(documents[2].type, "blank");
  EXPECT_EQ(documents[2].pages, std::vector<int>{3});
}

TEST(Assemble, BothSidesOfACardOnOneSheetAreTwoDocuments) {
  const auto page = Paper(1)
                        .centred(300, 150, "CĂN CƯỚC CÔNG DÂN")
                        .centred(300, 170, "Citizen Identity Card")
                        .print(200, 200, "Họ và tên / Full name:")
                        .print(200, 220, "Ngày sinh / Date of birth: 01/11/1956")
                        .print(200, 240, "Quê quán / Place of origin:")
                        .print(200, 260, "Nơi thường trú / Place of residence:")
                        .print(200, 480, "Đặc điểm nhận dạng / Personal identification:")
                        .print(200, 500, "Ngày, tháng, năm / Date, month, year: 10/05/2023")
                        .print(200, 520, "CỤC TRƯỞNG CỤC CẢNH SÁT")
                        .print(200, 540, "QUẢN LÝ HÀNH CHÍNH VỀ TRẬT TỰ XÃ HỘI")
                        .page();
  const auto documents = assemble({page}, *built_in_types());
  ASSERT_EQ(documents.size(), 2U);
  EXPECT_EQ(documents[0].type, "cccd_front");
  EXPECT_EQ(documents[1].type, "cccd_back");
  ASSERT_TRUE(documents[0].region && documents[1].region);
  EXPECT_LT(documents[0].region->bottom(), documents[1].region->y);
}

struct TitleCase {
  std::string title, symbol, type;
};
class AdministrativeTypes : public ::testing::TestWithParam<TitleCase> {};

TEST_P(AdministrativeTypes, AreToldByTitleAndSymbol) {
  const auto page = Paper(1)
                        .head("Số: 15/" + GetParam().symbol, kDate)
                        .title(GetParam().title, {"Về việc khen thưởng năm 2019"})
                        .body(250, 12)
                        .page();
  const auto documents = assemble({page}, *built_in_types());
  EXPECT_EQ(documents[0].type, GetParam().type);
  EXPECT_GE(documents[0].confidence, 0.9);
}

INSTANTIATE_TEST_SUITE_P(
    Decree30, AdministrativeTypes,
    ::testing::Values(
        TitleCase{"NGHỊ QUYẾT", "NQ-HĐND", "nghi_quyet"}, TitleCase{"CHỈ THỊ", "CT-UBND", "chi_thi"},
        TitleCase{"QUY CHẾ", "QC-UBND", "quy_che"}, TitleCase{"QUY ĐỊNH", "QyĐ-UBND", "quy_dinh"},
        TitleCase{"THÔNG CÁO", "TC-UBND", "thong_cao"}, TitleCase{"THÔNG BÁO", "TB-UBND", "thong_bao"},
        TitleCase{"HƯỚNG DẪN", "HD-SNV", "huong_dan"}, TitleCase{"CHƯƠNG TRÌNH", "CTr-UBND", "chuong_trinh"},
        TitleCase{"KẾ HOẠCH", "KH-UBND", "ke_hoach"}, TitleCase{"PHƯƠNG ÁN", "PA-UBND", "phuong_an"},
        TitleCase{"ĐỀ ÁN", "ĐA-UBND", "de_an"}, TitleCase{"DỰ ÁN", "DA-UBND", "du_an"},
        TitleCase{"BÁO CÁO", "BC-UBND", "bao_cao"}, TitleCase{"BIÊN BẢN", "BB-UBND", "bien_ban"},
        TitleCase{"TỜ TRÌNH", "TTr-UBND", "to_trinh"}, TitleCase{"CÔNG ĐIỆN", "CĐ-UBND", "cong_dien"},
        TitleCase{"BẢN GHI NHỚ", "BGN-UBND", "ban_ghi_nho"}, TitleCase{"BẢN THỎA THUẬN", "BTT-UBND", "ban_thoa_thuan"},
        TitleCase{"GIẤY ỦY QUYỀN", "GUQ-UBND", "giay_uy_quyen"}, TitleCase{"GIẤY MỜI", "GM-UBND", "giay_moi"},
        TitleCase{"GIẤY GIỚI THIỆU", "GGT-UBND", "giay_gioi_thieu"},
        TitleCase{"GIẤY NGHỈ PHÉP", "GNP-UBND", "giay_nghi_phep"}, TitleCase{"PHIẾU GỬI", "PG-UBND", "phieu_gui"},
        TitleCase{"PHIẾU CHUYỂN", "PC-UBND", "phieu_chuyen"}, TitleCase{"PHIẾU BÁO", "PB-UBND", "phieu_bao"}));

}  // namespace
}  // namespace hoso::extraction
