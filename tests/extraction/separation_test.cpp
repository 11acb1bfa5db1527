// SPDX-License-Identifier: Apache-2.0
#include "extraction/separation.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "hoso/extraction/assemble.h"
#include "tests/extraction/paper.h"

namespace hoso::extraction {
namespace {

using tests::Paper;
using Stack = std::vector<models::ComposedPage>;

constexpr const char* kDate = "Đông Anh, ngày 05 tháng 01 năm 2020";

Paper decision(int number) {
  return Paper(number).head("Số: 15/QĐ-UBND", kDate).title("QUYẾT ĐỊNH", {"Về việc khen thưởng"}).body(250, 14);
}
Paper report(int number) {
  return Paper(number).head("Số: 7/BC-UBND", kDate).title("BÁO CÁO", {"Tình hình kinh tế - xã hội"}).body(250, 14);
}
Paper text(int number) { return Paper(number).body(60, 30); }

/// "1,2|3": pages of each group.
std::string cut(const Stack& pages) {
  std::vector<PageView> views;
  for (const auto& page : pages) views.push_back(view_of(page, *built_in_types()));
  std::string out;
  for (const PageGroup& group : separate(views, *built_in_types())) {
    if (!out.empty()) out += '|';
    for (std::size_t i = 0; i < group.pages.size(); ++i)
      out += (i == 0 ? "" : ",") + std::to_string(group.pages[i]->number());
  }
  return out;
}

TEST(Separation, ANewHeadBeginsANewPaper) {
  EXPECT_EQ(cut({decision(1).page(), text(2).page(), report(3).page()}), "1,2|3");
}

TEST(Separation, ASecondCopyIsAPaperOfItsOwn) {
  EXPECT_EQ(cut({decision(1).page(), text(2).page(), decision(3).page(), text(4).page()}), "1,2|3,4");
}

TEST(Separation, BlankBacksArePapersOfTheirOwnAndEndNothing) {
  EXPECT_EQ(cut({decision(1).page(), Paper(2).blank().page(), text(3).page(), Paper(4).blank().page()}), "1,3|2|4");
}

TEST(Separation, ASeparatorEndsThePaperBefore) {
  EXPECT_EQ(
      cut({decision(1).page(), Paper(2).barcode("QRCode", "HOSO:START:H26.16-250702-0012").page(), text(3).page()}),
      "1|2|3");
}

TEST(Separation, ASeparatorIsKnownByItsTitleToo) {
  EXPECT_EQ(cut({decision(1).page(), Paper(2).centred(300, 120, "TỜ PHÂN TÁCH HỒ SƠ").page(), report(3).page()}),
            "1|2|3");
}

TEST(Separation, AnAnnexBelongsToThePaperBefore) {
  const auto annex = Paper(3)
                         .centred(320, 60, "Phụ lục I")
                         .centred(320, 80, "KẾ HOẠCH")
                         .centred(320, 98, "(Kèm theo Quyết định số 15/QĐ-UBND ngày 05 tháng 01 năm 2020)")
                         .body(140, 20)
                         .page();
  EXPECT_EQ(cut({decision(1).page(), text(2).page(), annex}), "1,2,3");
}

TEST(Separation, AListAttachedToThePaperBeforeIsItsAnnexAndAnyOtherIsNot) {
  const auto list = [](int number) {
    return Paper(3)
        .centred(320, 80, "DANH SÁCH")
        .centred(320, 98, "(Kèm theo Quyết định số " + std::to_string(number) + "/QĐ-UBND ngày 05 tháng 01 năm 2020)")
        .body(140, 20)
        .page();
  };
  EXPECT_EQ(cut({decision(1).page(), text(2).page(), list(15)}), "1,2,3");
  EXPECT_EQ(cut({decision(1).page(), text(2).page(), list(352)}), "1,2|3");
}

TEST(Separation, ARulingOnTheSecondPageIsNoTitle) {
  const auto second = Paper(2).centred(320, 40, "2").body(60, 3).centred(320, 130, "QUYẾT ĐỊNH:").body(150, 20).page();
  EXPECT_EQ(cut({decision(1).page(), second}), "1,2");
}

TEST(Separation, APageNumberGoesOn) {
  const auto second = Paper(2).centred(320, 40, "2").centred(320, 90, "DANH SÁCH").body(140, 20).page();
  EXPECT_EQ(cut({decision(1).page(), second}), "1,2");
}

TEST(Separation, APageThatFailedStaysWithItsNeighbours) {
  auto failed = Paper(2).page();
  failed.facts.failure = models::Error{.code = models::ErrorCode::recognition_failed};
  EXPECT_EQ(cut({decision(1).page(), failed, text(3).page()}), "1,2,3");
}

TEST(Separation, ANationalNameInTheMiddleBeginsAForm) {
  const auto form = Paper(2)
                        .centred(320, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
                        .centred(320, 77, "Độc lập - Tự do - Hạnh phúc")
                        .centred(320, 120, "TỜ KHAI ĐĂNG KÝ KHAI SINH")
                        .body(180, 14)
                        .page();
  EXPECT_EQ(cut({decision(1).page(), form}), "1|2");
}

/// A page with a decision and a report on it, the second turned by 90 degrees.
models::ComposedPage two_papers(int number) {
  models::ComposedPage page;
  page.facts.id.number = number;
  const models::Affine level{.x0 = 100, .y0 = 50}, turned{0, -1, 9000, 1, 0, 40};
  for (const bool first : {true, false}) {
    models::ComposedPage paper = (first ? decision(number) : report(number)).page();
    const models::Affine& to_page = first ? level : turned;
    paper.facts.place = models::PaperPlace{.box = models::mapped(to_page, {0, 0, 2480, 3508}), .to_page = to_page};
    models::append(page.text, paper.text, to_page);
    page.papers.push_back(std::move(paper));
  }
  return page;
}

TEST(Separation, EachOfSeveralPapersOnAnImageIsAPaperOfItsOwn) {
  const auto documents = assemble({two_papers(1), text(2).page()}, *built_in_types());
  ASSERT_EQ(documents.size(), 3U);
  EXPECT_EQ(documents[0].type, "quyet_dinh");
  EXPECT_EQ(documents[1].type, "bao_cao");
  EXPECT_EQ(documents[0].pages, std::vector{1});
  EXPECT_EQ(documents[1].pages, std::vector{1});
  EXPECT_EQ(documents[2].pages, std::vector{2}) << "nothing goes on behind a paper that lay beside another";
  EXPECT_EQ(documents[0].region, (models::Box{100, 50, 2480, 3508}));
  EXPECT_EQ(documents[1].region, (models::Box{5492, 40, 3508, 2480}));
  EXPECT_FALSE(documents[2].region);
}

TEST(Separation, FieldsOfAPaperOnAnImageHaveTheirPlaceOnThePage) {
  const models::ComposedPage page = two_papers(1);
  const auto documents = assemble({page}, *built_in_types());
  const auto box_of_date = [](const models::Document& document) {
    const auto date = std::ranges::find(document.fields, "date", &models::Field::name);
    return date == document.fields.end() ? models::Box{} : date->box;
  };
  const auto alone = assemble({report(1).page()}, *built_in_types());
  ASSERT_FALSE(box_of_date(alone.at(0)).empty());
  EXPECT_EQ(box_of_date(documents.at(1)), models::mapped(page.papers[1].facts.place->to_page, box_of_date(alone[0])));
}

TEST(Separation, EveryPageIsInOneGroupWhateverItSays) {
  EXPECT_EQ(cut({text(1).page(), text(2).page()}), "1,2");
  EXPECT_EQ(cut({Paper(1).page()}), "1");
  EXPECT_EQ(cut({}), "");
}

}  // namespace
}  // namespace hoso::extraction
