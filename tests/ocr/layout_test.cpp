// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include <algorithm>

#include "ocr/layout/ink.h"
#include "ocr/layout/letters.h"
#include "ocr/layout/page_layout.h"
#include "ocr/layout/red_print.h"
#include "ocr/layout/text_lines.h"
#include "tests/support/drawing.h"

namespace hoso::ocr {
namespace {

using tests::PrintedLine;

cv::Mat grey(const cv::Mat& pixels) {
  cv::Mat out;
  cv::cvtColor(pixels, out, cv::COLOR_BGR2GRAY);
  return out;
}

cv::Rect rect(const models::Box& box) {
  return {static_cast<int>(box.x), static_cast<int>(box.y), static_cast<int>(box.width), static_cast<int>(box.height)};
}

double overlap_share(const cv::Rect& one, const cv::Rect& other) {
  return static_cast<double>((one & other).area()) / (one | other).area();
}

/// How many of the true lines have a found line with nearly the same box.
int lines_found(const models::PageText& truth, const PageLayout& layout) {
  int found = 0;
  for (const models::Line& line : truth.blocks.front().lines) {
    found += std::ranges::any_of(layout.lines,
                                 [&](const TextLine& one) { return overlap_share(one.box, rect(line.box)) > 0.85; });
  }
  return found;
}

const std::vector<PrintedLine> kParagraph{{"Căn cứ Luật Tổ chức chính quyền địa phương", 100, 100},
                                          {"ngày 19 tháng 6 năm 2015; Ủy ban nhân dân xã", 100, 180},
                                          {"quyết định hỗ trợ các hộ nghèo, cận nghèo.", 100, 260}};

TEST(Components, AreTheConnectedPiecesWithTheirBoxesAndAreas) {
  cv::Mat ink(40, 60, CV_8UC1, cv::Scalar(0));
  ink(cv::Rect(5, 5, 10, 3)).setTo(255);
  ink(cv::Rect(15, 8, 4, 4)).setTo(255);    // touches by a corner
  ink(cv::Rect(40, 20, 3, 10)).setTo(255);  // a cup: two arms that meet below
  ink(cv::Rect(50, 20, 3, 10)).setTo(255);
  ink(cv::Rect(40, 30, 13, 2)).setTo(255);
  const auto components = components_of(ink);
  ASSERT_EQ(components.size(), 2U);
  EXPECT_EQ(components[0].box, cv::Rect(5, 5, 14, 7));
  EXPECT_EQ(components[0].area_px, 46);
  EXPECT_EQ(components[1].box, cv::Rect(40, 20, 13, 12));
  EXPECT_EQ(components[1].area_px, 86);
}

TEST(Components, AreTheSameAsOpenCvs) {
  cv::Mat noise(97, 131, CV_8UC1);
  cv::RNG(7).fill(noise, cv::RNG::UNIFORM, 0, 256);
  const cv::Mat ink = noise > 150;
  cv::Mat labels, statistics, centres;
  const int count = cv::connectedComponentsWithStats(ink, labels, statistics, centres, 8, CV_32S);
  std::vector<std::vector<int>> expected, found;
  for (int label = 1; label < count; ++label) {
    const int* row = statistics.ptr<int>(label);
    expected.emplace_back(row, row + 5);
  }
  for (const Component& one : components_of(ink)) {
    found.push_back({one.box.x, one.box.y, one.box.width, one.box.height, one.area_px});
  }
  std::ranges::sort(expected);
  std::ranges::sort(found);
  EXPECT_EQ(found, expected);
}

TEST(Ink, IsNothingOnAnEmptyPage) {
  EXPECT_EQ(print_contrast(cv::Mat(100, 100, CV_8UC1, cv::Scalar(255))), 0);
  EXPECT_TRUE(find_layout(cv::Mat(300, 300, CV_8UC1, cv::Scalar(255)), 300).lines.empty());
}

TEST(Layout, FindsEachLineWithItsAccentsAndNothingElse) {
  const auto page = tests::draw_page({1500, 400}, kParagraph);
  const PageLayout layout = find_layout(grey(page.image), 300);
  EXPECT_EQ(layout.lines.size(), 3U);
  EXPECT_EQ(lines_found(page.truth, layout), 3);
}

TEST(Layout, FindsPaleAndSmallPrintBesideStrongPrint) {
  const auto page = tests::draw_page(
      {1500, 400}, {{"QUYẾT ĐỊNH", 100, 100, 70, true},
                    {"in nhạt nhưng vẫn đọc được", 100, 200, 54, false, "Liberation Serif", {120, 120, 120}},
                    {"chữ nhỏ ở chân trang của văn bản", 100, 300, 26}});
  EXPECT_EQ(lines_found(page.truth, find_layout(grey(page.image), 300)), 3);
}

TEST(Layout, EnlargesWhatWasScannedCoarsely) {
  const auto page = tests::draw_page({600, 180}, {{"Căn cứ Luật Tổ chức chính quyền", 30, 40, 18},
                                                  {"địa phương ngày 19 tháng 6 năm 2015", 30, 80, 18}});
  const PageLayout layout = find_layout(grey(page.image), 100);
  EXPECT_EQ(layout.lines.size(), 2U);
  EXPECT_EQ(lines_found(page.truth, layout), 2);
}

TEST(Layout, KeepsColumnsApart) {
  const auto page = tests::draw_page({2000, 300}, {{"ỦY BAN NHÂN DÂN", 100, 60},
                                                   {"CỘNG HÒA XÃ HỘI", 1200, 60},
                                                   {"XÃ TÂN LẬP", 150, 140},
                                                   {"Độc lập - Tự do - Hạnh phúc", 1150, 140}});
  const PageLayout layout = find_layout(grey(page.image), 300);
  EXPECT_EQ(layout.lines.size(), 4U);
  EXPECT_EQ(lines_found(page.truth, layout), 4);
}

TEST(Layout, TakesRulingsAsBordersOfCellsAndNotAsPrint) {
  auto page = tests::draw_page(
      {1500, 400}, {{"Họ và tên", 140, 120}, {"Năm sinh", 560, 120}, {"Nguyễn Văn An", 140, 220}, {"1980", 560, 220}});
  for (const int y : {100, 200, 300}) cv::line(page.image, {120, y}, {900, y}, {0, 0, 0}, 3);
  for (const int x : {120, 540, 900}) cv::line(page.image, {x, 100}, {x, 300}, {0, 0, 0}, 3);
  const PageLayout layout = find_layout(grey(page.image), 300);
  EXPECT_EQ(layout.rulings.horizontal.size(), 3U);
  EXPECT_EQ(layout.rulings.vertical.size(), 3U);
  EXPECT_EQ(lines_found(page.truth, layout), 4);
  EXPECT_EQ(layout.lines.size(), 4U);
}

TEST(Layout, TakesTheLowSideOfACellAsARulingBetweenItsRowsRulings) {
  auto page = tests::draw_page({1500, 400}, {{"Họ và tên", 140, 112},
                                             {"Nguyễn Văn An", 560, 112},
                                             {"Danh sách của thôn Lộc Hà và thôn Lương Quy", 140, 192}});
  for (const int y : {95, 175, 255}) cv::line(page.image, {120, y}, {1300, y}, {0, 0, 0}, 3);
  for (const int x : {120, 1300}) cv::line(page.image, {x, 95}, {x, 255}, {0, 0, 0}, 3);
  cv::line(page.image, {540, 95}, {540, 175}, {0, 0, 0}, 3);     // one row high
  cv::line(page.image, {1200, 300}, {1200, 380}, {0, 0, 0}, 3);  // parts no cells
  const PageLayout layout = find_layout(grey(page.image), 300);
  const auto lies_at = [](int x) { return [x](const cv::Rect& ruling) { return std::abs(ruling.x - x) < 5; }; };
  EXPECT_TRUE(std::ranges::any_of(layout.rulings.vertical, lies_at(540)));
  EXPECT_FALSE(std::ranges::any_of(layout.rulings.vertical, lies_at(1200)));
  EXPECT_EQ(lines_found(page.truth, layout), 3);
}

TEST(Layout, TakesTheTeethOfACombForNoSidesOfCells) {
  auto page = tests::draw_page({1500, 300}, {{"Số định danh cá nhân:", 140, 112}});
  for (const int y : {95, 165}) cv::line(page.image, {640, y}, {640 + 12 * 66, y}, {0, 0, 0}, 3);
  for (int tooth = 0; tooth <= 12; ++tooth)
    cv::line(page.image, {640 + 66 * tooth, 95}, {640 + 66 * tooth, 165}, {0, 0, 0}, 3);
  const PageLayout layout = find_layout(grey(page.image), 300);
  EXPECT_TRUE(layout.rulings.vertical.empty());
  EXPECT_EQ(layout.rulings.teeth.size(), 13U);
  cv::Mat without = without_teeth(grey(page.image), layout.rulings.teeth);
  cv::Scalar inside = cv::mean(without(cv::Rect(660, 110, 760, 40)));
  EXPECT_GT(inside[0], 254);
  EXPECT_LT(cv::mean(grey(page.image)(cv::Rect(660, 110, 760, 40)))[0], 250);
}

TEST(Layout, APartOfALineInEachCellIsALine) {
  models::Table table{.box = {100, 100, 600, 60}, .rows = 1, .columns = 3, .cells = {}};
  for (int column = 0; column < 3; ++column)
    table.cells.push_back({.row = 0, .column = column, .box = {100.0 + 200 * column, 100, 200, 60}});
  TextLine line;
  const auto add = [&](int x, int width) {
    const cv::Rect part(x, 115, width, 30);
    line.box = line.parts.empty() ? part : line.box | part;
    line.parts.push_back(part);
  };
  for (const int x : {180, 205, 230}) add(x, 20);
  add(303, 4);  // what is left of the ruling, which leans
  for (const int x : {390, 415}) add(x, 20);
  const std::vector<models::Table> tables{table};
  const auto lines = parted_at_cells(line, tables, 30);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].parts.size(), 3U);
  EXPECT_EQ(lines[1].box, cv::Rect(390, 115, 45, 30));
  EXPECT_EQ(parted_at_cells(line, {}, 30).size(), 1U) << "no table";
  add(450, 120);  // over the next side: a heading, or no table at all
  EXPECT_EQ(parted_at_cells(line, tables, 30).size(), 1U);
}

TEST(Layout, AFoldFromEdgeToEdgePartsNoLine) {
  auto page = tests::draw_page({1500, 400}, {{"Căn cứ Luật Tổ chức chính quyền địa phương", 140, 120},
                                             {"ngày 19 tháng 6 năm 2015 của Quốc hội", 140, 220}});
  cv::line(page.image, {0, 180}, {1500, 180}, {90, 90, 90}, 3);
  cv::line(page.image, {505, 0}, {505, 400}, {90, 90, 90}, 3);
  const PageLayout layout = find_layout(grey(page.image), 300);
  EXPECT_TRUE(layout.rulings.vertical.empty());
  EXPECT_TRUE(layout.rulings.horizontal.empty());
  ASSERT_EQ(layout.lines.size(), 2U);
  for (const TextLine& line : layout.lines) EXPECT_GT(line.box.width, 600);
}

TEST(Layout, FindsAFewWordsAmongFoldsAndStains) {
  const auto page = tests::draw_page({2480, 3508}, {{"PHÓ TRƯỞNG PHÒNG", 1500, 300}, {"Nông Đình Quân", 1560, 700}});
  const cv::Mat print = grey(page.image);
  cv::Mat paper(print.size(), CV_8UC1, cv::Scalar(255));
  cv::rectangle(paper, {0, 1200}, {2480, 1600}, cv::Scalar(219), cv::FILLED);
  for (const int y : {900, 2600}) cv::line(paper, {0, y}, {2480, y}, cv::Scalar(145), 26);
  for (const int x : {700, 1300}) cv::line(paper, {x, 0}, {x, 3508}, cv::Scalar(145), 26);
  cv::Mat grain(print.size(), CV_16S), image;
  cv::RNG(7).fill(grain, cv::RNG::NORMAL, 0, 20);
  grain.setTo(cv::Scalar(0), paper == 255);
  cv::add(paper, grain, image, cv::noArray(), CV_8U);
  const PageLayout layout = find_layout(cv::min(image, print), 300);
  EXPECT_EQ(lines_found(page.truth, layout), 2);
  EXPECT_LT(layout.lines.size(), 10U);
}

TEST(Layout, DoesNotTakeDottedLeadersForPrint) {
  auto page = tests::draw_page({1500, 200}, {{"Họ và tên: Nguyễn Thị Phượng", 100, 80}});
  for (int x = 900; x < 1400; x += 14) cv::circle(page.image, {x, 122}, 3, {0, 0, 0}, cv::FILLED, cv::LINE_AA);
  const PageLayout layout = find_layout(grey(page.image), 300);
  ASSERT_EQ(layout.lines.size(), 1U);
  EXPECT_LT(layout.lines.front().box.x + layout.lines.front().box.width, 960);
}

TEST(Layout, JoinsALineOverADash) {
  const auto page = tests::draw_page({1500, 200}, {{"Độc lập  -  Tự do  -  Hạnh phúc", 100, 80}});
  EXPECT_EQ(find_layout(grey(page.image), 300).lines.size(), 1U);
}

TEST(Layout, FreesPrintFromAPaleSeal) {
  auto page = tests::draw_page({1500, 500}, kParagraph);
  cv::Mat image = grey(page.image), seal(image.size(), CV_8UC1, cv::Scalar(255));
  cv::circle(seal, {700, 200}, 150, cv::Scalar(150), 14);
  cv::circle(seal, {700, 200}, 60, cv::Scalar(150), cv::FILLED);
  cv::min(image, seal, image);
  EXPECT_EQ(lines_found(page.truth, find_layout(image, 300)), 3);
}

TEST(Layout, FollowsALineUnderAPenStroke) {
  auto page = tests::draw_page({1500, 500}, {{"KT. CHỦ TỊCH", 600, 60}, {"Nguyễn Hữu Cảnh Tuấn", 500, 300}});
  cv::line(page.image, {560, 200}, {640, 420}, {0, 0, 0}, 5);
  cv::line(page.image, {640, 420}, {720, 220}, {0, 0, 0}, 5);
  const PageLayout layout = find_layout(grey(page.image), 300);
  const cv::Rect name = rect(page.truth.blocks.front().lines.back().box);
  const bool followed = std::ranges::any_of(layout.lines, [&](const TextLine& line) {
    const cv::Rect whole = line.with_tied();
    return whole.x <= name.x + 8 && whole.x + whole.width >= name.x + name.width - 8 &&
           (whole & name).area() > name.area() / 2;
  });
  EXPECT_TRUE(followed);
}

TEST(Layout, FindsANameUnderASignature) {
  auto page = tests::draw_page({1500, 500}, {{"KT. CHỦ TỊCH", 600, 60}, {"Hà Thị Lê Vân", 500, 330, 58, true}});
  cv::line(page.image, {480, 325}, {900, 215}, {0, 0, 0}, 6);
  EXPECT_EQ(lines_found(page.truth, find_layout(grey(page.image), 300)), 2);
}

TEST(Layout, TakesASmallPieceOverALineForItsMark) {
  // A hook that has run into a horn: as high as a small letter.
  std::vector<Component> components;
  for (int letter = 0; letter < 6; ++letter) components.push_back({{100 + 30 * letter, 100, 20, 25}, 300});
  components.push_back({{190, 74, 12, 17}, 150});
  const std::vector<Role> roles(components.size(), Role::letter);
  const auto lines = text_lines_of(cv::Mat(300, 400, CV_8UC1, cv::Scalar(0)), components, roles, {}, 25);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines.front().box, cv::Rect(100, 74, 170, 51));
}

TEST(Letters, OfSmallPrintMayHaveGrownTogether) {
  // Beside print of 30 pixels, small print of 12, of which the last word is one piece: as long as a day, and no rule.
  std::vector<Component> components;
  for (int letter = 0; letter < 20; ++letter) components.push_back({{50 + 40 * letter, 50, 24, 30}, 400});
  for (int letter = 0; letter < 6; ++letter) components.push_back({{50 + 14 * letter, 150, 9, 12}, 60});
  components.push_back({{140, 150, 90, 12}, 600});
  components.push_back({{300, 150, 180, 12}, 1200});
  components.push_back({{500, 150, 90, 12}, 400});
  components.push_back({{30, 150, 12, 12}, 100});
  components.push_back({{12, 150, 12, 12}, 113});
  const std::vector<Role> roles = roles_of(components, {1000, 300}, 30);
  EXPECT_EQ(roles[26], Role::letter);
  EXPECT_EQ(roles[27], Role::mark) << "too long";
  EXPECT_EQ(roles[28], Role::mark) << "an arc";
  EXPECT_EQ(roles[29], Role::letter) << "bold";
  EXPECT_EQ(roles[30], Role::mark) << "a disc";
}

TEST(Letters, OfACardAreMeasuredByItsSmallPrintAndNotByTheMachineReadableZone) {
  std::vector<Component> components;
  const auto add = [&](int count, int height, int y) {
    for (int letter = 0; letter < count; ++letter)
      components.push_back({{50 + 40 * letter, y, 2 * height / 3, height}, height * height / 3});
  };
  add(90, 42, 600);
  for (const auto& [count, height] : {std::pair{40, 16}, {40, 17}, {30, 21}, {30, 22}}) add(count, height, 10 * height);
  EXPECT_LT(usual_letter_height(components), 24);
  // Specks, the more the smaller, are no print.
  components.clear();
  add(90, 42, 600);
  for (const auto& [count, height] : {std::pair{300, 6}, {200, 8}, {110, 12}, {60, 16}})
    add(count, height, 10 * height);
  EXPECT_GT(usual_letter_height(components), 38);
}

TEST(Letters, AreNotMarksOfAFingerPrintBelowThem) {
  // Letters of 10 pixels in a page of 20, over arcs; two finger prints side by side.
  std::vector<Component> components;
  for (int letter = 0; letter < 8; ++letter) components.push_back({{100 + 10 * letter, 100, 8, 10}, 40});
  for (const int x : {70, 300, 400}) {
    components.push_back({{x, 124, 120, 170}, 2000});
    components.push_back({{x + 20, 114, 48, 41}, 111});
  }
  const std::vector<Role> roles = roles_of(components, {800, 400}, 20);
  for (int letter = 0; letter < 8; ++letter) EXPECT_EQ(roles[static_cast<std::size_t>(letter)], Role::letter) << letter;
  for (const std::size_t arcs : {8U, 10U, 12U}) EXPECT_EQ(roles[arcs], Role::large);
}

TEST(TextLine, ReachesLettersThatHaveGrownTogetherWithASeal) {
  // Eight letters in one piece, which touches a ring below; beside them the line's other letters.
  cv::Mat ink(300, 900, CV_8UC1, cv::Scalar(0));
  cv::ellipse(ink, {190, 220}, {100, 100}, 0, 0, 360, cv::Scalar(255), 5);
  for (int letter = 0; letter < 8; ++letter) ink(cv::Rect(100 + 22 * letter, 100, 14, 22)).setTo(255);
  ink(cv::Rect(100, 110, 170, 3)).setTo(255);
  const std::vector<Component> tied = components_of(ink);
  ASSERT_EQ(tied.size(), 1U);
  for (int letter = 0; letter < 12; ++letter) ink(cv::Rect(290 + 22 * letter, 100, 14, 22)).setTo(255);
  const std::vector<Component> components = components_of(ink);
  const auto lines = text_lines_of(ink, components, roles_of(components, ink.size(), 22), {}, 22);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines.front().box.x, 290);
  EXPECT_EQ(lines.front().with_tied().x, 100);
}

TEST(TextLine, FallsApartAtItsWideGaps) {
  TextLine line{.box = {0, 0, 400, 30}, .band_top = 0, .band_bottom = 20};
  for (const int x : {0, 24, 48, 100, 124, 180, 204}) line.parts.emplace_back(x, 0, 20, 20);
  const auto pieces = parted_at_gaps(line, 1.5);
  ASSERT_EQ(pieces.size(), 3U);
  EXPECT_EQ(pieces[0].box, cv::Rect(0, 0, 68, 20));
  EXPECT_EQ(pieces[1].parts.size(), 2U);
  EXPECT_EQ(pieces[2].box.x, 180);
  EXPECT_EQ(parted_at_gaps(line, 2).size(), 1U);
}

TEST(TextLine, DoesNotReachForMuchHigherStrokesThatStandApart) {
  std::vector<Component> components;
  for (int letter = 0; letter < 10; ++letter) components.push_back({{100 + 24 * letter, 100, 18, 20}, 180});
  components.push_back({{336 + 44, 92, 30, 34}, 200});
  const std::vector<Role> roles(components.size(), Role::letter);
  const auto line_at = [&] {
    return text_lines_of(cv::Mat(300, 500, CV_8UC1, cv::Scalar(0)), components, roles, {}, 20);
  };
  EXPECT_EQ(line_at().size(), 2U);
  components.back().box.x = 336 + 20;
  EXPECT_EQ(line_at().size(), 1U);
}

TEST(TextLine, IsReadWithoutWhatReachesFarBeyondItsLetters) {
  TextLine line{.box = {50, 100, 600, 108}, .band_top = 127, .band_bottom = 171};
  EXPECT_EQ(line.without_overhang(), cv::Rect(50, 100, 600, 93));
  EXPECT_EQ(line.letters_alone(), cv::Rect(50, 107, 600, 78));
  line.box = {50, 115, 600, 70};
  EXPECT_EQ(line.without_overhang(), std::nullopt);
  EXPECT_EQ(line.letters_alone(), std::nullopt);
}

TEST(Layout, TakesBoxesToBeTickedForNoLetters) {
  auto page =
      tests::draw_page({1500, 200}, {{"Giới tính:", 100, 80}, {"Nam", 400, 80}, {"Nữ", 700, 80}, {"DOB", 1000, 80}});
  for (const int x : {520, 800}) cv::rectangle(page.image, {x, 88, 38, 38}, {0, 0, 0}, 3);
  cv::line(page.image, {520, 88}, {556, 124}, {0, 0, 0}, 3);
  cv::line(page.image, {556, 88}, {520, 124}, {0, 0, 0}, 3);
  EXPECT_EQ(lines_found(page.truth, find_layout(grey(page.image), 300)), 4);
}

TEST(RedPrint, IsDarkAloneWhateverThePaper) {
  const cv::Scalar pink(205, 215, 250);
  auto page = tests::draw_page({1500, 300}, {{"GIẤY CHỨNG NHẬN", 100, 60, 60, true, "Liberation Serif", {40, 40, 210}},
                                             {"quyền sử dụng đất", 100, 180}});
  cv::Mat paper(page.image.size(), CV_8UC3, pink);
  cv::min(page.image, paper, page.image);
  const cv::Mat red = red_print(page.image);
  ASSERT_FALSE(red.empty());
  const PageLayout layout = find_red_layout(page.image, 300);
  ASSERT_EQ(layout.lines.size(), 1U);
  EXPECT_GT(overlap_share(layout.lines.front().box, rect(page.truth.blocks.front().lines.front().box)), 0.8);
}

TEST(RedPrint, IsNotLookedForOnPagesWithoutRed) {
  const auto page = tests::draw_page({1500, 400}, kParagraph);
  EXPECT_TRUE(red_print(page.image).empty());
  EXPECT_TRUE(red_print(grey(page.image)).empty());
  EXPECT_TRUE(find_red_layout({}, 300).lines.empty());
}

}  // namespace
}  // namespace hoso::ocr
