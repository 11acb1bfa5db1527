// SPDX-License-Identifier: Apache-2.0
// Rules with days: types, words, fields and agencies that exist for a time only.
#include <algorithm>

#include <gtest/gtest.h>

#include "extraction/types/document_types.h"
#include "hoso/extraction/assemble.h"
#include "hoso/extraction/check_types.h"
#include "tests/extraction/paper.h"

namespace hoso::extraction {
namespace {

using models::Document;
using models::Field;
using models::Verdict;
using tests::field_of;
using tests::Paper;

/// The shipped types and one more.
DocumentTypes with(const std::string& text) {
  std::vector<TypeFile> files = built_in_files();
  files.push_back({"more.toml", text});
  auto types = parse_types(files);
  EXPECT_TRUE(types) << (types ? "" : types.error().cause);
  return std::move(*types);
}

Paper decision(const std::string& day, const std::string& number_line = "Số: 15/QĐ-UBND",
               const std::string& title = "QUYẾT ĐỊNH") {
  return Paper()
      .head(number_line, "Đông Anh, " + day)
      .title(title, {"Về việc khen thưởng năm 2019"})
      .body(240, 10)
      .foot(480, {"CHỦ TỊCH"}, "Trần Xuân Thủy");
}

std::optional<bool> check_of(const Field& field, const std::string& name) {
  const auto at = std::ranges::find(field.checks, name, &models::Check::name);
  return at == field.checks.end() ? std::nullopt : std::optional(at->holds);
}

bool says(const Document& document, const std::string& evidence) {
  return std::ranges::find(document.evidence, evidence) != document.evidence.end();
}

/// A type with a title that the shipped ones do not have, which wins over quyet_dinh by its length.
constexpr const char* kOldForm = R"(
name = "quyet_dinh_cu"
extends = "administrative"
titles = ["QUYẾT ĐỊNH KHEN THƯỞNG"]
until = 2019-12-31
)";

TEST(RulesOfTheDay, ATypeOfAnotherTimeIsStruckAndTheNextTaken) {
  const DocumentTypes types = with(std::string(kOldForm) + "marks = [\"khen thưởng năm 2019\"]\n");
  const auto titled = [](const std::string& day) {
    return decision(day, "Số: 15/QĐ-UBND", "QUYẾT ĐỊNH KHEN THƯỞNG").page();
  };
  const auto old = assemble({titled("ngày 05 tháng 11 năm 2019")}, types).at(0);
  EXPECT_EQ(old.type, "quyet_dinh_cu");
  const auto late = assemble({titled("ngày 05 tháng 01 năm 2020")}, types).at(0);
  EXPECT_NE(late.type, "quyet_dinh_cu");
  EXPECT_TRUE(says(late, "no quyet_dinh_cu: such papers are made until 2019-12-31"));
  EXPECT_EQ(late.rules.day, "2020-01-05");
  EXPECT_TRUE(late.rules.own);
}

TEST(RulesOfTheDay, ThereIsNoGuessWhereOnlyAStruckTypeFits) {
  const DocumentTypes types = with(
      "name = \"so_ho_khau\"\ntitles = [\"SỔ HỘ KHẨU\"]\nuntil = 2022-12-31\n"
      "[[fields]]\nname = \"date\"\nlabels = [\"Cấp ngày\"]\nkind = \"date\"\n");
  const auto book = [&](const std::string& day) {
    return assemble({Paper().centred(300, 80, "SỔ HỘ KHẨU").print(85, 120, "Cấp ngày: " + day).body(160, 20).page()},
                    types)
        .at(0);
  };
  EXPECT_EQ(book("05/03/2015").type, "so_ho_khau");
  EXPECT_EQ(book("05/03/2023").type, "other");
}

TEST(RulesOfTheDay, ADayOfReceiptOnlySaysWhatBeganLater) {
  const DocumentTypes types =
      with("name = \"to_roi\"\ntitles = [\"TỜ RƠI\"]\nsince = 2022-01-01\nuntil = 2023-12-31\n");
  const auto flyer = [&](const models::Metadata& told) {
    return assemble({Paper().centred(300, 150, "TỜ RƠI").page()}, types, {}, told).at(0);
  };
  EXPECT_EQ(flyer({}).type, "to_roi") << "no day is known";
  EXPECT_EQ(flyer({}).rules.day, "");
  EXPECT_EQ(flyer({{"received", "2026-05-04"}}).type, "to_roi") << "an older paper may be handed in";
  EXPECT_EQ(flyer({{"received", "2026-05-04"}}).rules.day, "2026-05-04");
  EXPECT_FALSE(flyer({{"received", "2026-05-04"}}).rules.own);
  const auto early = flyer({{"received", "2021-12-31"}});
  EXPECT_EQ(early.type, "other");
  EXPECT_TRUE(says(early, "no to_roi: such papers are made since 2022-01-01"));
}

TEST(RulesOfTheDay, TheDayOfReceiptIsThatOfTheReceipt) {
  const DocumentTypes types = with(
      "name = \"to_roi\"\ntitles = [\"TỜ RƠI\"]\nsince = 2022-01-01\n"
      "starts_without_head = true\n");
  const auto receipt = Paper(1)
                           .centred(300, 60, "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ")
                           .print(85, 120, "Mã hồ sơ: H26.16-211230-0012")
                           .print(85, 160, "Thời gian nhận hồ sơ: 30/12/2021")
                           .body(200, 10)
                           .page();
  const auto documents = assemble({receipt, Paper(2).centred(300, 80, "TỜ RƠI").body(120, 20).page()}, types);
  ASSERT_EQ(documents.size(), 2U);
  EXPECT_EQ(documents[0].type, "giay_tiep_nhan");
  EXPECT_EQ(documents[1].type, "other");
  EXPECT_EQ(documents[1].rules.day, "2021-12-30");
}

TEST(RulesOfTheDay, FieldsAndLabelsHoldForTheirTime) {
  const DocumentTypes types = with(R"(
name = "the_thu"
titles = ["THẺ THỬ"]
[[fields]]
name = "date"
labels = ["Cấp ngày"]
kind = "date"
[[fields]]
name = "card"
until = 2020-12-31
labels = ["Số thẻ"]
pattern = '(\d{4})'
[[fields]]
name = "card"
since = 2021-01-01
labels = ["Số thẻ"]
pattern = '(\d{4} \d{4})'
[[fields]]
name = "holder"
labels = [{text = "Chủ thẻ", since = 2021-01-01}]
kind = "name"
[[persons]]
name = "holder"
)");
  const auto value = [&](const std::string& day, const char* name) -> std::string {
    const auto paper = assemble({Paper()
                                     .centred(300, 80, "THẺ THỬ")
                                     .print(85, 120, "Cấp ngày: " + day)
                                     .print(85, 150, "Số thẻ: 1234 5678")
                                     .print(85, 180, "Chủ thẻ: Nguyễn Văn An")
                                     .body(220, 20)
                                     .page()},
                                types)
                           .at(0);
    const Field* field = field_of(paper, name);
    return field == nullptr ? "" : field->value;
  };
  EXPECT_EQ(value("05/03/2019", "card"), "1234");
  EXPECT_EQ(value("05/03/2021", "card"), "1234 5678");
  EXPECT_EQ(value("", "card"), "1234") << "without a day the first that finds something";
  EXPECT_EQ(value("05/03/2019", "holder"), "");
  EXPECT_EQ(value("05/03/2021", "holder"), "Nguyễn Văn An");
}

TEST(RulesOfTheDay, WhateverIsLeftOutTheRestIsSound) {
  const DocumentTypes types = with(R"(
name = "the_thu"
titles = [{text = "THẺ THỬ", since = 2021-01-01}]
marks = [{text = "Chủ thẻ", since = 2021-01-01}]
abbreviation = [{text = "TTH", since = 2021-01-01}]
[[fields]]
name = "sex"
finder = "choice"
options = ["Nam", "Nữ"]
labels = [{text = "Giới tính", since = 2021-01-01}]
[[fields]]
name = "date"
labels = [{text = "Ngày cấp", since = 2021-01-01}]
[[fields]]
name = "number"
finder = "number"
labels = [{text = "Số", since = 2021-01-01}]
[[persons]]
name = "number"
sex = "sex"
)");
  const auto before = types.on({"2020-12-31", true}), after = types.on({"2021-01-01", true});
  EXPECT_EQ(before->find("the_thu")->fields.size(), 1U) << "that which is found without its labels";
  EXPECT_TRUE(before->find("the_thu")->titles.empty());
  EXPECT_EQ(before->by_abbreviation("TTH"), nullptr);
  EXPECT_EQ(after->find("the_thu")->fields.size(), 3U);
}

TEST(RulesOfTheDay, IdentityCardsHaveTheTitleOfTheirTime) {
  const auto types = built_in_types();
  const auto titles = [&](const std::string& day) {
    std::vector<std::string> out;
    for (const TitleAnchor& title : types->on({day, true})->find("cccd_front")->titles) out.push_back(title.text);
    return out;
  };
  EXPECT_EQ(titles("2024-06-30"), std::vector<std::string>{"CĂN CƯỚC CÔNG DÂN"});
  EXPECT_EQ(titles("2024-07-01"), std::vector<std::string>{"CĂN CƯỚC"});
  EXPECT_EQ(titles("").size(), 2U);
  EXPECT_EQ(types->on({"2024-06-30", true}), types->on({"2024-01-15", true})) << "one set for days with the same rules";
}

TEST(RulesOfTheDay, ATitleOfAnotherTimeIsTold) {
  const auto card = [](const std::string& issued) {
    return assemble({Paper()
                         .centred(300, 100, "CĂN CƯỚC CÔNG DÂN")
                         .print(200, 140, "Số / No.: 001085000009")
                         .print(200, 160, "Họ và tên / Full name:")
                         .print(200, 176, "NGUYỄN VĂN AN")
                         .print(200, 200, "Ngày sinh / Date of birth: 12/02/1985")
                         .body(240, 10)
                         .barcode("QRCode", "001085000009||Nguyễn Văn An|12021985|Nam|Hà Nội|" + issued)
                         .page()},
                    *built_in_types())
        .at(0);
  };
  const auto in_time = card("30062024"), late = card("01072024");
  EXPECT_EQ(in_time.type, "cccd_front");
  EXPECT_EQ(field_of(in_time, "type_name")->value, "CĂN CƯỚC CÔNG DÂN");
  EXPECT_EQ(late.type, "cccd_front") << "the form and its code still tell it";
  ASSERT_NE(field_of(late, "type_name"), nullptr);
  EXPECT_EQ(field_of(late, "type_name")->verdict, Verdict::review) << "it stands there all the same";
  EXPECT_EQ(check_of(*field_of(late, "type_name"), "in_use"), false);
  EXPECT_EQ(field_of(in_time, "type_name")->verdict, Verdict::accept);
  EXPECT_TRUE(says(late, "its title is one of another time"));
  EXPECT_FALSE(says(in_time, "its title is one of another time"));
}

TEST(RulesOfTheDay, LandCertificatesHaveTheNumberOfTheirTime) {
  const auto number = [](const std::string& serial, const std::string& day) -> std::string {
    const auto paper = assemble({Paper()
                                     .centred(300, 100, "GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT")
                                     .print(300, 140, serial)
                                     .print(100, 180, "Thửa đất số: 12")
                                     .print(300, 400, "Hà Nội, " + day)
                                     .page()},
                                *built_in_types())
                           .at(0);
    EXPECT_EQ(paper.type, "giay_chung_nhan_qsdd");
    const Field* field = field_of(paper, "land_certificate_number");
    return field == nullptr ? "" : field->value;
  };
  EXPECT_EQ(number("CB 123456", "ngày 05 tháng 3 năm 2019"), "CB 123456");
  EXPECT_EQ(number("AA 01234567", "ngày 05 tháng 3 năm 2025"), "AA 01234567");
  EXPECT_EQ(number("CB 123456", "ngày 05 tháng 3 năm 2025"), "") << "two digits were lost";
}

TEST(RulesOfTheDay, AbbreviationsOfBeforeTheDecreeAreKnownOnPapersOfBefore) {
  const auto letter = [](const std::string& day) {
    return assemble({decision(day, "Số: 15/GT-UBND", "GIẤY GIỚI THIỆU").page()}, *built_in_types()).at(0);
  };
  const auto old = letter("ngày 05 tháng 01 năm 2015"), late = letter("ngày 05 tháng 3 năm 2021");
  EXPECT_TRUE(says(old, "symbol"));
  EXPECT_FALSE(says(late, "symbol"));
  EXPECT_EQ(late.type, "giay_gioi_thieu");
}

TEST(Agencies, WhatTheirTimeDidNotHaveIsForReview) {
  const auto agency = [](const std::string& day) {
    const auto paper = assemble({decision(day).page()}, *built_in_types()).at(0);
    EXPECT_EQ(paper.type, "quyet_dinh");
    return *field_of(paper, "issuing_agency");
  };
  const Field then = agency("ngày 30 tháng 6 năm 2025"), later = agency("ngày 01 tháng 7 năm 2025");
  EXPECT_EQ(check_of(then, "existed"), true);
  EXPECT_EQ(then.verdict, Verdict::accept);
  EXPECT_EQ(check_of(later, "existed"), false);
  EXPECT_EQ(later.verdict, Verdict::review);
  EXPECT_EQ(later.value, "ỦY BAN NHÂN DÂN HUYỆN ĐÔNG ANH") << "no name is changed";
}

struct Issuer {
  const char *parent, *name, *day;
  std::optional<bool> existed;
};
class AgencyTimes : public ::testing::TestWithParam<Issuer> {};

TEST_P(AgencyTimes, AreThoseOfTheLaw) {
  const auto& [parent, name, day, existed] = GetParam();
  const auto paper = assemble({Paper()
                                   .centred(165, 60, parent)
                                   .centred(430, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
                                   .as_one_line()
                                   .centred(165, 77, name)
                                   .centred(430, 77, "Độc lập - Tự do - Hạnh phúc")
                                   .as_one_line()
                                   .centred(165, 105, "Số: 15/QĐ-XYZ")
                                   .centred(430, 105, std::string("Vinh, ") + day)
                                   .title("QUYẾT ĐỊNH", {"Về việc khen thưởng"})
                                   .page()},
                              *built_in_types())
                         .at(0);
  const Field* agency = field_of(paper, "issuing_agency");
  ASSERT_NE(agency, nullptr);
  EXPECT_EQ(check_of(*agency, "existed"), existed) << agency->value;
}

constexpr const char *kMay = "ngày 12 tháng 5 năm 2025", *kAugust = "ngày 12 tháng 8 năm 2025",
                     *kFebruary = "ngày 12 tháng 02 năm 2025";
INSTANTIATE_TEST_SUITE_P(
    Names, AgencyTimes,
    ::testing::Values(Issuer{"TỈNH NGHỆ AN", "ỦY BAN NHÂN DÂN THÀNH PHỐ VINH", kAugust, false},
                      Issuer{"TỈNH NGHỆ AN", "ỦY BAN NHÂN DÂN THÀNH PHỐ VINH", kMay, true},
                      Issuer{"CHÍNH PHỦ", "ỦY BAN NHÂN DÂN THÀNH PHỐ CẦN THƠ", kAugust, std::nullopt},
                      Issuer{"CHÍNH PHỦ", "ỦY BAN NHÂN DÂN TỈNH HÀ GIANG", kAugust, false},
                      Issuer{"CHÍNH PHỦ", "ỦY BAN NHÂN DÂN TỈNH HÀ GIANG", kMay, true},
                      Issuer{"CHÍNH PHỦ", "UBND TỈNH NGHỆ AN", kAugust, true},
                      Issuer{"TỈNH NGHỆ AN", "ỦY BAN NHÂN DÂN XÃ KIM LIÊN", kAugust, std::nullopt},
                      Issuer{"TỈNH NGHỆ AN", "ỦY BAN NHÂN DÂN THỊ TRẤN HƯNG NGUYÊN", kAugust, false},
                      Issuer{"TỈNH NGHỆ AN", "ỦY BAN NHÂN DÂN ĐẶC KHU CÔN ĐẢO", kMay, false},
                      Issuer{"CHÍNH PHỦ", "BỘ TÀI NGUYÊN VÀ MÔI TRƯỜNG", kMay, false},
                      Issuer{"CHÍNH PHỦ", "BỘ TÀI NGUYÊN VÀ MÔI TRƯỜNG", kFebruary, true},
                      Issuer{"CHÍNH PHỦ", "BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", kFebruary, false},
                      Issuer{"BỘ QUỐC PHÒNG", "QUÂN KHU 4", kAugust, std::nullopt}));

TEST(CheckTypes, MistakesInDaysAreTold) {
  const auto fault = [](const std::string& text) {
    const auto faults = check_type("x.toml", "name = \"x\"\n" + text);
    return faults.size() == 1 ? std::pair(faults[0].line, faults[0].what) : std::pair(-1, std::string());
  };
  using Told = std::pair<int, std::string>;
  EXPECT_EQ(fault("titles = [\"X Y\"]\nsince = \"2024-07-01\"").second,
            "'since' is no date; a date has no quotes: 2024-07-01");
  EXPECT_EQ(fault("titles = [\"X Y\"]\nsince = 2024-07-01\nuntil = 2024-06-30").second,
            "'since' is later than 'until'");
  EXPECT_EQ(fault("titles = [{text = \"X Y\", until = 2024}]"),
            Told(2, "'until' is no date; a date has no quotes: 2024-07-01"));
  EXPECT_EQ(fault("titles = [{until = 2024-07-01}]"), Told(2, "dated words have no 'text'"));
  EXPECT_EQ(fault("titles = [{text = \"X\", before = 2024-07-01}]"),
            Told(2, "dated words know 'text', 'since' and 'until', but no 'before'"));
  EXPECT_EQ(fault("titles = [\"X Y\"]\n[[fields]]\nname = \"a\"\nlabels = [\"A B\"]\nuntil = 2024-07-01\n"
                  "[[fields]]\nname = \"a\"\nlabels = [\"A B\"]\nsince = 2024-07-01"),
            Told(7, "there are two fields 'a' at one time"));
  EXPECT_EQ(fault("titles = [\"X Y\"]\n[[fields]]\nname = \"a\"\nlabels = [\"A B\"]\n"
                  "[[fields]]\nname = \"a\"\nlabels = [\"C D\"]\notherwise = true"),
            Told(-1, ""));
  EXPECT_EQ(fault("titles = [\"X Y\"]\n[[fields]]\nname = \"a\"\nlabels = [\"A B\"]\notherwise = true"),
            Told(3, "field 'a' is for where another of its name finds nothing, but there is none before it"));
  EXPECT_EQ(fault("titles = [\"X Y\"]\ndated_by = [\"day\"]").second, "'dated_by' names 'day', which is no field");
  EXPECT_NE(fault("titles = [\"X Y\"]\nuntil = 2024-02-30").second.find("no TOML"), 0U);
}

TEST(CheckTypes, DaysThatAreInOrderAreNoMistake) {
  EXPECT_TRUE(check_type("x.toml",
                         "name = \"x\"\ntitles = [{text = \"X Y\", since = 2024-07-01}]\nuntil = 2030-01-01\n"
                         "dated_by = [\"a\"]\n[[fields]]\nname = \"a\"\nlabels = [\"A B\"]\nuntil = 2024-06-30\n"
                         "[[fields]]\nname = \"a\"\nlabels = [\"A B\"]\nsince = 2024-07-01\n")
                  .empty());
}

}  // namespace
}  // namespace hoso::extraction
