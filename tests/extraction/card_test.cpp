// SPDX-License-Identifier: Apache-2.0
#include "extraction/cards/cards.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "extraction/cards/identity_qr.h"
#include "extraction/cards/mrz.h"
#include "hoso/extraction/assemble.h"
#include "tests/extraction/paper.h"

namespace hoso::extraction {
namespace {

using models::Field;
using models::FieldSource;
using models::Verdict;
using tests::Paper;

constexpr const char* kPayload =
    "001085000009|123456789|Nguyễn Văn An|12021985|Nam|Thôn Đoài, xã Vân Hà, huyện Đông Anh, Hà Nội|10052021";

Paper card(const std::string& number, const std::string& name) {
  return Paper()
      .print(200, 100, "CĂN CƯỚC CÔNG DÂN")
      .print(200, 120, "Citizen Identity Card")
      .print(200, 140, "Số / No.: " + number)
      .print(200, 160, "Họ và tên / Full name:")
      .print(200, 176, name)
      .print(200, 200, "Ngày sinh / Date of birth: 12/02/1985")
      .print(200, 220, "Giới tính / Sex: Nam Quốc tịch / Nationality: Việt Nam");
}

const Field* field_of(const std::vector<models::Document>& documents, const std::string& name, FieldSource source) {
  for (const Field& field : documents.at(0).fields)
    if (field.name == name && field.source == source) return &field;
  return nullptr;
}

TEST(IdentityCard, TheQrCodeGivesItsFields) {
  const auto documents =
      assemble({card("001085000009", "NGUYỄN VĂN AN").barcode("QRCode", kPayload).page()}, *built_in_types());
  ASSERT_EQ(documents.at(0).type, "cccd_front");
  EXPECT_EQ(field_of(documents, "birth_date", FieldSource::qr)->normalised, "1985-02-12");
  EXPECT_EQ(field_of(documents, "issue_date", FieldSource::qr)->normalised, "2021-05-10");
  EXPECT_EQ(field_of(documents, "id_number", FieldSource::ocr)->verdict, Verdict::accept);
}

TEST(IdentityCard, ACodeWithControlCharactersIsNoCards) {
  EXPECT_FALSE(identity_qr_fields({"QRCode", kPayload, {}}, 1).empty());
  std::string hostile = kPayload;
  hostile.insert(hostile.find("Nguyễn"), "\x1b[31m");
  EXPECT_TRUE(identity_qr_fields({"QRCode", hostile, {}}, 1).empty());
}

TEST(IdentityCard, TheQrCodeWinsOverAMisreading) {
  const auto documents =
      assemble({card("001085000009", "NGUYÊN VÃN AN").barcode("QRCode", kPayload).page()}, *built_in_types());
  EXPECT_EQ(field_of(documents, "full_name", FieldSource::ocr)->value, "NGUYỄN VĂN AN");
}

TEST(IdentityCard, ADisagreementGoesToReview) {
  const auto documents =
      assemble({card("001085000019", "TRẦN THỊ BÌNH").barcode("QRCode", kPayload).page()}, *built_in_types());
  for (const char* name : {"id_number", "full_name"}) {
    EXPECT_EQ(field_of(documents, name, FieldSource::ocr)->verdict, Verdict::review) << name;
    EXPECT_NE(field_of(documents, name, FieldSource::qr), nullptr) << name;
    const auto& checks = field_of(documents, name, FieldSource::ocr)->checks;
    EXPECT_TRUE(std::any_of(checks.begin(), checks.end(), [](const auto& check) {
      return check.name == "qr" && !check.holds;
    })) << name;
  }
}

TEST(IdentityCard, OtherCodesAreNoCards) {
  EXPECT_TRUE(identity_qr_fields({"QRCode", "HOSO:START:1|2|3|4|5|6|7", {}}, 1).empty());
  EXPECT_TRUE(identity_qr_fields({"QRCode", "001085000009|x|y", {}}, 1).empty());
}

// Lines 1 and 2 are the made-up vector of docs/domain-vietnam.md, §4.
constexpr const char* kFirst = "IDVNM0850000009001085000000<<0";
constexpr const char* kSecond = "8502120M4502122VNM<<<<<<<<<<<8";
constexpr const char* kThird = "NGUYEN<<VAN<AN<<<<<<<<<<<<<<<<";

TEST(Mrz, AZoneWhoseCheckDigitsHoldIsRead) {
  const auto mrz = read_mrz({kFirst, kSecond, kThird});
  ASSERT_TRUE(mrz);
  EXPECT_TRUE(mrz->complete);
  EXPECT_EQ(mrz->number, "001085000000");
  const auto fields = mrz_fields(*mrz, 1, {}, 0.9);
  const auto birth =
      std::find_if(fields.begin(), fields.end(), [](const Field& field) { return field.name == "birth_date"; });
  ASSERT_NE(birth, fields.end());
  EXPECT_EQ(birth->normalised, "1985-02-12");
  EXPECT_EQ(birth->source, FieldSource::mrz);
}

TEST(Mrz, LettersInPlacesOfDigitsAndLostFillersArePutRight) {
  const auto mrz = read_mrz({"IDVNMO850000009OO1085000000<<0", "85O2120M45O2122VNM<<<<<<<<8", "NGUYEN<<VAN<AN<<<"});
  ASSERT_TRUE(mrz);
  EXPECT_TRUE(mrz->complete);
  EXPECT_EQ(mrz->lines[1], kSecond);
  EXPECT_EQ(mrz->lines[2], kThird);
}

TEST(Mrz, AWrongCheckDigitIsNotUsed) {
  const auto mrz = read_mrz({"IDVNM0850000009001085000001<<0", "8502130M4502122VNM<<<<<<<<<<<8", kThird});
  ASSERT_TRUE(mrz);
  EXPECT_FALSE(mrz->complete);
  EXPECT_TRUE(mrz->number.empty());
  EXPECT_TRUE(mrz->birth.empty());
  EXPECT_TRUE(mrz_fields(*mrz, 1, {}, 0.9).empty());
}

/// A card's back of which no word was read.
Paper back(const std::string& first = kFirst) {
  return Paper().print(200, 400, first).print(200, 420, kSecond).print(200, 440, kThird);
}

TEST(IdentityCard, AZoneAloneTellsTheBack) {
  const auto documents = assemble({back().page()}, *built_in_types());
  ASSERT_EQ(documents.at(0).type, "cccd_back");
  EXPECT_NE(std::ranges::find(documents[0].evidence, "machine-readable zone"), documents[0].evidence.end());
  EXPECT_GE(documents[0].confidence, 0.89);
  EXPECT_EQ(field_of(documents, "id_number", FieldSource::mrz)->value, "001085000000");
}

TEST(IdentityCard, AZoneWithAWrongCheckDigitTellsNothing) {
  const auto documents = assemble({back("IDVNM0850000009001085000001<<0").page()}, *built_in_types());
  EXPECT_TRUE(documents.at(0).type.empty() || documents[0].type == "other") << documents[0].type;
}

TEST(IdentityCard, AQrCodeAloneTellsTheFront) {
  const auto documents =
      assemble({Paper().print(200, 400, "Xyz").barcode("QRCode", kPayload).page()}, *built_in_types());
  EXPECT_EQ(documents.at(0).type, "cccd_front");
  EXPECT_LT(documents[0].confidence, 0.9);
  const auto other =
      assemble({Paper().print(200, 400, "Xyz").barcode("QRCode", "1|2|3|4|5|6|7").page()}, *built_in_types());
  EXPECT_NE(other.at(0).type, "cccd_front");
}

TEST(IdentityCard, AZoneOutweighsTheQrCodeBesideIt) {
  EXPECT_EQ(assemble({back().barcode("QRCode", kPayload).page()}, *built_in_types()).at(0).type, "cccd_back");
}

TEST(IdentityCard, ATitleOutweighsAZoneCopiedOntoThePaper) {
  const auto page = back()
                        .centred(300, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
                        .centred(300, 80, "Độc lập - Tự do - Hạnh phúc")
                        .centred(300, 120, "TỜ KHAI ĐĂNG KÝ KHAI SINH")
                        .page();
  EXPECT_EQ(assemble({page}, *built_in_types()).at(0).type, "don_to_khai");
}

TEST(IdentityCard, ABackKnownByItsZoneSharesASheetWithItsFront) {
  const auto page = card("001085000009", "NGUYỄN VĂN AN")
                        .print(200, 400, kFirst)
                        .print(200, 420, kSecond)
                        .print(200, 440, kThird)
                        .print(200, 380, "Đặc điểm nhận dạng / Personal identification")
                        .page();
  const auto documents = assemble({page}, *built_in_types());
  ASSERT_EQ(documents.size(), 2U);
  EXPECT_EQ(documents[0].type, "cccd_front");
  EXPECT_EQ(documents[1].type, "cccd_back");
  EXPECT_LT(documents[0].region->bottom(), documents[1].region->y);
}

/// Both sides of a card of 2024 below each other, the code at the back's upper edge.
TEST(IdentityCard, TheCodeOnTheBackBelongsToTheBack) {
  auto page = card("001085000009", "NGUYỄN VĂN AN")
                  .print(200, 300, "Thôn Đoài, xã Vân Hà, huyện Đông Anh, Hà Nội")
                  .print(200, 380, "Ngày, tháng, năm cấp / Date of issue: 10/05/2021")
                  .print(200, 430, kFirst)
                  .print(200, 450, kSecond)
                  .print(200, 470, kThird)
                  .barcode("QRCode", kPayload)
                  .page();
  constexpr double kPixelsAPoint = 300.0 / 72;
  page.facts.barcodes[0].box = {400 * kPixelsAPoint, 290 * kPixelsAPoint, 60 * kPixelsAPoint, 60 * kPixelsAPoint};
  const auto documents = assemble({page}, *built_in_types());
  ASSERT_EQ(documents.size(), 2U);
  EXPECT_EQ(documents[0].type, "cccd_front");
  EXPECT_EQ(documents[1].type, "cccd_back");
  EXPECT_LT(documents[0].region->bottom(), documents[1].region->y);
  const auto by_code = [](const models::Document& document) {
    return std::ranges::any_of(document.fields, [](const Field& field) { return field.source == FieldSource::qr; });
  };
  EXPECT_FALSE(by_code(documents[0]));
  EXPECT_TRUE(by_code(documents[1]));
}

TEST(Mrz, OtherLinesAreNone) {
  EXPECT_FALSE(looks_like_mrz("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));
  EXPECT_FALSE(read_mrz({"ONE", "TWO", "THREE"}));
}

}  // namespace
}  // namespace hoso::extraction
