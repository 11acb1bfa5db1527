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
using tests::Paper;

constexpr const char* kDate = "Đông Anh, ngày 05 tháng 01 năm 2020";

std::vector<std::string> values_of(const Document& document, const std::string& name) {
  std::vector<std::string> out;
  for (const Field& field : document.fields)
    if (field.name == name) out.push_back(field.value);
  return out;
}

const Field* field_of(const Document& document, const std::string& name) {
  const auto at = std::find_if(document.fields.begin(), document.fields.end(),
                               [&](const Field& field) { return field.name == name; });
  return at == document.fields.end() ? nullptr : &*at;
}

Paper decision(int number, const std::string& number_line = "Số: 15/QĐ-UBND") {
  return Paper(number)
      .head(number_line, kDate)
      .title("QUYẾT ĐỊNH", {"Về việc khen thưởng năm 2019"})
      .centred(320, 200, "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN ĐÔNG ANH")
      .body(240, 10)
      .foot(480, {"CHỦ TỊCH"}, "Trần Xuân Thủy");
}

/// The page with each word as `change` makes it.
models::ComposedPage changed(models::ComposedPage page, const std::function<void(models::Word&)>& change) {
  for (models::Block& block : page.text.blocks)
    for (models::Line& line : block.lines)
      for (models::Word& word : line.words) change(word);
  return page;
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

/// A declaration that a printer filled in.
Document declaration(const std::string& signer, const std::string& residence) {
  const auto page = Paper()
                        .centred(297, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
                        .centred(297, 76, "Độc lập - Tự do - Hạnh phúc")
                        .centred(297, 115, "TỜ KHAI ĐĂNG KÝ KHAI SINH")
                        .print(85, 175, "Họ, chữ đệm, tên người yêu cầu: Ngô Bích Loan", 0.999)
                        .print(85, 215, "Nơi cư trú: " + residence, 0.999)
                        .print(85, 255, "Họ, chữ đệm, tên: Trần Gia Bảo", 0.999)
                        .print(85, 275, "Ngày, tháng, năm sinh: 01/06/2023", 0.999)
                        .print(85, 295, "Họ, chữ đệm, tên người mẹ: Ngô Bích Loan", 0.999)
                        .print(85, 315, "Họ, chữ đệm, tên người cha: Trần Văn Khoa", 0.999)
                        .centred(440, 380, "Người yêu cầu")
                        .centred(440, 460, signer, 0.999)
                        .page();
  return assemble({page}, *built_in_types()).at(0);
}

Verdict verdict_on(const Document& document, const std::string& name, const std::string& value) {
  const Field* field = field_of(document, name);
  return field == nullptr || field->value != value ? Verdict::missing : field->verdict;
}

constexpr const char* kResidence = "Thôn Đoài, xã Tân Triều, huyện Thanh Trì, thành phố Hà Nội";

TEST(Assemble, WhoSignedAPrintedFormIsAcceptedIfTheFormPrintsThatName) {
  const auto verdict = [](const char* signer) { return verdict_on(declaration(signer, kResidence), "signer", signer); };
  EXPECT_EQ(verdict("Ngô Bích Loan"), Verdict::accept);
  EXPECT_EQ(verdict("Ngô Bích Hoan"), Verdict::review) << "a pen's name that looks like print";
}

TEST(Assemble, AValueThatHoldsALabelNobodyKnowsIsForReview) {
  const auto verdict = [](const std::string& residence) {
    return verdict_on(declaration("Ngô Bích Loan", residence), "residence", residence);
  };
  EXPECT_EQ(verdict(kResidence), Verdict::accept);
  EXPECT_EQ(verdict("Thôn Đoài, xã Tân Triều, huyện Thanh Trì Mã vùng: 10000"), Verdict::review);
}

TEST(Assemble, ASmallLetterByItselfThatMayBeADigitIsForReview) {
  const auto verdict = [](const std::string& residence) {
    return verdict_on(declaration("Ngô Bích Loan", residence), "residence", residence);
  };
  EXPECT_EQ(verdict("Khu phố 6, xã Tân Triều, huyện Thanh Trì"), Verdict::accept);
  EXPECT_EQ(verdict("Khu phố ó, xã Tân Triều, huyện Thanh Trì"), Verdict::review);
  EXPECT_EQ(verdict("Khu phố o2, xã Tân Triều, huyện Thanh Trì"), Verdict::review);
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

/// The verdict on a decision's subject, and its value.
std::pair<Verdict, std::string> subject_read_as(const std::string& subject, models::TextSource source) {
  const auto page = changed(Paper(1)
                                .head("Số: 15/QĐ-UBND", kDate)
                                .title("QUYẾT ĐỊNH", {subject})
                                .centred(320, 200, "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN ĐÔNG ANH")
                                .body(240, 10)
                                .page(),
                            [&](models::Word& word) { word.confidence = 0.999, word.source = source; });
  const auto documents = assemble({page}, *built_in_types());
  const Field* field = documents.empty() ? nullptr : field_of(documents[0], "subject");
  return field == nullptr ? std::pair{Verdict::missing, std::string()} : std::pair{field->verdict, field->value};
}

TEST(Assemble, AWordThatIsReadForAnotherIsForReviewOutsideASetPhrase) {
  using models::TextSource;
  EXPECT_EQ(subject_read_as("Về việc giao chỉ tiêu tuyển sinh", TextSource::read).first, Verdict::review);
  EXPECT_EQ(subject_read_as("Về việc giao chỉ tiêu tuyển sinh", TextSource::given).first, Verdict::accept);
  EXPECT_EQ(subject_read_as("Về việc giao kế hoạch tuyển sinh", TextSource::read).first, Verdict::accept);
  EXPECT_EQ(subject_read_as("Về việc ban hành Quy chế chỉ tiêu nội bộ", TextSource::read),
            std::pair(Verdict::accept, std::string("Về việc ban hành Quy chế chi tiêu nội bộ")));
}

/// A school's decision, by its head.
Document decision_of(const std::string& agency, const std::string& place) {
  auto page = Paper(1)
                  .centred(165, 60, agency)
                  .centred(420, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
                  .centred(420, 77, "Độc lập - Tự do - Hạnh phúc")
                  .centred(165, 105, "Số: 15/QĐ-UBND")
                  .centred(420, 105, place + ", ngày 05 tháng 01 năm 2020")
                  .title("QUYẾT ĐỊNH", {"Về việc khen thưởng năm 2019"})
                  .body(240, 10)
                  .page();
  return assemble({changed(std::move(page), [](models::Word& word) { word.confidence = 0.999; })}, *built_in_types())
      .at(0);
}

TEST(Assemble, WhatDoesNotBeginAsAgenciesDoIsForReview) {
  const std::string whole = "BỘ GIÁO DỤC VÀ ĐÀO TẠO", cut = "GIÁO DỤC VÀ ĐÀO TẠO";
  EXPECT_EQ(verdict_on(decision_of(whole, "Hà Nội"), "issuing_agency", whole), Verdict::accept);
  EXPECT_EQ(verdict_on(decision_of(cut, "Hà Nội"), "issuing_agency", cut), Verdict::review);
}

TEST(Assemble, APlaceThatTheAgencySpellsOtherwiseIsForReview) {
  const auto verdict = [](const std::string& place) {
    return verdict_on(decision_of("UBND XÃ TRUNG HIẾU", place), "place", place);
  };
  EXPECT_EQ(verdict("Trung Hiếu"), Verdict::accept);
  EXPECT_EQ(verdict("Trung Hiểu"), Verdict::review);
  EXPECT_EQ(verdict("Vũng Liêm"), Verdict::accept);
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

TEST(Assemble, ATitleThatGoesOnIsAcceptedWhereTheRestIsSure) {
  const auto title = [](const std::string& rest, double confidence) {
    Paper paper;
    paper.centred(297, 40, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").centred(297, 57, "Độc lập - Tự do - Hạnh phúc");
    paper.centred(297, 100, "ĐƠN ĐĂNG KÝ " + rest, confidence).print(85, 140, "Họ và tên: Trần Thị Bình").body(200, 10);
    const auto documents = assemble({paper.page()}, *built_in_types());
    for (const models::Field& field : documents.at(0).fields)
      if (field.name == "type_name") return std::pair(field.value, field.verdict);
    return std::pair(std::string(), models::Verdict::missing);
  };
  EXPECT_EQ(title("DỰ TUYỂN", 0.999), std::pair(std::string("ĐƠN ĐĂNG KÝ DỰ TUYỂN"), models::Verdict::accept));
  EXPECT_EQ(title("DỰ TUYỂN", 0.95).second, models::Verdict::review);
  EXPECT_EQ(title("BIẾN ĐỌNG", 0.95).first, "ĐƠN ĐĂNG KÝ BIẾN ĐỘNG") << "a set phrase";
}

}  // namespace
}  // namespace hoso::extraction
