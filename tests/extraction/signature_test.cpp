// SPDX-License-Identifier: Apache-2.0
#include "extraction/page/signature.h"

#include <gtest/gtest.h>

#include "extraction/page/addressees.h"
#include "extraction/types/document_types.h"
#include "tests/extraction/paper.h"

namespace hoso::extraction {
namespace {

using tests::Paper;

std::optional<Signature> signature_of(const models::ComposedPage& page) {
  return read_signature(lay_out(page), built_in_types()->administrative());
}

TEST(SignatureBlock, HasTitleAndName) {
  const auto page =
      Paper().body(60, 12).foot(320, {"TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"}, "Trần Xuân Thủy").page();
  const auto found = signature_of(page);
  ASSERT_TRUE(found && found->title && found->signer);
  EXPECT_EQ(found->title->value, "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH");
  EXPECT_EQ(found->signer->value, "Trần Xuân Thủy");
  EXPECT_TRUE(found->signer->validated);
}

TEST(SignatureBlock, AnAcademicTitleIsNoPartOfTheName) {
  const auto page = Paper().body(60, 12).foot(320, {"GIÁM ĐỐC"}, "ThS. Ngô Tuấn Lợi").page();
  EXPECT_EQ(signature_of(page)->signer->value, "Ngô Tuấn Lợi");
}

TEST(SignatureBlock, AMiddleNameIsNoTitleForItsLetters) {
  for (const char* line : {"Hà Bá Đạt", "TS. Hà Bá Đạt"}) {
    const auto found = signature_of(Paper().body(60, 12).foot(320, {"TRƯỞNG PHÒNG"}, line).page());
    ASSERT_TRUE(found && found->signer) << line;
    EXPECT_EQ(found->signer->value, "Hà Bá Đạt");
    EXPECT_TRUE(found->signer->validated);
  }
}

TEST(SignatureBlock, AFamilyNameWhoseFirstLetterASealHidIsForReview) {
  const auto signer = [](const char* line) {
    return signature_of(Paper().body(60, 12).foot(320, {"TRƯỞNG PHÒNG"}, line).page())->signer;
  };
  ASSERT_TRUE(signer("Hguyễn Anh Hậu"));
  EXPECT_EQ(signer("Hguyễn Anh Hậu")->value, "Nguyễn Anh Hậu");
  EXPECT_FALSE(signer("Hguyễn Anh Hậu")->validated);
  EXPECT_FALSE(signer("Xương Anh Hậu") && signer("Xương Anh Hậu")->value != "Xương Anh Hậu") << "Lương, Dương, Vương";
}

TEST(SignatureBlock, AFamilyNameThatIsAnotherButForALetterIsForReview) {
  const auto signer = [](const char* line) {
    return signature_of(Paper().body(60, 12).foot(320, {"TRƯỞNG PHÒNG"}, line).page())->signer;
  };
  for (const auto& [read, value] :
       {std::pair{"Bài Anh Hậu", "Bùi Anh Hậu"}, std::pair{"phan Anh Hậu", "Phan Anh Hậu"}}) {
    ASSERT_TRUE(signer(read)) << read;
    EXPECT_EQ(signer(read)->value, value);
    EXPECT_FALSE(signer(read)->validated) << read;
  }
}

TEST(SignatureBlock, AnOfficersRankIsNoPartOfTheName) {
  const auto found = signature_of(Paper().body(60, 12).foot(320, {"TRƯỞNG PHÒNG"}, "Thượng tá Ngô Tuấn Lợi").page());
  ASSERT_TRUE(found && found->signer);
  EXPECT_EQ(found->signer->value, "Ngô Tuấn Lợi");
}

TEST(SignatureBlock, ALetterWithItsPointBeforeATitleSendsItToReview) {
  for (const char* line : {"9. CHỦ TỊCH", "an, CHỦ TỊCH"}) {
    const auto found = signature_of(Paper().body(60, 12).foot(320, {line}, "Ngô Tuấn Lợi").page());
    ASSERT_TRUE(found && found->title) << line;
    EXPECT_FALSE(found->title->validated) << "Q.";
  }
}

TEST(SignatureBlock, ATitleKeepsTheDashBetweenItsWords) {
  const auto found =
      signature_of(Paper().body(60, 12).foot(320, {"TRƯỞNG PHÒNG KẾ HOẠCH - TÀI CHÍNH"}, "Ngô Tuấn Lợi").page());
  ASSERT_TRUE(found && found->title);
  EXPECT_EQ(found->title->value, "TRƯỞNG PHÒNG KẾ HOẠCH - TÀI CHÍNH");
}

TEST(SignatureBlock, MayHaveTheAgencyAboveInWhoseNameItIsSigned) {
  const auto page = Paper()
                        .body(60, 12)
                        .centred(420, 320, "ỦY BAN NHÂN DÂN HUYỆN TỪ SƠN")
                        .centred(420, 337, "KT. CHỦ TỊCH")
                        .centred(420, 354, "PHÓ CHỦ TỊCH")
                        .page();
  const auto found = signature_of(page);
  ASSERT_TRUE(found && found->title) << "a seal hides the name";
  EXPECT_EQ(found->title->value, "ỦY BAN NHÂN DÂN HUYỆN TỪ SƠN KT. CHỦ TỊCH PHÓ CHỦ TỊCH");
}

struct Mister {
  std::string line, name;
  bool sure = true;
};
class MisterOrName : public ::testing::TestWithParam<Mister> {};

TEST_P(MisterOrName, IsToldByWhatFollows) {
  const auto page = Paper().body(60, 12).foot(320, {"TRƯỞNG PHÒNG"}, GetParam().line).page();
  const auto found = signature_of(page);
  ASSERT_TRUE(found && found->signer);
  EXPECT_EQ(found->signer->value, GetParam().name);
  EXPECT_EQ(found->signer->validated, GetParam().sure);
}

INSTANTIATE_TEST_SUITE_P(Ong, MisterOrName,
                         ::testing::Values(Mister{"Ông Như Diễm", "Ông Như Diễm"},
                                           Mister{"Ông Thị Như Diễm", "Ông Thị Như Diễm"},
                                           Mister{"Ông Nguyễn Văn An", "Nguyễn Văn An"},
                                           Mister{"Bà Trần Thị Bình", "Trần Thị Bình"},
                                           Mister{"Ông Mai Lan", "Ông Mai Lan", false}));

TEST(SignatureBlock, WhatTheSealLeftIsNoPartOfTheTitle) {
  const auto page = Paper()
                        .body(60, 12)
                        .print(85, 320, "Nơi nhận:")
                        .centred(420, 320, "KT. CHÁNH VĂN PHÒNG")
                        .print(330, 337, "~ CĂN. PHO CHANH VAN PHONG", 0.3)
                        .centred(420, 430, "Hà Thị Lê Vân")
                        .page();
  EXPECT_EQ(signature_of(page)->title->value, "KT. CHÁNH VĂN PHÒNG PHÓ CHÁNH VĂN PHÒNG");
}

TEST(SignatureBlock, WhoSignsForTheHeadIsNotTheHead) {
  const auto page = Paper().body(60, 12).foot(320, {"KT. CHỦ TỊCH", "CHỦ TỊCH"}, "Trần Hoàng Tuấn").page();
  const auto found = signature_of(page);
  EXPECT_EQ(found->title->value, "KT. CHỦ TỊCH PHÓ CHỦ TỊCH");
  EXPECT_FALSE(found->title->validated);
}

TEST(SignatureBlock, ATitleThatNamesNoSignersPositionIsDoubted) {
  for (const char* line : {"TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"}) {
    const auto page = Paper().body(60, 12).foot(320, {line}, "Trần Hoàng Tuấn").page();
    const auto found = signature_of(page);
    ASSERT_TRUE(found && found->title) << line;
    EXPECT_FALSE(found->title->validated) << line;
  }
}

TEST(SignatureBlock, ATitleThatLostInWhoseNameIsDoubted) {
  for (const char* line : {"UQ. CHỦ TỊCH", "CHỦ TỊCH"}) {
    const auto page = Paper().body(60, 12).foot(320, {line, "TRƯỞNG PHÒNG NỘI VỤ"}, "Trần Hoàng Tuấn").page();
    const auto found = signature_of(page);
    ASSERT_TRUE(found && found->title) << line;
    EXPECT_FALSE(found->title->validated) << line;
  }
  const auto below =
      Paper().body(60, 12).foot(320, {"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "PHÓ CHỦ TỊCH"}, "Hà Thị Lê").page();
  EXPECT_FALSE(signature_of(below)->title->validated);
  const auto whole = Paper().body(60, 12).foot(320, {"TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG NỘI VỤ"}, "Trần Hoàng Tuấn").page();
  EXPECT_TRUE(signature_of(whole)->title->validated);
}

TEST(SignatureBlock, ANameMayLookLikeATitleButForItsMarks) {
  const auto page = Paper().body(60, 12).foot(320, {"TRƯỞNG PHÒNG"}, "Huỳnh Bá Thành").page();
  const auto found = signature_of(page);
  ASSERT_TRUE(found && found->signer);
  EXPECT_EQ(found->signer->value, "Huỳnh Bá Thành");
}

TEST(SignatureBlock, TheNameIsFoundWhereASealHidesTheTitle) {
  const auto page = Paper().body(60, 12).foot(320, {}, "“Đặng Văn Minh").page();
  const auto found = signature_of(page);
  ASSERT_TRUE(found && found->signer);
  EXPECT_FALSE(found->title);
  EXPECT_EQ(found->signer->value, "Đặng Văn Minh");
}

TEST(SignatureBlock, TheUpperOfTwoIsTheDocumentsOwn) {
  const auto page = Paper()
                        .body(60, 8)
                        .foot(230, {"CHỦ TỊCH"}, "Trần Xuân Thủy")
                        .centred(420, 500, "TRƯỞNG PHÒNG")
                        .centred(420, 590, "Lê Văn An")
                        .page();
  EXPECT_EQ(signature_of(page)->signer->value, "Trần Xuân Thủy");
}

TEST(SignatureBlock, AFamilyNameGetsItsMarksAndIsForReview) {
  const auto signer = [](const std::string& name) {
    return signature_of(Paper().body(60, 12).foot(320, {"GIÁM ĐỐC"}, name).page())->signer;
  };
  EXPECT_EQ(signer("Nguyên Quốc Minh")->value, "Nguyễn Quốc Minh");
  EXPECT_FALSE(signer("Nguyên Quốc Minh")->validated);
  EXPECT_EQ(signer("NGUYÊN QUỐC MINH")->value, "NGUYỄN QUỐC MINH");
  EXPECT_TRUE(signer("Nguyễn Quốc Minh")->validated);
  EXPECT_EQ(signer("Đoan Quốc Minh")->value, "Đoan Quốc Minh");  // Đoàn or Doãn
  EXPECT_FALSE(signer("Đoan Quốc Minh")->validated);
}

std::vector<std::pair<std::string, std::string>> signatures_of(const models::ComposedPage& page) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const Signature& one : read_signatures(lay_out(page), built_in_types()->administrative()))
    out.emplace_back(one.title ? one.title->value : "", one.signer ? one.signer->value : "");
  return out;
}

TEST(SignatureBlocks, StandBesideEachOther) {
  const auto page = Paper()
                        .body(60, 12)
                        .centred(165, 320, "THƯ KÝ")
                        .centred(430, 320, "CHỦ TỌA")
                        .centred(165, 400, "Lê Thị Hiền")
                        .centred(430, 400, "Nguyễn Văn Tám")
                        .page();
  EXPECT_EQ(signatures_of(page), (std::vector<std::pair<std::string, std::string>>{{"THƯ KÝ", "Lê Thị Hiền"},
                                                                                   {"CHỦ TỌA", "Nguyễn Văn Tám"}}));
}

TEST(SignatureBlocks, OneAloneOrNoNameIsNone) {
  EXPECT_TRUE(signatures_of(Paper().body(60, 12).foot(320, {"CHỦ TỊCH"}, "Trần Xuân Thủy").page()).empty());
  EXPECT_TRUE(
      signatures_of(Paper().body(60, 12).centred(165, 320, "THƯ KÝ").centred(430, 320, "CHỦ TỌA").page()).empty());
}

TEST(SignatureBlocks, NeedNoNameWhereACaptionAsksForIt) {
  const auto titles = [](const char* caption) {
    const auto page = Paper()
                          .body(60, 12)
                          .centred(165, 320, "ĐẠI DIỆN BÊN A")
                          .centred(430, 320, "ĐẠI DIỆN BÊN B")
                          .centred(165, 335, caption)
                          .page();
    return signatures_of(page).size();
  };
  EXPECT_EQ(titles("(Ký, ghi rõ họ tên, đóng dấu)"), 2U);
  EXPECT_EQ(titles("(Có thẩm quyền quyết định)"), 0U);
}

TEST(SignatureBlock, RunningTextHasNone) {
  const auto page = Paper().body(60, 30).page();
  EXPECT_FALSE(signature_of(page));
}

TEST(Recipients, AreTheListBelowTheirLabel) {
  const auto page = Paper().body(60, 12).foot(320, {"CHỦ TỊCH"}, "Trần Xuân Thủy").page();
  std::vector<std::string> values;
  for (const Finding& finding : read_recipients(lay_out(page))) values.push_back(finding.value);
  EXPECT_EQ(values, (std::vector<std::string>{"Như Điều 3", "Sở Nội vụ thành phố", "Lưu: VT, NC"}));
}

TEST(Recipients, MayBeWiderThanTheirColumn) {
  const std::string wide = "- Chủ tịch, các Phó Chủ tịch UBND thị trấn Đông Anh;";
  const auto page = Paper()
                        .body(60, 12)
                        .print(85, 320, "Nơi nhận:")
                        .centred(420, 320, "CHỦ TỊCH")
                        .print(85, 338, wide)
                        .print(85, 356, "- Lưu: VT.")
                        .centred(420, 420, "Trần Hoàng Tuấn")
                        .page();
  const auto found = read_recipients(lay_out(page));
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].value, "Chủ tịch, các Phó Chủ tịch UBND thị trấn Đông Anh");
}

TEST(Recipients, MayHaveLostTheirMarks) {
  const auto page = Paper()
                        .body(60, 12)
                        .print(85, 320, "Nơi nhận:")
                        .print(85, 335, "Kho bạc Nhà nước;")
                        .print(85, 350, "- Công an huyện;")
                        .print(85, 365, "Phòng Nội vụ;")
                        .print(85, 380, "- Lưu: VT.")
                        .page();
  std::vector<std::string> values;
  for (const Finding& finding : read_recipients(lay_out(page))) values.push_back(finding.value);
  EXPECT_EQ(values, (std::vector<std::string>{"Kho bạc Nhà nước", "Công an huyện", "Phòng Nội vụ", "Lưu: VT"}));
}

TEST(Addressees, StandAfterTheirLabelOrInAListBelow) {
  const auto one = Paper().centred(320, 190, "Kính gửi: Sở Tài chính").body(230, 12).page();
  const auto in_line = read_addressees(lay_out(one), Head{});
  ASSERT_EQ(in_line.size(), 1U);
  EXPECT_EQ(in_line[0].value, "Sở Tài chính");

  const auto two = Paper()
                       .print(180, 190, "Kính gửi:")
                       .print(230, 208, "- Văn phòng Chính phủ;")
                       .print(230, 226, "- Bộ trưởng Bộ Nội vụ, Tổ phó Tổ công tác")
                       .print(230, 242, "cải cách thủ tục hành chính.")
                       .body(270, 12)
                       .page();
  std::vector<std::string> values;
  for (const Finding& finding : read_addressees(lay_out(two), Head{})) values.push_back(finding.value);
  EXPECT_EQ(values, (std::vector<std::string>{"Văn phòng Chính phủ",
                                              "Bộ trưởng Bộ Nội vụ, Tổ phó Tổ công tác cải cách thủ tục hành chính"}));
}

TEST(Recipients, AnEntryMayGoOnWithItsDash) {
  const auto page = Paper()
                        .body(60, 12)
                        .print(85, 320, "Nơi nhận:")
                        .print(85, 337, "- Các tổ chức chính trị")
                        .print(85, 352, "- xã hội huyện;")
                        .print(85, 367, "- Như trên")
                        .print(85, 382, "- Lưu: VT.")
                        .page();
  std::vector<std::string> values;
  for (const Finding& finding : read_recipients(lay_out(page))) values.push_back(finding.value);
  EXPECT_EQ(values, (std::vector<std::string>{"Các tổ chức chính trị - xã hội huyện", "Như trên", "Lưu: VT"}));
}

TEST(Addressees, ANoteAtTheLabelIsNoPartOfThem) {
  const auto page = Paper().print(150, 100, "Kính gửi(1): Công an xã Uy Nỗ").body(200, 6).page();
  const auto found = read_addressees(lay_out(page), Head{});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().value, "Công an xã Uy Nỗ");
}

TEST(SignatureBlock, ARankOfThePoliceIsNoPartOfTheName) {
  const auto found = signature_of(Paper().body(60, 12).foot(320, {"TRƯỞNG CÔNG AN"}, "Trung tá Thái Ngọc Diễm").page());
  ASSERT_TRUE(found && found->signer);
  EXPECT_EQ(found->signer->value, "Thái Ngọc Diễm");
  EXPECT_TRUE(found->signer->validated);
  const auto name = signature_of(Paper().body(60, 12).foot(320, {"TRƯỞNG CÔNG AN"}, "Thái Trung Đại").page());
  ASSERT_TRUE(name && name->signer);
  EXPECT_EQ(name->signer->value, "Thái Trung Đại");
}

TEST(SignaturesBesideEachOther, ATitleThatIsNotListedHasItsColumnAndIsForReview) {
  const auto page = Paper()
                        .body(60, 12)
                        .centred(120, 320, "ĐẠI DIỆN HỘ DÂN")
                        .centred(297, 320, "CHUYÊN GIA ĐỘC LẬP")
                        .centred(475, 320, "TRƯỞNG ĐOÀN")
                        .centred(120, 400, "Đào Thanh Trí")
                        .centred(297, 400, "Trần Như Diễm")
                        .centred(475, 400, "Từ Đình Huy")
                        .page();
  const auto found = read_signatures(lay_out(page), built_in_types()->administrative());
  ASSERT_EQ(found.size(), 3U);
  const std::vector<std::string> names{"Đào Thanh Trí", "Trần Như Diễm", "Từ Đình Huy"};
  for (std::size_t i = 0; i < found.size(); ++i) {
    ASSERT_TRUE(found[i].signer) << i;
    EXPECT_EQ(found[i].signer->value, names[i]);
  }
  EXPECT_EQ(found[1].title->value, "CHUYÊN GIA ĐỘC LẬP");
  EXPECT_FALSE(found[1].title->validated);
  EXPECT_TRUE(found[2].title->validated);
}

TEST(SignatureBlock, TwoWordsThatMayNotBeAllOfANameAreForReview) {
  const auto signer = [](double middle, const char* name) {
    const auto page = Paper().body(60, 12).centred(420, 320, "CHỦ TỊCH").centred(middle, 400, name).page();
    return signature_of(page)->signer;
  };
  ASSERT_TRUE(signer(420, "Lâm Quốc"));
  EXPECT_TRUE(signer(420, "Lâm Quốc")->validated);
  ASSERT_TRUE(signer(400, "Lâm Quốc"));
  EXPECT_FALSE(signer(400, "Lâm Quốc")->validated) << "its end may be missing";
  EXPECT_TRUE(signer(400, "Lâm Quốc Khải")->validated);
  ASSERT_TRUE(signer(420, "Hà Đông"));
  EXPECT_FALSE(signer(420, "Hà Đông")->validated) << "a district";
}

}  // namespace
}  // namespace hoso::extraction
