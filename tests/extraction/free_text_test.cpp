// SPDX-License-Identifier: Apache-2.0
#include "extraction/free_text.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "hoso/extraction/assemble.h"
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

Verdict verdict_of_amount(const char* other) {
  const auto page = Paper()
                        .centred(297, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
                        .centred(297, 76, "Độc lập - Tự do - Hạnh phúc")
                        .centred(297, 115, "HỢP ĐỒNG DỊCH VỤ")
                        .print(85, 175, "Giá trị hợp đồng: 5.351.000 đồng", 0.999)
                        .print(85, 195, "(bằng chữ: Năm triệu ba trăm năm mươi mốt nghìn đồng).", 0.999)
                        .print(85, 235, other, 0.999)
                        .page();
  const Document contract = assemble({page}, *built_in_types()).at(0);
  const Field* amount = field_of(contract, "amount");
  return amount == nullptr || amount->value != "5.351.000" ? Verdict::missing : amount->verdict;
}

TEST(FreeText, OfTwoAmountsInSuchPlacesNoneIsAccepted) {
  EXPECT_EQ(verdict_of_amount("Bên B giao hàng tại kho của Bên A."), Verdict::accept);
  EXPECT_EQ(verdict_of_amount("Giá trị hợp đồng: 5.351.000 đồng."), Verdict::accept);
  EXPECT_EQ(verdict_of_amount("Giá trị hợp đồng: 503.100.000 đồng."), Verdict::review);
}

Verdict verdict_on(const Document& document, const std::string& name, const std::string& value) {
  const Field* field = field_of(document, name);
  return field == nullptr || field->value != value ? Verdict::missing : field->verdict;
}

constexpr const char* kResidence = "Thôn Đoài, xã Tân Triều, huyện Thanh Trì, thành phố Hà Nội";

TEST(FreeText, WhoSignedAPrintedFormIsAcceptedIfTheFormPrintsThatName) {
  const auto verdict = [](const char* signer) { return verdict_on(declaration(signer, kResidence), "signer", signer); };
  EXPECT_EQ(verdict("Ngô Bích Loan"), Verdict::accept);
  EXPECT_EQ(verdict("Ngô Bích Hoan"), Verdict::review) << "a pen's name that looks like print";
}

TEST(FreeText, AValueThatHoldsALabelNobodyKnowsIsForReview) {
  const auto verdict = [](const std::string& residence) {
    return verdict_on(declaration("Ngô Bích Loan", residence), "residence", residence);
  };
  EXPECT_EQ(verdict(kResidence), Verdict::accept);
  EXPECT_EQ(verdict("Thôn Đoài, xã Tân Triều, huyện Thanh Trì Mã vùng: 10000"), Verdict::review);
}

TEST(FreeText, ASmallLetterByItselfThatMayBeADigitIsForReview) {
  const auto verdict = [](const std::string& residence) {
    return verdict_on(declaration("Ngô Bích Loan", residence), "residence", residence);
  };
  EXPECT_EQ(verdict("Khu phố 6, xã Tân Triều, huyện Thanh Trì"), Verdict::accept);
  EXPECT_EQ(verdict("Khu phố ó, xã Tân Triều, huyện Thanh Trì"), Verdict::review);
  EXPECT_EQ(verdict("Khu phố o2, xã Tân Triều, huyện Thanh Trì"), Verdict::review);
}

TEST(FreeText, ACapitalBeforeANumberThatLostItsSignIsForReview) {
  const auto verdict = [](const std::string& residence) {
    return verdict_on(declaration("Ngô Bích Loan", residence), "residence", residence);
  };
  EXPECT_EQ(verdict("Lô C. 12, xã Tân Triều, huyện Thanh Trì"), Verdict::accept);
  EXPECT_EQ(verdict("Lô C 12, xã Tân Triều, huyện Thanh Trì"), Verdict::review);
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

TEST(FreeText, AWordThatIsReadForAnotherIsForReviewOutsideASetPhrase) {
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

TEST(FreeText, WhatDoesNotBeginAsAgenciesDoIsForReview) {
  const std::string whole = "BỘ GIÁO DỤC VÀ ĐÀO TẠO", cut = "GIÁO DỤC VÀ ĐÀO TẠO";
  EXPECT_EQ(verdict_on(decision_of(whole, "Hà Nội"), "issuing_agency", whole), Verdict::accept);
  EXPECT_EQ(verdict_on(decision_of(cut, "Hà Nội"), "issuing_agency", cut), Verdict::review);
}

TEST(FreeText, APlaceThatTheAgencySpellsOtherwiseIsForReview) {
  const auto verdict = [](const std::string& place) {
    return verdict_on(decision_of("UBND XÃ TRUNG HIẾU", place), "place", place);
  };
  EXPECT_EQ(verdict("Trung Hiếu"), Verdict::accept);
  EXPECT_EQ(verdict("Trung Hiểu"), Verdict::review);
  EXPECT_EQ(verdict("Vũng Liêm"), Verdict::accept);
}

TEST(FreeText, ATitleThatGoesOnIsAcceptedWhereTheRestIsSure) {
  const auto title = [](const std::string& rest, double confidence) {
    Paper paper;
    paper.centred(297, 40, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").centred(297, 57, "Độc lập - Tự do - Hạnh phúc");
    paper.centred(297, 100, "ĐƠN ĐĂNG KÝ " + rest, confidence).print(85, 140, "Họ và tên: Trần Thị Bình").body(200, 10);
    const auto documents = assemble({paper.page()}, *built_in_types());
    for (const models::Field& field : documents.at(0).fields)
      if (field.name == "type_name") return std::pair(field.value, field.verdict);
    return std::pair(std::string(), Verdict::missing);
  };
  EXPECT_EQ(title("DỰ TUYỂN", 0.999), std::pair(std::string("ĐƠN ĐĂNG KÝ DỰ TUYỂN"), Verdict::accept));
  EXPECT_EQ(title("DỰ TUYỂN", 0.95).second, Verdict::review);
  EXPECT_EQ(title("BIẾN ĐỌNG ĐẤT ĐAI", 0.95).first, "ĐƠN ĐĂNG KÝ BIẾN ĐỘNG ĐẤT ĐAI") << "a set phrase";
}

}  // namespace
}  // namespace hoso::extraction
