// SPDX-License-Identifier: Apache-2.0
#include "extraction/agreement/agreement.h"
#include "extraction/agreement/comparison.h"

#include <algorithm>
#include <sstream>

#include <gtest/gtest.h>

#include "extraction/text/number_words.h"
#include "tests/extraction/paper.h"

namespace hoso::extraction {
namespace {

using models::Field;
using models::FieldSource;
using models::Verdict;

Field field(const char* name, const char* value, double confidence = 0.8, FieldSource source = FieldSource::ocr) {
  Field out;
  out.name = name;
  out.value = value;
  out.confidence = confidence;
  out.verdict = source == FieldSource::qr ? Verdict::accept : Verdict::review;
  out.source = source;
  return out;
}

Field day(const char* name, const char* iso, double confidence = 0.8) {
  Field out = field(name, iso, confidence);
  out.normalised = iso;
  return out;
}

models::Document document(const char* type, int page, std::vector<Field> fields) {
  models::Document out{.type = type, .pages = {page}, .fields = std::move(fields)};
  for (Field& one : out.fields) one.page = page;
  return out;
}

std::vector<models::Document> checked(std::vector<models::Document> documents) {
  check_agreement(documents, *built_in_types());
  return documents;
}

const models::Check* check_of(const Field& field, const std::string& name) {
  const auto at = std::find_if(field.checks.begin(), field.checks.end(),
                               [&](const models::Check& check) { return check.name == name; });
  return at == field.checks.end() ? nullptr : &*at;
}

TEST(Agreement, TwoPapersThatSayTheSameVouchForEachOther) {
  const auto documents = checked(
      {document("giay_tiep_nhan", 1, {field("applicant", "Trần Thị Bình"), field("address", "Thôn Đoài, xã Vân Hà")}),
       document("don_to_khai", 2, {field("full_name", "Trần Thị Bình"), field("residence", "Thôn Đoài, xã Vân Hà")})});
  for (const auto& paper : documents)
    for (const Field& one : paper.fields) {
      EXPECT_EQ(one.verdict, Verdict::accept) << one.name;
      ASSERT_NE(check_of(one, "agrees"), nullptr);
      EXPECT_TRUE(check_of(one, "agrees")->holds);
    }
  EXPECT_EQ(check_of(documents[0].fields[0], "agrees")->page, 2);
  EXPECT_EQ(check_of(documents[0].fields[0], "agrees")->document, 2);
}

TEST(Agreement, AContradictionNamesTheOtherPlaceOnBoth) {
  auto documents =
      checked({document("don_to_khai", 1,
                        {field("full_name", "Trần Thị Bình", 0.95), field("id_number", "001185000009", 0.95),
                         day("birth_date", "1985-02-12", 0.95)}),
               document("dang_ky_doanh_nghiep", 4,
                        {field("representative", "TRẦN THỊ BÌNH", 0.95), field("id_number", "001185000009", 0.95),
                         day("birth_date", "1985-02-21", 0.95)})});
  const Field &one = documents[0].fields[2], &other = documents[1].fields[2];
  ASSERT_NE(check_of(one, "agrees"), nullptr);
  EXPECT_FALSE(check_of(one, "agrees")->holds);
  EXPECT_EQ(check_of(one, "agrees")->page, 4);
  EXPECT_EQ(check_of(other, "agrees")->page, 1);
  EXPECT_EQ(one.verdict, Verdict::review);
}

TEST(Agreement, OtherPersonsAreNotHeldAgainstEachOther) {
  const auto documents =
      checked({document("don_to_khai", 1,
                        {field("full_name", "Trần Thị Bình", 0.95), field("id_number", "001185000009", 0.95)}),
               document("cccd_front", 2,
                        {field("full_name", "LÊ VĂN CƯỜNG", 0.95), field("id_number", "001085000001", 0.95)})});
  for (const auto& paper : documents)
    for (const Field& one : paper.fields) EXPECT_EQ(check_of(one, "agrees"), nullptr);
}

TEST(Agreement, TheQrCodeOfACardPutsMarksRightElsewhere) {
  const auto documents =
      checked({document("giay_tiep_nhan", 1, {field("applicant", "Trịnh Vân Chỉ")}),
               document("cccd_front", 2, {field("full_name", "Trịnh Vân Chi", 0.995, FieldSource::qr)})});
  EXPECT_EQ(documents[0].fields[0].value, "Trịnh Vân Chi");
  EXPECT_EQ(documents[0].fields[0].verdict, Verdict::accept);
}

TEST(Agreement, TheQrCodePutsNamesWithinLongerPrintRight) {
  const auto documents =
      checked({document("quyet_dinh", 1,
                        {field("recipients", "Ông (bà) Trịnh Vân Chỉ;"), field("rows", "3 | TRINH VÂN CHI | Nữ"),
                         field("subject", "Về việc trịnh trọng"), field("recipients", "Trịnh Vân Chi Mai")}),
               document("cccd_front", 2, {field("full_name", "Trịnh Vân Chi", 0.995, FieldSource::qr)})});
  EXPECT_EQ(documents[0].fields[0].value, "Ông (bà) Trịnh Vân Chi;");
  EXPECT_NE(check_of(documents[0].fields[0], "agrees"), nullptr);
  EXPECT_EQ(documents[0].fields[1].value, "3 | TRỊNH VÂN CHI | Nữ");
  EXPECT_EQ(documents[0].fields[2].value, "Về việc trịnh trọng");
  EXPECT_EQ(documents[0].fields[3].value, "Trịnh Vân Chi Mai");
}

TEST(Agreement, HandwritingVouchesForNothingAndIsNeverAccepted) {
  const auto documents =
      checked({document("giay_tiep_nhan", 1, {field("applicant", "Trịnh Vân Chỉ")}),
               document("don_to_khai", 2, {field("full_name", "Trịnh Vân Chỉ", 0.9, FieldSource::handwriting)})});
  EXPECT_EQ(documents[0].fields[0].verdict, Verdict::review);
  EXPECT_EQ(documents[1].fields[0].verdict, Verdict::review);
}

TEST(Agreement, AYearVouchesForNoDay) {
  auto papers = [](const char* other, double confidence) {
    return checked({document("cccd_front", 1,
                             {field("full_name", "Trần Thị Bình", 0.95), field("id_number", "001185000009", 0.95),
                              day("birth_date", "1985-08-12", 0.75)}),
                    document("giay_chung_nhan_qsdd", 2,
                             {field("full_name", "Trần Thị Bình", 0.95), field("id_number", "001185000009", 0.95),
                              day("birth_year", other, confidence)})});
  };
  const auto documents = papers("1985", 0.95);
  EXPECT_EQ(documents[0].fields[2].verdict, Verdict::review);
  EXPECT_EQ(documents[1].fields[2].verdict, Verdict::accept);
  EXPECT_EQ(papers("1985-08-12", 0.95)[0].fields[2].verdict, Verdict::accept);
}

TEST(Agreement, WhatIsCutOnBothPapersIsVouchedForByNone) {
  const auto verdict = [](bool one_whole, bool other_whole) {
    const auto field = [](bool whole) {
      models::Field out{.name = "issuing_agency", .value = "GIÁO DỤC VÀ ĐÀO TẠO"};
      out.confidence = 0.84, out.verdict = models::Verdict::review;
      if (!whole) out.checks.push_back({.name = "whole", .holds = false});
      return out;
    };
    models::Field one = field(one_whole), other = field(other_whole);
    corroborate(one, 0, other, 1);
    return one.verdict;
  };
  EXPECT_EQ(verdict(false, false), models::Verdict::review);
  EXPECT_EQ(verdict(false, true), models::Verdict::accept);
}

TEST(Agreement, ATitleBesideWhichLettersWereNotReadIsVouchedForByNone) {
  const auto verdict = [](const char* name, const char* value) {
    Field cut = field(name, value, 0.84);
    cut.checks.push_back({.name = "whole", .holds = false});
    return checked({document("quyet_dinh", 1, {field(name, value, 0.97)}), document("giay_khai_sinh", 2, {cut})})[1]
        .fields[0]
        .verdict;
  };
  EXPECT_EQ(verdict("signer_title", "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH"), Verdict::review) << "perhaps KT. CHỦ TỊCH";
  EXPECT_EQ(verdict("issuing_agency", "ỦY BAN NHÂN DÂN PHƯỜNG TÂN LỢI"), Verdict::accept);
}

TEST(Agreement, NothingVouchesForWhatACheckContradicts) {
  auto one = day("birth_date", "1985-08-12", 0.75);
  auto papers = [&] {
    return checked({document("cccd_front", 1, {field("id_number", "001185000009", 0.95), one}),
                    document("don_to_khai", 2,
                             {field("id_number", "001185000009", 0.95), day("birth_date", "1985-08-12", 0.95)})});
  };
  EXPECT_EQ(papers()[0].fields[1].verdict, Verdict::accept);
  one.checks = {{.name = "qr", .holds = false, .document = 0, .page = 1}};
  EXPECT_EQ(papers()[0].fields[1].verdict, Verdict::review);
}

TEST(PersonalNumber, SaysSexAndYearOfBirth) {
  auto fields = [](const char* sex, const char* birth) {
    std::vector<Field> out{field("full_name", "Trần Thị Bình"), field("id_number", "001185000009", 0.97),
                           field("sex", sex, 0.97), day("birth_date", birth, 0.97)};
    for (Field& one : out) one.verdict = Verdict::accept;
    return checked({document("cccd_front", 1, std::move(out))}).at(0).fields;
  };
  for (const Field& one : fields("Nữ", "1985-02-12")) EXPECT_EQ(one.verdict, Verdict::accept) << one.name;
  const auto wrong_sex = fields("Nam", "1985-02-12");
  EXPECT_FALSE(check_of(wrong_sex[1], "sex_of_number")->holds);
  EXPECT_EQ(wrong_sex[1].verdict, Verdict::review);
  EXPECT_EQ(wrong_sex[2].verdict, Verdict::review);
  EXPECT_EQ(wrong_sex[3].verdict, Verdict::accept);
  EXPECT_FALSE(check_of(fields("Nữ", "1958-02-12")[3], "year_of_number")->holds);
}

std::optional<std::int64_t> said(const std::string& text) {
  std::vector<std::string> keys;
  std::istringstream stream(text);
  for (std::string key; stream >> key;) keys.push_back(key);
  return number_of_words(keys);
}

TEST(NumberWords, AreReadAsOfficesWriteThem) {
  EXPECT_EQ(said("mot trieu hai tram ba muoi tu nghin nam tram sau muoi bay dong"), 1'234'567);
  EXPECT_EQ(said("hai muoi lam trieu mot tram nghin dong"), 25'100'000);
  EXPECT_EQ(said("muoi ngan khong tram linh nam"), 10'005);
  EXPECT_EQ(said("nam ty hai tram trieu dong chan"), 5'200'000'000);
  EXPECT_EQ(said("hai nghin ty"), 2'000'000'000'000);
  EXPECT_EQ(said("muoi lam"), 15);
  EXPECT_EQ(said("dong"), std::nullopt);
  EXPECT_EQ(said("trieu"), std::nullopt);
  EXPECT_EQ(said(""), std::nullopt);
}

using tests::Paper;

const Field* amount_of(const std::vector<models::Document>& documents) {
  for (const Field& one : documents.at(0).fields)
    if (one.name == "amount") return &one;
  return nullptr;
}

std::vector<models::Document> contract(const std::string& line) {
  Paper paper;
  paper.centred(297, 40, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").centred(297, 56, "Độc lập - Tự do - Hạnh phúc");
  paper.centred(297, 100, "HỢP ĐỒNG MUA BÁN")
      .print(85, 150, "Bên A: Công ty A")
      .print(85, 170, "Bên B: Công ty B")
      .body(220, 6)
      .print(85, 400, line);
  return assemble({paper.page()}, *built_in_types());
}

TEST(Amount, FiguresAndWordsCheckEachOther) {
  const auto right = contract("Giá trị hợp đồng: 25.100.000 đồng (bằng chữ: Hai mươi lăm triệu một trăm nghìn đồng)");
  ASSERT_NE(amount_of(right), nullptr);
  EXPECT_EQ(amount_of(right)->verdict, Verdict::accept);
  ASSERT_NE(check_of(*amount_of(right), "words"), nullptr);
  const auto wrong = contract("Giá trị hợp đồng: 25.700.000 đồng (bằng chữ: Hai mươi lăm triệu một trăm nghìn đồng)");
  ASSERT_NE(amount_of(wrong), nullptr);
  EXPECT_EQ(amount_of(wrong)->verdict, Verdict::review);
  EXPECT_FALSE(check_of(*amount_of(wrong), "words")->holds);
}

}  // namespace
}  // namespace hoso::extraction
