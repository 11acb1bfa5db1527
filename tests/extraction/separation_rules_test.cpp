// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <gtest/gtest.h>

#include "extraction/separation.h"
#include "hoso/extraction/assemble.h"
#include "tests/extraction/paper.h"

namespace hoso::extraction {
namespace {

using tests::Paper;
using Stack = std::vector<models::ComposedPage>;

Paper decision(int number) {
  return Paper(number)
      .head("Số: 15/QĐ-UBND", "Đông Anh, ngày 05 tháng 01 năm 2020")
      .title("QUYẾT ĐỊNH", {"Về việc khen thưởng"})
      .body(250, 14);
}
Paper text(int number) { return Paper(number).body(60, 30); }
Paper patch_sheet(int number) { return Paper(number).barcode("PatchCode", "T"); }

/// "1,2|3": pages of each document, separators as "-", blank sheets as "o".
std::string cut(const Stack& pages, const SeparationOptions& options = {}) {
  std::string out;
  for (const models::Document& document : assemble(pages, *built_in_types(), options)) {
    if (!out.empty()) out += '|';
    if (document.type == "separator") out += '-';
    if (document.type == "blank") out += 'o';
    for (std::size_t i = 0; i < document.pages.size(); ++i)
      out += (i == 0 ? "" : ",") + std::to_string(document.pages[i]);
  }
  return out;
}

TEST(SeparationRules, APatchSheetBeginsAPaperAndBelongsToNone) {
  const Stack stack{text(1).page(), text(2).page(), patch_sheet(3).page(), text(4).page()};
  EXPECT_EQ(cut(stack), "1,2|-3|4");
  EXPECT_EQ(cut({text(1).page(), Paper(2).barcode("Code128", "PATCHT").page(), text(3).page()}), "1|-2|3");
  EXPECT_EQ(cut(stack, {.patch_t = false}), "1,2,3,4");
}

TEST(SeparationRules, APatchOnAPageOfPrintBeginsAPaperWithThatPage) {
  EXPECT_EQ(cut({text(1).page(), text(2).barcode("PatchCode", "T").page(), text(3).page()}), "1|2,3");
}

TEST(SeparationRules, EveryNPagesBeginAPaper) {
  const Stack stack{text(1).page(), text(2).page(), text(3).page(), text(4).page(), text(5).page()};
  EXPECT_EQ(cut(stack, {.every_pages = 2, .content = false}), "1,2|3,4|5");
  EXPECT_EQ(cut({text(1).page(), decision(2).page(), text(3).page(), text(4).page()}, {.every_pages = 2}), "1|2,3|4");
}

TEST(SeparationRules, ABlankSheetMayEndAPaper) {
  const Stack stack{text(1).page(), Paper(2).blank().page(), text(3).page()};
  EXPECT_EQ(cut(stack), "1,3|o2");
  EXPECT_EQ(cut(stack, {.blank_ends = true}), "1|o2|3");
}

TEST(SeparationRules, WithoutContentOnlySheetsCut) {
  EXPECT_EQ(
      cut({decision(1).page(), decision(2).page(), patch_sheet(3).page(), decision(4).page()}, {.content = false}),
      "1,2|-3|4");
}

TEST(SeparationRules, APageNumberWithItsCountTellsTheFirstPage) {
  const auto numbered = [](int page, const std::string& number) {
    return Paper(page).centred(297, 30, number).body(60, 30).page();
  };
  EXPECT_EQ(cut({numbered(1, "1/2"), numbered(2, "2/2"), numbered(3, "1/2"), numbered(4, "2/2")}), "1,2|3,4");
  EXPECT_EQ(cut({numbered(1, "Trang 1/2"), numbered(2, "Trang 2/2"), numbered(3, "Trang 1/1"), numbered(4, "7")}),
            "1,2,3,4");
}

TEST(SeparationRules, TheLastPageOfALetterAloneIsNoForm) {
  const auto page = [](const std::string& number) {
    return assemble({Paper(1)
                         .centred(297, 30, number)
                         .print(85, 90, "thuộc thửa đất số 62, tờ bản đồ số 33 do hộ ông Cường đang sử dụng")
                         .print(85, 110, "chuyển mục đích sử dụng đất trồng cây hằng năm khác sang đất ở")
                         .print(85, 130, "theo sơ đồ thửa đất kèm theo của người sử dụng đất")
                         .body(160, 20)
                         .page()},
                    *built_in_types())
        .at(0)
        .type;
  };
  EXPECT_EQ(page("2"), "other");
  EXPECT_EQ(page("- 3 -"), "other");
}

TEST(SeparationRules, ASeparatorsCodeInTheMiddleOfPrintSeparatesNothing) {
  const Stack stack{text(1).page(), text(2).barcode("QRCode", "HOSO:START:H26.16-250702-0012").page(), text(3).page()};
  EXPECT_EQ(cut(stack), "1,2,3");
  const auto evidence = assemble(stack, *built_in_types()).at(0).evidence;
  EXPECT_TRUE(std::any_of(evidence.begin(), evidence.end(), [](const std::string& what) {
    return what.find("page 2") != std::string::npos && what.find("separates nothing") != std::string::npos;
  }));
  EXPECT_EQ(cut({text(1).page(), Paper(2).barcode("QRCode", "HOSO:START:H26.16-250702-0012").page(), text(3).page()}),
            "1|-2|3");
}

class OddCodes : public ::testing::TestWithParam<std::string> {};

TEST_P(OddCodes, SeparateNothing) {
  const Stack stack{text(1).page(), Paper(2).barcode("QRCode", "HOSO:START:" + GetParam()).page(), text(3).page()};
  EXPECT_EQ(cut(stack), "1,2,3");
  const auto evidence = assemble(stack, *built_in_types()).at(0).evidence;
  EXPECT_NE(std::ranges::find(evidence, "what begins as a separator's code on page 2 is none"), evidence.end());
}

INSTANTIATE_TEST_SUITE_P(Payloads, OddCodes,
                         ::testing::Values("", "../../etc/passwd", "A\nB", "A\x1b[31mC", std::string(61, 'Y'),
                                           std::string(4096, 'Y'), "\u202eabc", "hai từ"));

TEST(SeparationRules, ASheetWithTwoCodesIsForReview) {
  const auto sheet = assemble({Paper(1).barcode("QRCode", "HOSO:START:A-1").barcode("QRCode", "HOSO:START:B-2").page()},
                              *built_in_types())
                         .at(0);
  ASSERT_EQ(sheet.type, "separator");
  ASSERT_EQ(sheet.fields.size(), 1U);
  EXPECT_EQ(sheet.fields[0].value, "A-1");
  EXPECT_EQ(sheet.fields[0].verdict, models::Verdict::review);
  ASSERT_EQ(sheet.fields[0].alternatives.size(), 1U);
  EXPECT_EQ(sheet.fields[0].alternatives[0].value, "B-2");
}

TEST(SeparationRules, TwoDossiersInOneStackAreToldOnBothSheets) {
  const auto separator = [](int page, const std::string& code) {
    return Paper(page).barcode("QRCode", "HOSO:START:" + code).page();
  };
  const auto two =
      assemble({separator(1, "A-1"), text(2).page(), separator(3, "B-2"), text(4).page()}, *built_in_types());
  ASSERT_EQ(two.size(), 4U);
  for (const auto& [one, other] : {std::pair{0, 3}, std::pair{2, 1}}) {
    const models::Field& code = two.at(static_cast<std::size_t>(one)).fields.at(0);
    EXPECT_EQ(code.verdict, models::Verdict::review);
    ASSERT_EQ(code.checks.size(), 1U);
    EXPECT_EQ(code.checks[0], (models::Check{"agrees", false, other, other == 3 ? 3 : 1}));
  }
  const auto same =
      assemble({separator(1, "A-1"), text(2).page(), separator(3, "A-1"), text(4).page()}, *built_in_types());
  EXPECT_EQ(same.at(0).fields.at(0).verdict, models::Verdict::accept);
}

TEST(SeparationRules, AReceiptWithItsBarCodeBeginsAPaper) {
  const auto receipt = [](int page, const std::string& code, bool titled = true) {
    Paper paper(page);
    if (titled) paper.centred(300, 80, "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ");
    return paper.print(85, 130, "Mã hồ sơ: " + code)
        .print(85, 160, "Thời gian nhận hồ sơ: 30/12/2021")
        .print(85, 190, "Số lượng hồ sơ: 01 (bộ)")
        .barcode("QRCode", code)
        .body(220, 10)
        .page();
  };
  const SeparationOptions sheets{.content = false}, none{.receipt_codes = false, .content = false};
  const std::string one = "H26.16-250702-0012", other = "H26.16-250702-0013";
  EXPECT_EQ(cut({text(1).page(), receipt(2, one), text(3).page()}, sheets), "1|2,3");
  EXPECT_EQ(cut({text(1).page(), receipt(2, one), text(3).page()}, none), "1,2,3");
  EXPECT_EQ(cut({receipt(1, one), receipt(2, one, false), receipt(3, one), receipt(4, other, false)}, sheets),
            "1,2|3|4");
  EXPECT_EQ(cut({text(1).page(), text(2).barcode("QRCode", one).page()}, sheets), "1,2") << "no receipt";
}

TEST(SeparationRules, ASeparatorWhoseCodeWasNotReadSaysItInPrint) {
  const auto documents = assemble(
      {Paper(1).centred(297, 100, "TỜ PHÂN TÁCH HỒ SƠ").centred(297, 600, "H26.16-250702-0012").page(), text(2).page()},
      *built_in_types());
  ASSERT_EQ(documents.at(0).type, "separator");
  ASSERT_EQ(documents.at(0).fields.size(), 1U);
  EXPECT_EQ(documents.at(0).fields[0].value, "H26.16-250702-0012");
}

models::Dossier dossier_of(const Stack& pages) {
  models::Dossier dossier;
  dossier.pages = pages;
  dossier.documents = assemble(pages, *built_in_types());
  return dossier;
}

TEST(Secrecy, AStampedSheetIsNamed) {
  for (const char* degree : {"MẬT", "TỐI MẬT", "TUYỆT MẬT"}) {
    const auto secret = secret_sheet(dossier_of({decision(1).page(), decision(2).print(90, 190, degree).page()}));
    ASSERT_TRUE(secret) << degree;
    EXPECT_EQ(secret->page, 2);
    EXPECT_EQ(secret->subject, degree);
    EXPECT_EQ(secret->code, models::ErrorCode::secret_paper);
  }
}

TEST(Secrecy, APaperOfNoKnownTypeIsLookedAtToo) {
  EXPECT_TRUE(secret_sheet(dossier_of({text(1).print(90, 30, "TỐI MẬT").page()})));
}

TEST(Secrecy, ASheetWithNothingButTheMarkIsOne) {
  EXPECT_TRUE(secret_sheet(dossier_of({Paper(1).print(90, 100, "MẬT").page()})));
  EXPECT_FALSE(secret_sheet(dossier_of({Paper(1).print(90, 800, "MẬT").page()})));
}

/// The page with a mark that was read in a small frame.
models::ComposedPage framed(models::ComposedPage page, const std::string& mark, double y_px) {
  const models::Box box{400, y_px, 300, 200};
  models::Line line{.box = box};
  line.words.push_back({.text = mark, .box = box, .confidence = 0.95});
  page.text.framed.push_back(std::move(line));
  return page;
}

TEST(Secrecy, AFrameSaysItWhereverItStands) {
  for (const double y_px : {300.0, 2900.0}) {
    EXPECT_TRUE(secret_sheet(dossier_of({framed(decision(1).page(), "MẬT", y_px)}))) << y_px;
    EXPECT_FALSE(secret_sheet(dossier_of({framed(decision(1).page(), "BẢO MẬT", y_px)}))) << y_px;
  }
}

TEST(Secrecy, AMarkReadInItsFrameAndInItsPlaceIsOneField) {
  const auto dossier = dossier_of({framed(decision(1).print(90, 190, "MẬT").page(), "MẬT", 790)});
  const auto& fields = dossier.documents.at(0).fields;
  EXPECT_EQ(std::count_if(fields.begin(), fields.end(), [](const auto& field) { return field.name == "secrecy"; }), 1);
}

TEST(Secrecy, OfTwoWordsIsNoNameInTheLowerHalf) {
  EXPECT_TRUE(secret_sheet(dossier_of({decision(1).print(90, 640, "TỐI MẬT").page()})));
  EXPECT_FALSE(secret_sheet(dossier_of({decision(1).print(90, 640, "MẬT").page()})));
  EXPECT_FALSE(secret_sheet(
      dossier_of({decision(1).print(95, 640, "TỐI MẬT").grid({85, 200, 300, 400}, {630, 655, 680, 705}).page()})))
      << "a list of other papers";
}

TEST(Secrecy, WordsOfTheTextAreNoMark) {
  EXPECT_FALSE(secret_sheet(dossier_of({decision(1)
                                            .print(85, 600, "Bảo vệ bí mật nhà nước")
                                            .print(85, 200, "mật")
                                            .print(300, 210, "LÊ VĂN MẬT")
                                            .page()})));
}

TEST(Stamps, UrgencyAndCirculationAreFields) {
  const auto documents =
      assemble({decision(1).print(90, 190, "HỎA TỐC").print(420, 30, "XEM XONG TRẢ LẠI").page()}, *built_in_types());
  std::string found;
  for (const auto& field : documents.at(0).fields)
    if (field.name == "urgency" || field.name == "circulation") found += field.name + "=" + field.value + ";";
  EXPECT_EQ(found, "circulation=XEM XONG TRẢ LẠI;urgency=HỎA TỐC;");
}

}  // namespace
}  // namespace hoso::extraction
