// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "hoso/storage/verify.h"
#include "storage/pdf/text_layer.h"
#include "tests/storage/pdf/pdf_support.h"

namespace hoso::tests {
namespace {

constexpr int kDpi = 100;

models::Block block_of(const std::vector<models::Line>& lines, std::initializer_list<std::size_t> which) {
  models::Block block;
  for (const std::size_t i : which) {
    block.lines.push_back(lines.at(i));
    block.box = models::united(block.box, lines[i].box);
  }
  return block;
}

/// The decision's lines in the blocks in which a layout analysis would find them.
models::PageText decision_in_blocks(const models::PageText& drawn) {
  const auto& lines = drawn.blocks.at(0).lines;
  return {{block_of(lines, {0, 2, 4}), block_of(lines, {1, 3, 5}), block_of(lines, {6, 7}), block_of(lines, {8}),
           block_of(lines, {9, 10, 11, 12, 13, 14, 15, 16, 17}), block_of(lines, {18, 20, 21}),
           block_of(lines, {19, 22})}};
}

/// Body lines only: one column, whose order no reader can mistake.
models::PageText body_of(const models::PageText& drawn) {
  return {{block_of(drawn.blocks.at(0).lines, {6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17})}};
}

/// A page that came in skewed and turned, and is shown straight.
models::SeenPage delivered(const cv::Mat& upright, double skew_degrees, int quarter_turns) {
  cv::Mat image = rotated(upright, skew_degrees);
  const models::Size shown{upright.cols, upright.rows};
  auto lies = models::ExifOrientation::normal;
  if (quarter_turns == 1)
    cv::rotate(image, image, cv::ROTATE_90_COUNTERCLOCKWISE), lies = models::ExifOrientation::turned_90;
  if (quarter_turns == 2) cv::rotate(image, image, cv::ROTATE_180), lies = models::ExifOrientation::turned_180;
  if (quarter_turns == 3) cv::rotate(image, image, cv::ROTATE_90_CLOCKWISE), lies = models::ExifOrientation::turned_270;
  const models::Size size{image.cols, image.rows};
  models::SeenPage page = page_of_jpeg(jpeg_of(image, 90), size, kDpi);
  show_through(page, models::then(models::upright_map(lies, size), turn_about_centre(shown, -skew_degrees)), shown);
  return page;
}

/// Words of the dossier's pages and those that pdftotext finds, compared one by one in points.
struct BoxErrors {
  double horizontal = 0;
  double vertical = 0;
  double share_beyond_1_pt = 0;  ///< vertically
};

BoxErrors box_errors(const models::Dossier& dossier, const std::filesystem::path& pdf) {
  std::vector<models::Word> found = boxes_by_pdftotext(pdf);
  BoxErrors errors;
  double words = 0, beyond = 0;
  for (const models::ComposedPage& page : dossier.pages) {
    const double k = 72 / page.facts.shown_dpi;
    for (const auto& block : page.text.blocks)
      for (const auto& line : block.lines)
        for (const auto& word : line.words) {
          const models::Box box{word.box.x * k, word.box.y * k, word.box.width * k, word.box.height * k};
          const auto distance = [&](const models::Word& w) {
            return std::abs(w.box.x - box.x) + std::abs(w.box.bottom() - box.bottom());
          };
          auto best = found.end();
          for (auto it = found.begin(); it != found.end(); ++it) {
            if (it->text == word.text && (best == found.end() || distance(*it) < distance(*best))) best = it;
          }
          if (best == found.end()) {
            ADD_FAILURE() << "no box for " << word.text;
            continue;
          }
          errors.horizontal =
              std::max({errors.horizontal, std::abs(best->box.x - box.x), std::abs(best->box.right() - box.right())});
          const double vertical = std::max(std::abs(best->box.y - box.y), std::abs(best->box.bottom() - box.bottom()));
          errors.vertical = std::max(errors.vertical, vertical);
          beyond += vertical > 1 ? 1 : 0;
          words += 1;
          found.erase(best);
        }
  }
  errors.share_beyond_1_pt = beyond / words;
  return errors;
}

TEST(TextLayer, ComesBackFromThreeReadersForSkewedAndTurnedPages) {
  const TempFolder folder;
  const DrawnPage decision = draw_decision(kDpi);
  DossierBuilder builder(folder.path());
  for (const double skew : {0.0, 0.3, 1.0, 3.0, -5.0})
    builder.add(delivered(decision.image, skew, 0), body_of(decision.truth));
  for (const int turns : {1, 2, 3}) builder.add(delivered(decision.image, 0.7, turns), body_of(decision.truth));
  const auto pdf = builder.write();
  const std::string expected = expected_text(builder.dossier);
  ASSERT_GT(expected.size(), 4000U);
  EXPECT_EQ(read_by_pdftotext(pdf), expected);
  EXPECT_EQ(read_by_pdftotext(pdf, {"-raw"}), expected);
  EXPECT_EQ(read_by_mutool(pdf), expected);
  EXPECT_EQ(read_by_pdfbox(pdf), expected);
}

models::SeenPage white_page() { return page_of_pixels(cv::Mat(800, 600, CV_8UC1, cv::Scalar(255)), kDpi); }

/// One line of words of 7 pixels a letter, from `x` on, standing on `baseline`.
models::Block line_at(double x, double baseline, const std::string& text) {
  models::Line line;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find(' ', from), text.size());
    const double width = 7.0 * static_cast<double>(to - from);
    line.words.push_back({text.substr(from, to - from), {x, baseline - 14, width, 14}, 1});
    line.box = models::united(line.box, line.words.back().box);
    x += width + 5;
    from = to + 1;
  }
  return {{line}, line.box};
}

void expect_order_from_all_readers(const DossierBuilder& builder, const std::filesystem::path& pdf) {
  const std::string expected = expected_text(builder.dossier);
  EXPECT_EQ(read_by_pdftotext(pdf), expected);
  EXPECT_EQ(read_by_pdftotext(pdf, {"-raw"}), expected);
  EXPECT_EQ(read_by_mutool(pdf), expected);
  EXPECT_EQ(read_by_pdfbox(pdf), expected);
}

/// A white page of 800 by 600 pixels with papers of 300 by 200 that lie so, each with a line.
void add_papers(DossierBuilder& builder, const std::vector<models::Affine>& places) {
  models::ComposedPage& page = builder.add(white_page(), {});
  for (const models::Affine& to_page : places) {
    models::ComposedPage paper;
    paper.facts.shown = {300, 200};
    paper.facts.shown_dpi = kDpi;
    paper.facts.place = models::PaperPlace{.to_page = to_page};
    paper.text.blocks = {line_at(20, 60, "can cuoc cong dan"), line_at(20, 120, "ha noi ngay ba")};
    models::append(page.text, paper.text, to_page);
    page.papers.push_back(std::move(paper));
  }
}

TEST(TextLayer, OfSeveralPapersLiesAsTheyDo) {
  const TempFolder folder;
  DossierBuilder builder(folder.path());
  const models::Affine level{.x0 = 40, .y0 = 30};
  const models::Affine on_its_side{0, -1, 500, 1, 0, 300}, upside_down{-1, 0, 580, 0, -1, 780};
  add_papers(builder, {level, on_its_side, upside_down});
  const auto pdf = builder.write();
  EXPECT_TRUE(storage::verify_pdfa(pdf).value().findings.empty());
  const BoxErrors errors = box_errors(builder.dossier, pdf);
  EXPECT_LT(errors.horizontal, 1.5);
  EXPECT_LT(errors.vertical, 1.5);
}

TEST(TextLayer, OfAPaperThatLiesAskewIsFoundWordByWord) {
  const TempFolder folder;
  DossierBuilder builder(folder.path());
  for (const double degrees : {-10.0, 3.0, 12.0, 178.0}) {
    const models::Affine turned = turn_about_centre({300, 200}, degrees);
    add_papers(builder, {models::then(turned, {.x0 = 150, .y0 = 200})});
  }
  const auto pdf = builder.write();
  EXPECT_EQ(read_by_mutool(pdf), expected_text(builder.dossier));
  EXPECT_EQ(read_by_pdftotext(pdf), expected_text(builder.dossier));
  EXPECT_EQ(read_by_pdftotext(pdf, {"-raw"}), expected_text(builder.dossier));
}

TEST(TextLayer, KeepsTheOrderOfBlocksSideBySide) {
  const TempFolder folder;
  const DrawnPage decision = draw_decision(kDpi);
  DossierBuilder builder(folder.path());
  builder.add(delivered(decision.image, 0, 0), decision_in_blocks(decision.truth));
  builder.add(delivered(decision.image, 0, 0), decision.truth);
  expect_order_from_all_readers(builder, builder.write());
}

TEST(TextLayer, KeepsTheOrderOfAHeadWhoseColumnsNearlyTouchAndOfTheRowBelow) {
  const TempFolder folder;
  DossierBuilder builder(folder.path());
  builder.add(white_page(), {{line_at(40, 60, "uy ban nhan dan thanh pho"), line_at(60, 80, "van phong"),
                              line_at(222, 60, "cong hoa xa hoi chu nghia viet nam"), line_at(260, 79, "doc lap tu do"),
                              line_at(60, 104, "so 12"), line_at(300, 104, "ha noi ngay 3"),
                              line_at(50, 124, "ve viec"), line_at(100, 170, "kinh gui uy ban")}});
  expect_order_from_all_readers(builder, builder.write());
}

TEST(TextLayer, KeepsColumnsApartThatStandCloserThanTheirPrintIsHigh) {
  const TempFolder folder;
  DossierBuilder builder(folder.path());
  builder.add(white_page(),
              {{line_at(70, 60, "tinh lam dong"), line_at(60, 78, "uy ban nhan dan"),
                line_at(38, 96, "thanh pho da lat noi"), line_at(183, 59, "cong hoa xa hoi chu nghia"),
                line_at(230, 80, "doc lap - tu do"), line_at(60, 124, "so 12"), line_at(60, 160, "kinh gui")}});
  expect_order_from_all_readers(builder, builder.write());
}

TEST(TextLayer, ReadsASketchBeforeTheSignatureBesideIt) {
  const TempFolder folder;
  DossierBuilder builder(folder.path());
  builder.add(white_page(), {{line_at(40, 60, "so do thua dat"), line_at(230, 88, "bac"), line_at(130, 104, "5,68"),
                              line_at(60, 150, "27,06"), line_at(132, 154, "137"), line_at(220, 160, "6,00"),
                              line_at(124, 172, "1393,4"), line_at(130, 220, "11,91"), line_at(300, 90, "ngay 10"),
                              line_at(300, 108, "uy ban nhan dan"), line_at(340, 126, "chu tich"),
                              line_at(330, 230, "phan van tu"), line_at(40, 262, "so vao so")}});
  expect_order_from_all_readers(builder, builder.write());
}

TEST(TextLayer, ReadsATableRowByRowAlsoWhereACellHasTwoLines) {
  const TempFolder folder;
  DossierBuilder builder(folder.path());
  models::PageText table;
  for (const int row : {0, 1, 2, 3}) {
    const double y = 100 + 44 * row;
    for (const auto& [x, text] : {std::pair(30, "1"), {60, "nguyen van an"}, {200, "1990"}, {280, "thon mot"}})
      table.blocks.push_back(line_at(x, y, text));
    if (row % 2 == 1) table.blocks.push_back(line_at(280, y + 18, "xa hai"));
    table.blocks.push_back(line_at(420, y + 1, "200.000"));
  }
  builder.add(white_page(), table);
  expect_order_from_all_readers(builder, builder.write());
}

TEST(TextLayer, ReadsAnOrderThatNoCutTellsAsOneGroup) {
  // The right column first: no reader that goes by place would do that. All words are there all the same.
  const TempFolder folder;
  DossierBuilder builder(folder.path());
  builder.add(white_page(), {{line_at(300, 60, "right one"), line_at(300, 78, "right two"), line_at(40, 66, "left")}});
  const auto pdf = builder.write();
  const std::string expected = expected_text(builder.dossier), found = read_by_pdftotext(pdf);
  EXPECT_EQ(read_by_mutool(pdf), expected);
  EXPECT_EQ(std::multiset<char>(found.begin(), found.end()), std::multiset<char>(expected.begin(), expected.end()));
}

TEST(TextLayer, ReadsANoteAfterTheColumnBesideWhichItStands) {
  // As on an identity card: the address, and to its left, a little higher than its last line, the date of expiry.
  const TempFolder folder;
  DossierBuilder builder(folder.path());
  builder.add(white_page(),
              {{line_at(300, 60, "noi thuong tru"), line_at(300, 84, "ap tan lap"), line_at(300, 108, "tinh dong nai"),
                line_at(40, 100, "co gia tri den"), line_at(40, 124, "khong thoi han")}});
  expect_order_from_all_readers(builder, builder.write());
}

TEST(TextLayer, KeepsAHyphenAtALinesEnd) {
  const TempFolder folder;
  DossierBuilder builder(folder.path());
  builder.add(white_page(),
              {{line_at(40, 60, "nha o: -/-"), line_at(40, 84, "cay lau nam: -/-"), line_at(40, 108, "ghi chu")}});
  const auto pdf = builder.write();
  const std::string expected = expected_text(builder.dossier);
  for (const std::string& found : {read_by_pdftotext(pdf), read_by_pdftotext(pdf, {"-raw"}), read_by_mutool(pdf)})
    EXPECT_EQ(models::collapsed(found), models::collapsed(expected));
}

TEST(TextLayer, PlacesEveryWord) {
  const TempFolder folder;
  const DrawnPage decision = draw_decision(kDpi);
  DossierBuilder builder(folder.path());
  builder.add(delivered(decision.image, 0, 0), decision.truth);
  builder.add(delivered(decision.image, 2, 1), decision_in_blocks(decision.truth));
  const auto pdf = builder.write();
  const BoxErrors errors = box_errors(builder.dossier, pdf);
  EXPECT_LT(errors.horizontal, 0.01);
  EXPECT_LT(errors.share_beyond_1_pt, 0.03);  // dashes, which stand above the baseline
}

models::PageText one_line(const std::vector<models::Word>& words) {
  models::Line line{words, {}};
  for (const auto& word : words) line.box = models::united(line.box, word.box);
  return {{{{line}, line.box}}};
}

TEST(TextLayer, KeepsWordsApartThatTouchOrOverlap) {
  const TempFolder folder;
  DossierBuilder builder(folder.path());
  builder.add(white_page(), one_line({{"Cộng", {50, 50, 40, 14}, 1},
                                      {"hòa", {90, 50, 30, 14}, 1},
                                      {"xã", {117, 50, 20, 14}, 1},
                                      {"hội", {300, 51, 24, 14}, 1}}));
  const auto pdf = builder.write();
  EXPECT_EQ(read_by_mutool(pdf), "Cộng hòa xã hội");
  EXPECT_EQ(read_by_pdftotext(pdf), "Cộng hòa xã hội");
  EXPECT_EQ(read_by_pdftotext(pdf, {"-raw"}), "Cộng hòa xã hội");
  // Each begins where it should.
  const auto found = boxes_by_pdftotext(pdf);
  ASSERT_EQ(found.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i)
    EXPECT_NEAR(found[i].box.x, builder.dossier.pages[0].text.blocks[0].lines[0].words[i].box.x * 72 / kDpi, 0.01);
}

TEST(TextLayer, WritesComposedLettersAndReplacesWhatTheFontCannotHold) {
  const TempFolder folder;
  DossierBuilder builder(folder.path());
  const std::string decomposed = "Quye\u0302\u0301t";
  builder.add(white_page(), one_line({{decomposed, {50, 50, 60, 14}, 1},
                                      {"a\U00020000b", {130, 50, 30, 14}, 1},
                                      {std::string("x\uFEFFy\0z", 7), {200, 50, 30, 14}, 1}}));
  const auto pdf = builder.write();
  EXPECT_EQ(read_by_mutool(pdf), "Quyết a\uFFFDb xyz");
  EXPECT_EQ(read_by_pdftotext(pdf), "Quyết a\uFFFDb xyz");
}

TEST(TextLayer, SurvivesBoxesWithoutSize) {
  const storage::TextLayer layer = storage::text_layer(
      one_line({{"a", {50, 50, 0, 0}, 1}, {"\uFEFF", {60, 50, 5, 5}, 1}, {"b", {40, 50, -3, 10}, 1}}), {600, 400},
      kDpi);
  EXPECT_EQ(layer.content.find("nan"), std::string::npos);
  EXPECT_EQ(layer.content.find("inf"), std::string::npos);
  EXPECT_THAT(layer.content, testing::HasSubstr("<0061>"));
  EXPECT_TRUE(storage::text_layer({}, {600, 400}, kDpi).fonts.empty());
}

TEST(TextLayer, DoesNotShow) {
  const TempFolder folder;
  DossierBuilder builder(folder.path());
  builder.add(white_page(), one_line({{"ĐEN", {50, 50, 200, 100}, 1}}));
  EXPECT_EQ(cv::countNonZero(rendered(builder.write(), 1, kDpi).reshape(1) != 255), 0);
}

}  // namespace
}  // namespace hoso::tests
