// SPDX-License-Identifier: Apache-2.0
#include "extraction/form/form.h"

#include <gtest/gtest.h>

#include "extraction/page/page_view.h"
#include "tests/extraction/paper.h"

namespace hoso::extraction {
namespace {

using tests::Paper;

constexpr const char* kType = R"toml(
name = "phieu_mau"
titles = ["PHIẾU MẪU"]
stops = ["Ghi chú"]
[[fields]]
name = "full_name"
labels = ["Họ và tên / Full name", "Họ và tên"]
kind = "name"
[[fields]]
name = "birth_date"
labels = ["Ngày sinh"]
kind = "date"
[[fields]]
name = "sex"
labels = ["Giới tính"]
kind = "gender"
[[fields]]
name = "nationality"
labels = ["Quốc tịch / Nationality", "Quốc tịch"]
[[fields]]
name = "id_number"
labels = ["Số định danh cá nhân"]
kind = "number12"
[[fields]]
name = "birth_year"
labels = ["Năm sinh"]
kind = "year"
[[fields]]
name = "mother_name"
labels = ["Họ và tên mẹ"]
kind = "name"
[[fields]]
name = "mother_birth_year"
labels = ["Năm sinh"]
kind = "year"
after = "mother_name"
[[fields]]
name = "residence"
labels = ["Nơi cư trú"]
lines = 3
[[fields]]
name = "capital"
labels = ["Vốn điều lệ"]
kind = "money"
[[fields]]
name = "enterprise_code"
labels = ["Mã số thuế"]
kind = "enterprise_code"
[[fields]]
name = "present"
labels = ["Ông (bà)", "Ông", "Bà"]
kind = "name"
[[fields]]
name = "pen_number"
labels = ["Số CCCD"]
kind = "number12"
handwritten = true
[[fields]]
name = "pen_date"
labels = ["Cấp ngày"]
kind = "date"
handwritten = true
[[fields]]
name = "land_use"
labels = ["Mục đích sử dụng", "Mục đích sử dụng đất"]
[[fields]]
name = "use_form"
labels = ["Hình thức sử dụng"]
list = "use_forms"
[[fields]]
name = "area"
labels = ["Diện tích"]
kind = "decimal"
[[fields]]
name = "papers"
labels = ["Giấy tờ gồm"]
where = "list_below"
many = true
[lexicon]
use_forms = ["Sử dụng riêng"]
)toml";

class FormTest : public ::testing::Test {
 protected:
  std::vector<Finding> read(const Paper& paper, const std::string& field) {
    page_ = paper.page();
    layout_ = lay_out(page_);
    const DocumentType& type = *types_.find("phieu_mau");
    const Form form({{&layout_, 1, std::nullopt}}, type, types_.administrative());
    std::vector<Finding> out;
    for (const FieldRule& rule : type.fields)
      if (rule.name == field)
        for (Placed& placed : form.labelled(rule)) out.push_back(std::move(placed.finding));
    return out;
  }
  std::string value(const Paper& paper, const std::string& field) {
    const auto found = read(paper, field);
    return found.empty() ? "" : found.front().value;
  }

 private:
  static DocumentTypes types_with_form() {
    std::vector<TypeFile> files = built_in_files();
    files.push_back({"phieu_mau.toml", kType});
    return parse_types(files).value();
  }
  DocumentTypes types_ = types_with_form();
  models::ComposedPage page_;
  PageLayout layout_;
};

TEST_F(FormTest, AShortValueIsNotTakenForTheBeginningOfTheNextLabel) {
  Paper paper;
  paper.print(60, 100, "Giới tính: Nữ Quốc tịch / Nationality: Việt Nam");
  EXPECT_EQ(value(paper, "sex"), "Nữ");
  EXPECT_EQ(value(paper, "nationality"), "Việt Nam");
}

TEST_F(FormTest, BehindANameStandsItsBearersPosition) {
  EXPECT_EQ(value(Paper().print(80, 100, "Họ và tên: Nguyễn Văn An - Trưởng thôn"), "full_name"), "Nguyễn Văn An");
  EXPECT_EQ(value(Paper().print(80, 100, "Họ và tên: Nguyễn Văn An, sinh năm"), "full_name"), "Nguyễn Văn An");
}

TEST_F(FormTest, WhatStandsBelowAHeadingOfATableIsForReview) {
  const auto list = [](Paper paper) {
    return paper.print(100, 100, "STT").print(140, 100, "Số định danh cá nhân").print(140, 118, "001085002345");
  };
  const auto found = read(list(Paper().grid({90, 130, 300}, {95, 115, 133})), "id_number");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_FALSE(found.front().validated);
  const auto without_rulings = read(list(Paper()), "id_number");
  ASSERT_EQ(without_rulings.size(), 1U);
  EXPECT_TRUE(without_rulings.front().validated);
}

TEST_F(FormTest, ALabelThatFillsACellHasItsValueInTheNextOneOnly) {
  Paper paper;
  paper.grid({90, 220, 330, 420, 500}, {95, 115, 135})
      .print(95, 100, "Họ và tên / Full name")
      .print(225, 100, "Nguyễn Văn An")
      .print(335, 100, "Ngày sinh")
      .print(95, 120, "Nơi cư trú")
      .print(225, 120, "xã Uy Nỗ")
      .print(335, 120, "Giới tính")
      .print(335, 140, "Nam");
  EXPECT_EQ(value(paper, "full_name"), "Nguyễn Văn An");
  EXPECT_EQ(value(paper, "residence"), "xã Uy Nỗ");
  EXPECT_EQ(value(paper, "birth_date"), "");
  EXPECT_EQ(value(paper, "sex"), "") << "its cell is empty";
}

TEST_F(FormTest, AHeadingOverAColumnOfATableIsNoLabelOfTheCellBesideIt) {
  Paper list;
  list.grid({90, 200, 300}, {95, 115, 135})
      .print(95, 100, "Họ và tên")
      .print(205, 100, "Chức Vụ")
      .print(95, 120, "Nguyễn Văn An")
      .print(205, 120, "Kế Toán");
  EXPECT_NE(value(list, "full_name"), "Chức Vụ");
}

TEST_F(FormTest, AnAddressGoesOnThoughItsNextWordWouldHaveFitted) {
  const auto below = [&](const std::string& next) {
    return value(Paper()
                     .print(60, 80, "Biên bản lập tại trụ sở của cơ quan vào hồi mười giờ ba mươi phút cùng ngày")
                     .print(60, 100, "Nơi cư trú: Số 168 đường Minh Khai, phường Hòa Cường")
                     .print(60, 116, next),
                 "residence");
  };
  EXPECT_EQ(below("Bắc, quận Hải Châu, thành phố Đà Nẵng"),
            "Số 168 đường Minh Khai, phường Hòa Cường Bắc, quận Hải Châu, thành phố Đà Nẵng");
  EXPECT_EQ(below("Người làm chứng, đã ký"), "Số 168 đường Minh Khai, phường Hòa Cường");
}

TEST_F(FormTest, AFamilyNameReadWithoutItsMarksIsPutRightForReview) {
  Paper paper;
  paper.print(80, 100, "Họ và tên:").print(145, 100, "NGUYÊN", 0.31).as_one_line();
  const auto found = read(paper.print(187, 100, "NGỌC GIANG").as_one_line(), "full_name");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().value, "NGUYỄN NGỌC GIANG");
  EXPECT_FALSE(found.front().validated);
  EXPECT_EQ(value(Paper().print(80, 100, "Họ và tên: LÝ NGỌC GIANG"), "full_name"), "LÝ NGỌC GIANG");
  EXPECT_EQ(value(Paper().print(80, 100, "Họ và tên: VÔ NGỌC GIANG"), "full_name"), "VÕ NGỌC GIANG");
  EXPECT_EQ(value(Paper().print(80, 100, "Họ và tên: MÁ NGỌC GIANG"), "full_name"), "MÁ NGỌC GIANG") << "Ma or Mã";
}

TEST_F(FormTest, AFormOfAddressNeedsNoColonBeforeAName) {
  EXPECT_EQ(value(Paper().print(80, 100, "2. Ông (bà) Nguyễn Văn An - Trưởng thôn"), "present"), "Nguyễn Văn An");
  EXPECT_EQ(value(Paper().print(80, 100, "Bà Nguyễn Thị Ánh, căn cước số"), "present"), "Nguyễn Thị Ánh");
  EXPECT_EQ(value(Paper().print(80, 100, "Bà con nhân dân đề nghị"), "present"), "");
  EXPECT_EQ(value(Paper().print(80, 100, "BAN NHÂN DÂN XÃ"), "present"), "");
}

TEST_F(FormTest, AnEntryOfAListHasItsCapital) {
  EXPECT_EQ(value(Paper().print(80, 100, "Hình thức sử dụng: sử dụng riêng"), "use_form"), "Sử dụng riêng");
  EXPECT_EQ(value(Paper().print(80, 100, "Hình thức sử dụng: SỬ DỤNG RIÊNG"), "use_form"), "SỬ DỤNG RIÊNG");
}

TEST_F(FormTest, ALabelEndsAtItsColon) {
  EXPECT_EQ(value(Paper().print(80, 100, "Mục đích sử dụng: Đất ở tại đô thị"), "land_use"), "Đất ở tại đô thị");
  EXPECT_EQ(value(Paper().print(80, 100, "Mục đích sử dụng đất: Đất ở tại đô thị"), "land_use"), "Đất ở tại đô thị");
}

TEST_F(FormTest, ALetterAmongDigitsByPenIsADigit) {
  const auto number = read(Paper().print(80, 100, "Số CCCD: O79l73465661", 0.9), "pen_number");
  ASSERT_EQ(number.size(), 1U);
  EXPECT_EQ(number[0].normalised, "079173465661");
  EXPECT_LT(number[0].confidence, kAcceptConfidence);
  EXPECT_EQ(read(Paper().print(80, 100, "Cấp ngày: O9/1l/2O21", 0.9), "pen_date").at(0).normalised, "2021-11-09");
  // Print is not guessed at.
  EXPECT_TRUE(read(Paper().print(80, 100, "Số định danh cá nhân: O79173465661"), "id_number").empty());
}

TEST_F(FormTest, APointBeforeFewerThanThreeDigitsIsADecimalPoint) {
  const auto area = [&](const std::string& text) {
    return read(Paper().print(80, 100, "Diện tích: " + text + " m2"), "area").at(0).normalised;
  };
  EXPECT_EQ(area("175.6"), "175.6");
  EXPECT_EQ(area("1.756"), "1756");
  EXPECT_EQ(area("1.756,5"), "1756.5");
  EXPECT_EQ(area("12.345.678"), "12345678");
}

TEST_F(FormTest, AValueStandsBehindItsLabel) {
  EXPECT_EQ(value(Paper().print(80, 100, "1. Họ và tên: Nguyễn Văn An"), "full_name"), "Nguyễn Văn An");
}

TEST_F(FormTest, OcrErrorsAndMissingTonesInALabelDoNoHarm) {
  EXPECT_EQ(value(Paper().print(80, 100, "Sô đinh danh cá nhàn : 001085000009"), "id_number"), "001085000009");
  EXPECT_EQ(value(Paper().print(80, 100, "Nơi cư trủ:Thôn Đoài"), "residence"), "Thôn Đoài");
}

TEST_F(FormTest, AValueMayStandOnTheNextLine) {
  const Paper paper = Paper().print(80, 100, "Họ và tên / Full name:").print(80, 116, "NGUYỄN VĂN AN");
  EXPECT_EQ(value(paper, "full_name"), "NGUYỄN VĂN AN");
}

TEST_F(FormTest, AValueMayStandFarToTheRightInItsRow) {
  const Paper paper = Paper().print(80, 100, "Họ và tên").print(260, 100, "Nguyễn Văn An").print(80, 130, "Ghi chú:");
  EXPECT_EQ(value(paper, "full_name"), "Nguyễn Văn An");
}

TEST_F(FormTest, AValueEndsAtTheNextLabelOfItsRow) {
  const Paper paper = Paper().print(80, 100, "Ngày sinh: 02/09/1985 Giới tính: Nữ");
  EXPECT_EQ(read(paper, "birth_date").at(0).normalised, "1985-09-02");
  EXPECT_EQ(value(paper, "sex"), "Nữ");
}

TEST_F(FormTest, AnEmptyFieldTakesNothingFromItsNeighbour) {
  const Paper paper = Paper().print(80, 100, "Họ và tên: Giới tính: Nam").print(80, 120, "Ngày sinh: 02/09/1985");
  EXPECT_TRUE(read(paper, "full_name").empty());
}

TEST_F(FormTest, AnAddressGoesOnUntilTheNextLabel) {
  const Paper paper = Paper()
                          .print(80, 100, "Nơi cư trú: Số 5 đường Lê Lợi, phường Tân Phong, thành phố")
                          .print(80, 119, "Biên Hòa, tỉnh Đồng Nai")
                          .print(80, 138, "Ghi chú: không");
  EXPECT_EQ(value(paper, "residence"), "Số 5 đường Lê Lợi, phường Tân Phong, thành phố Biên Hòa, tỉnh Đồng Nai");
}

TEST_F(FormTest, DottedLeadersAreNoText) {
  EXPECT_EQ(value(Paper().print(80, 100, "Nơi cư trú: ........ Thôn Đoài ......"), "residence"), "Thôn Đoài");
  EXPECT_TRUE(read(Paper().print(80, 100, "Nơi cư trú: ..............."), "residence").empty());
}

TEST_F(FormTest, ASharedLabelCountsByItsSection) {
  const Paper paper = Paper().print(80, 100, "Họ và tên mẹ: Trần Thị Bình").print(80, 120, "Năm sinh: 1985");
  EXPECT_TRUE(read(paper, "birth_year").empty());
  EXPECT_EQ(value(paper, "mother_birth_year"), "1985");
}

TEST_F(FormTest, WhatStandsRightOfItsSectionMayBeALittleHigher) {
  const Paper paper = Paper().print(320, 98, "Năm sinh: 1985").print(80, 100, "Họ và tên mẹ: Trần Thị Bình");
  EXPECT_EQ(value(paper, "mother_birth_year"), "1985");
}

TEST_F(FormTest, ADayThatIsNotInTheCalendarIsNoDate) {
  EXPECT_TRUE(read(Paper().print(80, 100, "Ngày sinh: 31/02/1985"), "birth_date").empty());
}

TEST_F(FormTest, NumbersAreCheckedByTheirStructure) {
  EXPECT_TRUE(read(Paper().print(80, 100, "Mã số thuế: 0101234565"), "enterprise_code").at(0).validated);
  EXPECT_FALSE(read(Paper().print(80, 100, "Mã số thuế: 0101234566"), "enterprise_code").at(0).validated);
  EXPECT_FALSE(read(Paper().print(80, 100, "Số định danh cá nhân: 999985000009"), "id_number").at(0).validated);
  EXPECT_TRUE(read(Paper().print(80, 100, "Số định danh cá nhân: 12345"), "id_number").empty());
}

TEST_F(FormTest, MoneyKeepsItsPrintAndHasDigits) {
  const auto found = read(Paper().print(80, 100, "Vốn điều lệ (đồng): 1.100.000.000 đồng"), "capital");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].value, "1.100.000.000");
  EXPECT_EQ(found[0].normalised, "1100000000");
}

TEST_F(FormTest, EachEntryOfAListIsAValue) {
  const Paper paper = Paper()
                          .print(80, 100, "Giấy tờ gồm:")
                          .print(90, 118, "1. Tờ khai")
                          .print(90, 136, "2. Giấy chứng sinh")
                          .print(80, 154, "Ghi chú: không");
  EXPECT_EQ(read(paper, "papers").size(), 2U);
}

TEST_F(FormTest, ALabelWithinRunningTextIsNone) {
  EXPECT_TRUE(read(Paper().print(80, 100, "đã ghi rõ ngày sinh 02/09/1985 trong hồ sơ"), "birth_date").empty());
}

TEST_F(FormTest, ALabelInTwoLanguagesNeedsNoColon) {
  EXPECT_EQ(value(Paper().print(60, 100, "Giới tính / Sex Nữ Quốc tịch / Nationality Việt Nam"), "nationality"),
            "Việt Nam");
  EXPECT_EQ(value(Paper().print(60, 100, "Giới tính / Sex Nữ Quốc tịch / Naionalty. Việt Nam"), "nationality"),
            "Việt Nam");
}

TEST_F(FormTest, ALabelAtTheHeadOfItsLineNeedsNoColonBeforeADay) {
  EXPECT_EQ(value(Paper().print(80, 100, "Cấp ngày 05/03/2022"), "pen_date"), "05/03/2022");
  EXPECT_EQ(value(Paper().print(80, 100, "Giấy phép cấp ngày 05/03/2022"), "pen_date"), "") << "a sentence";
}

TEST_F(FormTest, AValueEndsBeforeALabelThatTheTypeDoesNotKnow) {
  EXPECT_EQ(value(Paper().print(80, 100, "Hình thức sử dụng: Sử dụng riêng; Thời hạn: Lâu dài"), "use_form"),
            "Sử dụng riêng");
  EXPECT_EQ(value(Paper().print(80, 100, "Mục đích sử dụng: Đất ở; đất vườn"), "land_use"), "Đất ở; đất vườn");
}

TEST_F(FormTest, AnAddressThatEndsInTheMidstOfAProvinceGoesOn) {
  const auto below = [&](const std::string& end) {
    return value(Paper()
                     .print(60, 80, "Biên bản lập tại trụ sở của cơ quan vào hồi mười giờ ba mươi phút cùng ngày")
                     .print(60, 100, "Nơi cư trú: phường An Hòa, " + end)
                     .print(60, 116, "Giang"),
                 "residence");
  };
  EXPECT_EQ(below("tỉnh Kiên"), "phường An Hòa, tỉnh Kiên Giang");
  EXPECT_EQ(below("tỉnh Cà Mau"), "phường An Hòa, tỉnh Cà Mau");
}

TEST_F(FormTest, ALabelMayGoOnBelowInAColumnOfLabels) {
  Paper paper;
  paper.print(60, 100, "Họ và tên").print(60, 114, "mẹ:").print(240, 107, "Nguyễn Thị Ánh");
  paper.print(60, 130, "Năm sinh:").print(240, 130, "1990");
  EXPECT_EQ(value(paper, "mother_name"), "Nguyễn Thị Ánh");
  EXPECT_EQ(value(paper, "mother_birth_year"), "1990");
  EXPECT_EQ(value(paper, "full_name"), "");
}

TEST_F(FormTest, BarsOfADateThatWereReadAsOnesAreForReview) {
  const auto found = read(Paper().print(80, 100, "Ngày sinh: 2710811982"), "birth_date");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().normalised, "1982-08-27");
  EXPECT_FALSE(found.front().validated);
  EXPECT_TRUE(read(Paper().print(80, 100, "Ngày sinh: 2710911882"), "birth_date").empty());
  EXPECT_TRUE(read(Paper().print(80, 100, "Ngày sinh: 4510811982"), "birth_date").empty()) << "no such day";
}

}  // namespace
}  // namespace hoso::extraction
