// SPDX-License-Identifier: Apache-2.0
#include "ocr/layout/tables.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include <cmath>

#include "ocr/layout/page_layout.h"
#include "ocr/reading_order.h"
#include "tests/ocr/texts.h"
#include "tests/support/drawing.h"

namespace hoso::ocr {
namespace {

using models::Table;
using models::TableCell;
using tests::line_at;

const std::vector<int> kRows{100, 200, 300, 400};
const std::vector<int> kColumns{120, 540, 900, 1300};

/// Three rows of three cells with print, without rulings.
cv::Mat print() {
  return tests::draw_page({1500, 600}, {{"Họ và tên", 140, 120},
                                        {"Năm sinh", 560, 120},
                                        {"Nơi ở", 920, 120},
                                        {"Nguyễn Văn An", 140, 220},
                                        {"1980", 560, 220},
                                        {"Lê Thị Bình", 140, 320},
                                        {"1991", 560, 320},
                                        {"Xóm 5", 920, 320}})
      .image;
}

void rule(cv::Mat& page, cv::Point from, cv::Point to) { cv::line(page, from, to, {0, 0, 0}, 3); }

cv::Mat ruled() {
  cv::Mat page = print();
  for (const int y : kRows) rule(page, {kColumns.front(), y}, {kColumns.back(), y});
  for (const int x : kColumns) rule(page, {x, kRows.front()}, {x, kRows.back()});
  return page;
}

std::vector<Table> tables_on(const cv::Mat& page) {
  cv::Mat grey;
  cv::cvtColor(page, grey, cv::COLOR_BGR2GRAY);
  const PageLayout layout = find_layout(grey, 300);
  return tables_of(layout.rulings, layout.letter_height_px);
}

void expect_near(const models::Box& box, const models::Box& truth, double tolerance = 4) {
  EXPECT_NEAR(box.x, truth.x, tolerance);
  EXPECT_NEAR(box.y, truth.y, tolerance);
  EXPECT_NEAR(box.right(), truth.right(), tolerance);
  EXPECT_NEAR(box.bottom(), truth.bottom(), tolerance);
}

/// Rows, columns and how many fields each cell covers, in their order.
std::string plan_of(const Table& table) {
  std::string plan = std::to_string(table.rows) + "x" + std::to_string(table.columns) + ":";
  for (const TableCell& cell : table.cells)
    plan += " " + std::to_string(cell.row) + std::to_string(cell.column) + "+" + std::to_string(cell.row_span) +
            std::to_string(cell.column_span);
  return plan;
}

std::string plan_on(const cv::Mat& page) {
  const auto tables = tables_on(page);
  return tables.size() == 1 ? plan_of(tables.front()) : std::to_string(tables.size()) + " tables";
}

constexpr const char* kThreeByThree = "3x3: 00+11 01+11 02+11 10+11 11+11 12+11 20+11 21+11 22+11";

TEST(Tables, HaveTheirCellsBetweenTheRulings) {
  const auto tables = tables_on(ruled());
  ASSERT_EQ(tables.size(), 1U);
  const Table& table = tables.front();
  EXPECT_EQ(plan_of(table), kThreeByThree);
  expect_near(table.box, {120, 100, 1180, 300});
  expect_near(table.cells.at(0).box, {120, 100, 420, 100});
  expect_near(table.cells.at(5).box, {900, 200, 400, 100});
}

TEST(Tables, JoinWhatNoRulingParts) {
  cv::Mat page = print();
  for (const int y : {100, 300, 400}) rule(page, {120, y}, {1300, y});
  rule(page, {540, 200}, {1300, 200});  // the first column's upper rows are one cell
  for (const int x : {120, 540, 1300}) rule(page, {x, 100}, {x, 400});
  rule(page, {900, 200}, {900, 400});  // the head goes over the last two columns
  EXPECT_EQ(plan_on(page), "3x3: 00+21 01+12 11+11 12+11 20+11 21+11 22+11");
}

TEST(Tables, EndWhereTheOtherRulingsDoOnAnOpenSide) {
  cv::Mat page = print();
  for (const int y : kRows) rule(page, {120, y}, {1300, y});
  for (const int x : {540, 900}) rule(page, {x, 100}, {x, 400});
  const auto tables = tables_on(page);
  ASSERT_EQ(tables.size(), 1U);
  EXPECT_EQ(plan_of(tables.front()), kThreeByThree);
  expect_near(tables.front().box, {120, 100, 1180, 300});
}

TEST(Tables, BearARulingThatIsBroken) {
  cv::Mat page = ruled();
  page(cv::Rect(200, 190, 100, 20)).setTo(cv::Scalar::all(255));
  page(cv::Rect(1000, 290, 110, 20)).setTo(cv::Scalar::all(255));
  EXPECT_EQ(plan_on(page), kThreeByThree);
}

TEST(Tables, BearASlightSkew) {
  for (const double degrees : {-0.5, 0.5}) {
    const auto tables = tables_on(tests::rotated(ruled(), degrees));
    ASSERT_EQ(tables.size(), 1U) << degrees;
    EXPECT_EQ(plan_of(tables.front()), kThreeByThree) << degrees;
    expect_near(tables.front().box, {120, 100, 1180, 300}, 12);
  }
}

TEST(Tables, AreNoneWithoutRowsAndColumns) {
  EXPECT_TRUE(tables_on(print()).empty());
  cv::Mat boxes = print();
  for (int x = 100; x < 1300; x += 120) cv::rectangle(boxes, {x, 440, 120, 100}, {0, 0, 0}, 3);
  EXPECT_TRUE(tables_on(boxes).empty()) << "boxes for digits";
  cv::Mat underlined = print();
  for (const int y : {190, 290, 390}) rule(underlined, {140, y}, {900, y});
  EXPECT_TRUE(tables_on(underlined).empty()) << "lines to write on";
}

TEST(Tables, OfOneCellAreClosedFrames) {
  const auto plan_with = [](const std::vector<cv::Rect>& frames) {
    cv::Mat page = print();
    for (const cv::Rect& frame : frames) cv::rectangle(page, frame, {0, 0, 0}, 3);
    return plan_on(page);
  };
  EXPECT_EQ(plan_with({{100, 90, 1300, 400}}), "1x1: 00+11");
  EXPECT_EQ(plan_with({{100, 90, 1300, 400}, {112, 102, 1276, 376}}), "1x1: 00+11") << "a double frame";
  EXPECT_EQ(plan_with({{60, 50, 1400, 500}, {110, 100, 1300, 400}}), "2 tables") << "a frame in a frame";
  cv::Mat open = print();
  rule(open, {100, 90}, {1400, 90});
  for (const int x : {100, 1400}) rule(open, {x, 90}, {x, 490});
  EXPECT_EQ(plan_on(open), "0 tables") << "its fourth side is not drawn";
}

/// Two rows and two columns of 300 by 200 pixels from (100, 300).
Table small_table() {
  Table table{.box = {100, 300, 600, 400}, .rows = 2, .columns = 2};
  for (int row = 0; row < 2; ++row)
    for (int column = 0; column < 2; ++column)
      table.cells.push_back({.row = row, .column = column, .box = {100. + 300 * column, 300. + 200 * row, 300, 200}});
  return table;
}

TEST(TableText, IsReadCellByCellEachABlock) {
  models::PageText text =
      tests::page_of({line_at(100, 100, {"DANH", "SÁCH"}), line_at(120, 310, {"Họ", "và"}), line_at(420, 310, {"Năm"}),
                      line_at(120, 370, {"tên"}), line_at(420, 370, {"sinh"}), line_at(120, 510, {"An"}),
                      line_at(100, 800, {"Tổng", "cộng"})});
  text.tables = {small_table()};
  const models::PageText ordered = in_reading_order(std::move(text));
  EXPECT_EQ(models::text_of(ordered), "DANH SÁCH\n\nHọ và\ntên\nNăm\nsinh\nAn\n\nTổng cộng\n");
  ASSERT_EQ(ordered.tables.size(), 1U);
  const std::vector<TableCell>& cells = ordered.tables.front().cells;
  EXPECT_EQ(cells.at(0).block, 1U);
  EXPECT_EQ(cells.at(1).block, 2U);
  EXPECT_EQ(cells.at(2).block, 3U);
  EXPECT_EQ(cells.at(3).block, std::nullopt) << "nothing stands in it";
  EXPECT_EQ(models::table_numbers(ordered), (std::vector{0, 1, 1, 1, 0}));
}

TEST(TableText, OfAHeadingOverSeveralColumnsIsFollowedByTheHeadingsBelowIt) {
  models::PageText text =
      tests::page_of({line_at(110, 110, {"STT"}), line_at(310, 110, {"Số", "lượng"}), line_at(710, 110, {"Ghi", "chú"}),
                      line_at(310, 210, {"Chính"}), line_at(510, 210, {"Sao"}), line_at(110, 310, {"1"}),
                      line_at(310, 310, {"2"}), line_at(510, 310, {"3"}), line_at(710, 310, {"x"})});
  Table table{.box = {100, 100, 800, 300}, .rows = 3, .columns = 4};
  table.cells = {{0, 0, 2, 1, {100, 100, 200, 200}, {}},
                 {0, 1, 1, 2, {300, 100, 400, 100}, {}},
                 {0, 3, 2, 1, {700, 100, 200, 200}, {}},
                 {1, 1, 1, 1, {300, 200, 200, 100}, {}},
                 {1, 2, 1, 1, {500, 200, 200, 100}, {}}};
  for (int column = 0; column < 4; ++column)
    table.cells.push_back({2, column, 1, 1, {100. + 200 * column, 300, 200, 100}, {}});
  text.tables = {table};
  const models::PageText ordered = in_reading_order(std::move(text));
  EXPECT_EQ(models::text_of(ordered), "STT\nSố lượng\nChính\nSao\nGhi chú\n1\n2\n3\nx\n");
  ASSERT_EQ(ordered.tables.size(), 1U);
  EXPECT_EQ(ordered.tables[0].cells[2].block, 4U) << "cells stay by rows";
}

TEST(TableText, PartsALineThatWasReadAcrossTwoCells) {
  models::PageText text = tests::page_of({tests::joined(line_at(120, 310, {"An"}), line_at(420, 310, {"1980"})),
                                          tests::joined(line_at(120, 510, {"Tú"}), line_at(800, 510, {"ngoài"}))});
  text.tables = {small_table()};
  const models::PageText ordered = in_reading_order(std::move(text));
  EXPECT_EQ(models::text_of(ordered), "An\n1980\nTú\n\nngoài\n");
  EXPECT_EQ(ordered.tables.front().cells.at(2).block, 2U);
}

TEST(TableText, LosesNoWordAndNoTableWhereNothingStandsInTheCells) {
  models::PageText text = tests::page_of({line_at(120, 310, {"một", "ô"}), line_at(100, 800, {"ngoài"})});
  text.tables = {small_table()};
  const models::PageText ordered = in_reading_order(std::move(text));
  EXPECT_TRUE(ordered.tables.empty()) << "one cell with text is a frame";
  EXPECT_EQ(models::text_of(ordered), "một ô\nngoài\n");
}

/// A sketch with numbers, and a signature block to its right; a frame about the sketch.
models::PageText sketch_beside_signature() {
  models::PageText text = tests::page_of({line_at(100, 200, {"Sơ", "đồ"}), line_at(300, 320, {"6,00"}),
                                          line_at(900, 330, {"CHỦ", "TỊCH"}), line_at(120, 440, {"5,68"}),
                                          line_at(900, 460, {"Trần", "Văn", "Tú"}), line_at(300, 560, {"137"})});
  text.tables = {{.box = {100, 300, 600, 320}, .rows = 1, .columns = 1, .cells = {{.box = {100, 300, 600, 320}}}}};
  return text;
}

TEST(TableText, OfAFrameIsOneBlockAndNoTable) {
  const models::PageText ordered = in_reading_order(sketch_beside_signature());
  EXPECT_EQ(models::text_of(ordered), "Sơ đồ\n\n6,00\n5,68\n137\n\nCHỦ TỊCH\nTrần Văn Tú\n");
  EXPECT_TRUE(ordered.tables.empty());
}

TEST(TableText, OfAFrameAboutMostOfThePageStaysWhereItWas) {
  models::PageText text = sketch_beside_signature();
  text.tables.front().box = text.tables.front().cells.front().box = {0, 0, 2000, 2000};
  const models::PageText framed = in_reading_order(text);
  text.tables.clear();
  EXPECT_EQ(models::text_of(framed), models::text_of(in_reading_order(text)));
}

TEST(TableText, InATableWithinAFrameIsTheTables) {
  models::PageText text = tests::page_of(
      {line_at(120, 310, {"An"}), line_at(420, 310, {"1980"}), line_at(120, 720, {"khung"}), line_at(100, 900, {"một"}),
       line_at(100, 960, {"hai"}), line_at(100, 1020, {"ba"}), line_at(100, 1080, {"bốn"})});
  text.tables = {{.box = {80, 280, 700, 500}, .rows = 1, .columns = 1, .cells = {{.box = {80, 280, 700, 500}}}},
                 small_table()};
  const models::PageText ordered = in_reading_order(std::move(text));
  ASSERT_EQ(ordered.tables.size(), 1U);
  EXPECT_EQ(models::text_of(ordered), "khung\n\nAn\n1980\n\nmột\nhai\nba\nbốn\n");
}

}  // namespace
}  // namespace hoso::ocr
