// SPDX-License-Identifier: Apache-2.0
#include "extraction/page/title.h"

#include <gtest/gtest.h>

#include "extraction/page/page_view.h"
#include "tests/extraction/paper.h"

namespace hoso::extraction {
namespace {

using tests::Paper;

constexpr const char* kDate = "Đông Anh, ngày 05 tháng 01 năm 2020";

TEST(Title, NamesItsTypeThoughALetterIsWrong) {
  const auto page = Paper().head("Số: 15/QĐ-UBND", kDate).title("QUYÉT ĐỊNNH").body(250, 12).page();
  const PageView view = view_of(page, *built_in_types());
  ASSERT_TRUE(view.title);
  EXPECT_EQ(view.title->type->name, "quyet_dinh");
  EXPECT_EQ(view.title->name.value, "QUYẾT ĐỊNH");
}

TEST(Title, TheLongerOfTwoFittingTitlesCounts) {
  const auto page = Paper()
                        .centred(320, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
                        .centred(320, 77, "Độc lập - Tự do - Hạnh phúc")
                        .title("THÔNG BÁO THAY ĐỔI NỘI DUNG ĐĂNG KÝ DOANH NGHIỆP")
                        .body(250, 12)
                        .page();
  const PageView view = view_of(page, *built_in_types());
  ASSERT_TRUE(view.title);
  EXPECT_EQ(view.title->type->name, "don_to_khai");
}

TEST(Title, SmallerCapitalsBelowItAreTheSubject) {
  const auto contract = [](double height) {
    auto page = Paper()
                    .centred(297, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
                    .centred(297, 77, "Độc lập - Tự do - Hạnh phúc")
                    .centred(297, 130, "HỢP ĐỒNG")
                    .centred(297, 150, "THUÊ QUYỀN SỬ DỤNG ĐẤT")
                    .centred(297, 170, "Số: 232/HĐDV")
                    .body(250, 12)
                    .page();
    for (models::Block& block : page.text.blocks)
      for (models::Line& line : block.lines)
        if (line.words.front().text == "THUÊ")
          for (models::Word& word : line.words) word.box.height *= height;
    const PageView view = view_of(page, *built_in_types());
    return view.title ? view.title->name.value : "";
  };
  EXPECT_EQ(contract(0.75), "HỢP ĐỒNG");
  EXPECT_EQ(contract(1), "HỢP ĐỒNG THUÊ QUYỀN SỬ DỤNG ĐẤT");
}

TEST(Title, MayStandOnOnePageOfAnOpenSheet) {
  Paper paper;
  paper.centred(140, 100, "GIẤY CHỨNG NHẬN").centred(140, 117, "QUYỀN SỬ DỤNG ĐẤT");
  for (int i = 0; i < 9; ++i) {
    paper.print(40, 150 + 18 * i, "Số vào sổ và ngày cấp ghi");
    paper.print(320, 103 + 18 * i, "Thửa đất số và tờ bản đồ");
  }
  const auto page = paper.page();
  const PageView view = view_of(page, *built_in_types());
  ASSERT_TRUE(view.title);
  EXPECT_EQ(view.title->type->name, "giay_chung_nhan_qsdd");
}

TEST(Title, WordsOfTheTextAreNone) {
  const auto page = Paper()
                        .head("Số: 15/UBND-VP", kDate)
                        .print(120, 250, "Thông báo này thay cho giấy mời và quyết định trước đây")
                        .body(270, 12)
                        .page();
  EXPECT_FALSE(view_of(page, *built_in_types()).title);
}

TEST(Title, TheSubjectIsWhatStandsCentredBelow) {
  const auto page = Paper()
                        .head("Số: 15/QĐ-UBND", kDate)
                        .title("QUYẾT ĐỊNH", {"Về việc công nhận kết quả thi tuyển", "viên chức năm 2020"})
                        .centred(320, 215, "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN ĐÔNG ANH")
                        .body(250, 12)
                        .page();
  const PageView view = view_of(page, *built_in_types());
  const auto subject = subject_below_title(view.layout, *view.title, *built_in_types());
  ASSERT_TRUE(subject);
  EXPECT_EQ(subject->value, "Về việc công nhận kết quả thi tuyển viên chức năm 2020");
}

TEST(Title, ASubjectIsNoParagraphForAWiderRemarkInBracketsBelow) {
  const auto subject_of = [](const std::string& next) {
    const auto page = Paper()
                          .centred(320, 90, "DANH SÁCH")
                          .centred(320, 110, "Công dân đề nghị cấp Giấy chứng nhận quyền sử dụng đất ở tại xã Bồ")
                          .print(85, 126, next)
                          .body(150, 12)
                          .page();
    const PageView view = view_of(page, *built_in_types());
    const auto subject = subject_below_title(view.layout, *view.title, *built_in_types());
    return subject ? subject->value : "";
  };
  EXPECT_EQ(subject_of("(Kèm theo Quyết định số 449/QĐ-UBND ngày 11 tháng 12 năm 2019 của UBND xã Nam Giang)"),
            "Công dân đề nghị cấp Giấy chứng nhận quyền sử dụng đất ở tại xã Bồ");
  EXPECT_EQ(subject_of("như sau: Quyết định số 449/QĐ-UBND ngày 11 tháng 12 năm 2019 của UBND xã Nam Giang"), "");
}

TEST(Title, ALineOfTheSubjectMayBeginWithAWordInBrackets) {
  const auto subject_of = [](const std::string& second) {
    const auto page = Paper()
                          .head("Số: 15/QĐ-UBND", kDate)
                          .title("QUYẾT ĐỊNH", {"Về việc cho phép chuyển mục đích sử dụng đất của hộ ông", second})
                          .body(260, 12)
                          .page();
    const PageView view = view_of(page, *built_in_types());
    const auto subject = subject_below_title(view.layout, *view.title, *built_in_types());
    return subject ? subject->value : "";
  };
  EXPECT_EQ(subject_of("(bà) Chu Anh Phú"), "Về việc cho phép chuyển mục đích sử dụng đất của hộ ông (bà) Chu Anh Phú");
  EXPECT_EQ(subject_of("(Kèm theo Tờ trình số 12/TTr-UBND)"),
            "Về việc cho phép chuyển mục đích sử dụng đất của hộ ông");
}

TEST(Title, ASubjectThatTheTextFollowsCloselyEndsAtTheParagraph) {
  const auto page =
      Paper().head("Số: 15/BC-UBND", kDate).title("BÁO CÁO", {"Tình hình kinh tế - xã hội"}).body(180, 14).page();
  const PageView view = view_of(page, *built_in_types());
  const auto subject = subject_below_title(view.layout, *view.title, *built_in_types());
  ASSERT_TRUE(subject);
  EXPECT_EQ(subject->value, "Tình hình kinh tế - xã hội");
}

TEST(Title, ASetPhraseIsPutRight) {
  const auto page =
      Paper().head("Số: 15/TB-UBND", kDate).title("THÔNG BÁO", {"và việc tham dự Hội nghị"}).body(250, 12).page();
  const PageView view = view_of(page, *built_in_types());
  EXPECT_EQ(subject_below_title(view.layout, *view.title, *built_in_types())->value, "Về việc tham dự Hội nghị");
}

TEST(Title, ALetterHasItsSubjectBelowTheNumber) {
  const auto page = Paper()
                        .head("Số: 15/UBND-VP", kDate)
                        .centred(165, 122, "V/v góp ý dự thảo")
                        .centred(165, 137, "Nghị định của Chính phủ")
                        .centred(320, 190, "Kính gửi: Sở Tài chính")
                        .body(230, 12)
                        .page();
  const PageView view = view_of(page, *built_in_types());
  ASSERT_TRUE(view.letter_subject);
  EXPECT_EQ(view.letter_subject->value, "V/v góp ý dự thảo Nghị định của Chính phủ");
}

TEST(Title, ASubjectMayBeginAsTheTextDoes) {
  const auto page = Paper()
                        .head("Số: 15/KH-UBND", kDate)
                        .title("KẾ HOẠCH", {"Thực hiện Đề án 06 trên địa bàn huyện"})
                        .print(113, 240, "Thực hiện Nghị quyết số 12, Ủy ban nhân dân huyện ban hành Kế hoạch như sau:")
                        .body(260, 10)
                        .page();
  const PageView view = view_of(page, *built_in_types());
  ASSERT_TRUE(view.title);
  const auto subject = subject_below_title(view.layout, *view.title, *built_in_types());
  ASSERT_TRUE(subject);
  EXPECT_EQ(subject->value, "Thực hiện Đề án 06 trên địa bàn huyện");
}

TEST(Title, ASubjectEndsBeforeAParagraphWithAShortLastLine) {
  const auto page = Paper()
                        .head("Số: 15/KH-UBND", kDate)
                        .title("KẾ HOẠCH", {"Cải cách hành chính năm 2018"})
                        .print(113, 205, "Thường trực Hội đồng nhân dân ban hành Kế hoạch với những nội dung chủ yế")
                        .print(85, 222, "yếu sau:")
                        .body(240, 10)
                        .page();
  const PageView view = view_of(page, *built_in_types());
  ASSERT_TRUE(view.title);
  const auto subject = subject_below_title(view.layout, *view.title, *built_in_types());
  ASSERT_TRUE(subject);
  EXPECT_EQ(subject->value, "Cải cách hành chính năm 2018");
}

}  // namespace
}  // namespace hoso::extraction
