// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "hoso/extraction/assemble.h"
#include "tests/extraction/paper.h"

namespace hoso::extraction {
namespace {

using tests::Paper;

std::vector<models::Field> rows_of(const std::vector<models::ComposedPage>& pages) {
  const auto documents = assemble(pages, *built_in_types());
  EXPECT_EQ(documents.at(0).type, "danh_sach");
  std::vector<models::Field> rows;
  for (const models::Field& field : documents.at(0).fields)
    if (field.name == "rows") rows.push_back(field);
  return rows;
}

Paper heading() { return Paper().centred(297, 60, "DANH SÁCH").centred(297, 76, "Hộ gia đình được hỗ trợ nhà ở"); }

/// A row of five cells.
void row(Paper& paper, double y, const std::vector<std::string>& cells, double confidence = 0.99) {
  const double left[] = {70, 100, 240, 320, 470};
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (!cells[i].empty()) paper.print(left[i], y, cells[i], confidence);
}

TEST(Table, EveryRowIsAFieldWithItsCells) {
  Paper paper = heading();
  row(paper, 110, {"STT", "Họ và tên", "Năm sinh", "Nơi cư trú", "Số tiền"});
  row(paper, 130, {"1", "Trần Thị Bình", "1980", "Xóm 5", "400.000"});
  row(paper, 150, {"2", "Lê Văn Cường", "1975", "Thôn Đoài Thượng", "1.200.000"});
  row(paper, 170, {"3", "Phạm Dung", "1990", "", "900.000"});
  paper.print(100, 190, "Tổng cộng").print(470, 190, "2.500.000");
  const auto rows = rows_of({paper.page()});
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].value, "1 | Trần Thị Bình | 1980 | Xóm 5 | 400.000");
  EXPECT_EQ(rows[1].value, "2 | Lê Văn Cường | 1975 | Thôn Đoài Thượng | 1.200.000");
  EXPECT_EQ(rows[2].value, "3 | Phạm Dung | 1990 | | 900.000");
}

TEST(Table, ANumberThatWasNotReadCountsOn) {
  Paper paper = heading();
  row(paper, 110, {"TT", "Họ và tên", "Năm sinh", "Địa chỉ", "Ghi chú"});
  row(paper, 130, {"1", "Trần Thị Bình", "1980", "Xóm 5", "Hộ nghèo"});
  row(paper, 150, {"", "Lê Văn Cường", "1975", "Thôn Đoài", ""});
  row(paper, 170, {"l", "Phạm Thị Dung", "1990", "Thôn Đông", ""});
  row(paper, 190, {"4", "Vũ Văn Em", "1991", "Xóm 6", ""});
  row(paper, 210, {"5", "Hồ Thị Giang", "1992", "Xóm 7", ""});
  const auto rows = rows_of({paper.page()});
  ASSERT_EQ(rows.size(), 5U);
  EXPECT_EQ(rows[1].value, "2 | Lê Văn Cường | 1975 | Thôn Đoài |");
  EXPECT_EQ(rows[2].value, "3 | Phạm Thị Dung | 1990 | Thôn Đông |");
}

TEST(Table, ALostRowDoesNotShiftTheNumbersAboveIt) {
  Paper paper = heading();
  row(paper, 110, {"TT", "Họ và tên", "Năm sinh", "Địa chỉ", "Ghi chú"});
  row(paper, 130, {"1", "Trần Thị Bình", "1980", "Xóm 5", "Hộ nghèo"}, 0.999);
  row(paper, 150, {"2", "Lê Văn Cường", "1975", "Thôn Đoài", "Hộ nghèo"}, 0.999);
  for (int i = 4; i < 9; ++i)
    row(paper, 110 + 20 * i, {std::to_string(i), "Vũ Văn Em", "1991", "Xóm 6", "Hộ nghèo"}, 0.999);
  const auto rows = rows_of({paper.page()});
  ASSERT_EQ(rows.size(), 7U);
  EXPECT_EQ(rows[0].value, "1 | Trần Thị Bình | 1980 | Xóm 5 | Hộ nghèo");
  EXPECT_EQ(rows[2].value, "4 | Vũ Văn Em | 1991 | Xóm 6 | Hộ nghèo");
  EXPECT_EQ(rows[2].verdict, models::Verdict::accept);
}

/// The verdict on the first of three rows whose sums end at `right_pt`, below a long heading; the last column is empty.
models::Verdict verdict_on_sums_up_to(double right_pt) {
  Paper paper = heading();
  const auto print = [&](double x, double y, const std::string& text) { paper.print(x, y, text, 0.999); };
  print(70, 110, "STT"), print(100, 110, "Họ và tên"), print(240, 110, "Năm sinh");
  print(320, 110, "Số tiền được hưởng trong kỳ này"), print(530, 110, "Ký nhận");
  for (int i = 1; i < 4; ++i) {
    const double y = 110 + 20 * i;
    print(72, y, std::to_string(i)), print(100, y, "Vũ Văn Em"), print(245, y, "1991"),
        print(right_pt - 40, y, "900.000");
  }
  const auto rows = rows_of({paper.page()});
  return rows.empty() ? models::Verdict::missing : rows.front().verdict;
}

TEST(Table, WhatStandsBelowTheHeadingOfAnEmptyNeighbourIsForReview) {
  EXPECT_EQ(verdict_on_sums_up_to(420), models::Verdict::accept);
  EXPECT_EQ(verdict_on_sums_up_to(515), models::Verdict::review);
}

TEST(Table, ARowOfWhichLittleWasReadIsARowForReview) {
  Paper paper = heading();
  row(paper, 110, {"TT", "Họ và tên", "Năm sinh", "Địa chỉ", "Ghi chú"});
  for (int i = 1; i < 13; ++i)
    if (i != 4) row(paper, 110 + 20 * i, {std::to_string(i), "Vũ Văn Em", "1991", "Xóm 6", "Hộ nghèo"}, 0.999);
  row(paper, 190, {"", "Lê Văn Cường", "1975", "", ""}, 0.999);
  const auto rows = rows_of({paper.page()});
  ASSERT_EQ(rows.size(), 12U);
  EXPECT_EQ(rows[3].value, "4 | Lê Văn Cường | 1975 | |");
  EXPECT_EQ(rows[3].verdict, models::Verdict::review);
}

TEST(Table, GoesOnOverThePageWithoutItsHeadings) {
  Paper first = heading(), second(2);
  row(first, 110, {"STT", "Họ và tên", "Năm sinh", "Nơi cư trú", "Số tiền"});
  row(first, 130, {"1", "Trần Thị Bình", "1980", "Xóm 5", "400.000"});
  row(first, 150, {"2", "Lê Văn Cường", "1975", "Thôn Đoài", "1.200.000"});
  second.print(297, 40, "2");
  row(second, 80, {"3", "Phạm Thị Dung", "1990", "Thôn Đông", "900.000"});
  row(second, 100, {"4", "Vũ Văn Em", "1991", "Xóm 6", "700.000"});
  const auto rows = rows_of({first.page(), second.page()});
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[3].value, "4 | Vũ Văn Em | 1991 | Xóm 6 | 700.000");
  EXPECT_EQ(rows[3].page, 2);
}

TEST(Table, ALineOfTheSameCellBelongsToIt) {
  Paper paper = heading();
  row(paper, 110, {"STT", "Họ và tên", "Năm sinh", "Nơi cư trú", "Số tiền"});
  row(paper, 130, {"1", "Trần Thị Bình", "1980", "Xóm 5, xã Vân", "400.000"});
  paper.print(320, 143, "Hà");
  row(paper, 165, {"2", "Lê Văn Cường", "1975", "Thôn Đoài", "1.200.000"});
  row(paper, 185, {"3", "Phạm Thị Dung", "1990", "Thôn Đông", "900.000"});
  const auto rows = rows_of({paper.page()});
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].value, "1 | Trần Thị Bình | 1980 | Xóm 5, xã Vân Hà | 400.000");
}

/// A ruled list with "Năm sinh" over "Nam" and "Nữ".
Paper ruled_list() {
  Paper paper = heading();
  paper.grid({65, 95, 235, 295, 355, 465, 540}, {105, 145, 165, 185, 205, 225}, {235, 295, 355}, 125);
  paper.print(70, 120, "STT")
      .print(110, 120, "Họ và tên")
      .print(270, 110, "Năm sinh")
      .print(370, 120, "Thôn, tổ dân phố");
  paper.print(470, 120, "Ghi chú").print(245, 130, "Nam").print(305, 130, "Nữ");
  return paper;
}

TEST(Table, AHeadingOverSeveralColumnsLeavesEachItsCells) {
  Paper paper = ruled_list();
  const double left[] = {75, 100, 245, 305, 360, 470};
  const std::vector<std::vector<std::string>> rows{{"1", "Trần Thị Bình", "", "1980", "Xóm 5", "Hộ nghèo"},
                                                   {"2", "Lê Văn Cường", "1975", "", "Thôn Đoài", ""},
                                                   {"3", "Phạm Thị Dung", "", "1990", "Thôn Đông", ""},
                                                   {"4", "Vũ Văn Em", "1991", "", "Xóm 6", ""}};
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t k = 0; k < rows[i].size(); ++k)
      if (!rows[i][k].empty()) paper.print(left[k], 150 + 20.0 * static_cast<double>(i), rows[i][k], 0.999);
  const auto found = rows_of({paper.page()});
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[0].value, "1 | Trần Thị Bình | | 1980 | Xóm 5 | Hộ nghèo");
  EXPECT_EQ(found[1].value, "2 | Lê Văn Cường | 1975 | | Thôn Đoài |");
  EXPECT_EQ(found[3].value, "4 | Vũ Văn Em | 1991 | | Xóm 6 |");
}

TEST(Table, AHeadingOverSeveralColumnsIsPartedWithoutRulingsToo) {
  Paper paper = heading();
  paper.print(70, 120, "STT").print(110, 120, "Họ và tên").print(270, 110, "Năm sinh").print(370, 120, "Địa chỉ");
  paper.print(470, 120, "Ghi chú").print(245, 131, "Nam").print(305, 131, "Nữ");
  const double left[] = {75, 100, 245, 305, 360, 470};
  const std::vector<std::vector<std::string>> rows{{"1", "Trần Thị Bình", "", "1980", "Xóm 5", "Hộ nghèo"},
                                                   {"2", "Lê Văn Cường", "1975", "", "Thôn Đoài", "Hộ mới"},
                                                   {"3", "Phạm Thị Dung", "", "1990", "Thôn Đông", ""}};
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t k = 0; k < rows[i].size(); ++k)
      if (!rows[i][k].empty()) paper.print(left[k], 150 + 20.0 * static_cast<double>(i), rows[i][k], 0.999);
  const auto found = rows_of({paper.page()});
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].value, "1 | Trần Thị Bình | | 1980 | Xóm 5 | Hộ nghèo");
  EXPECT_EQ(found[1].value, "2 | Lê Văn Cường | 1975 | | Thôn Đoài | Hộ mới");
}

TEST(Table, AFoldBesideTheTableIsNoHeading) {
  auto page = ruled_list()
                  .print(75, 150, "1")
                  .print(100, 150, "Trần Thị Bình")
                  .print(305, 150, "1980")
                  .print(75, 170, "2")
                  .print(100, 170, "Lê Văn Cường")
                  .print(245, 170, "1975")
                  .page();
  models::Table& table = page.text.tables.front();
  models::Box edge = table.box;
  edge.x = edge.right(), edge.width = 50;
  table.cells.push_back({.row = 0, .column = table.columns++, .row_span = table.rows, .column_span = 1, .box = edge});
  table.box.width += 50;
  const auto found = rows_of({page});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].value, "1 | Trần Thị Bình | | 1980 | |");
}

TEST(Table, AFoldBeforeTheTableIsNoColumn) {
  const auto page_with_fold = [](int number) {
    auto page = ruled_list()
                    .print(75, 150, std::to_string(2 * number - 1))
                    .print(100, 150, "Trần Thị Bình")
                    .print(305, 150, "1980")
                    .print(75, 170, std::to_string(2 * number))
                    .print(100, 170, "Lê Văn Cường")
                    .print(245, 170, "1975")
                    .page();
    models::Table& table = page.text.tables.front();
    for (models::TableCell& cell : table.cells) ++cell.column;
    models::Box edge = table.box;
    edge.x -= 50, edge.width = 50;
    table.cells.push_back({.row = 0, .column = 0, .row_span = table.rows, .column_span = 1, .box = edge});
    ++table.columns;
    table.box.x -= 50, table.box.width += 50;
    return page;
  };
  const auto found = rows_of({page_with_fold(1)});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].value, "1 | Trần Thị Bình | | 1980 | |");
}

TEST(Table, ColumnsNumbersAndCaptionsAreNoRows) {
  Paper paper = ruled_list();
  const double left[] = {75, 100, 245, 305, 360, 470};
  for (int i = 0; i < 6; ++i) paper.print(left[i], 150, "(" + std::to_string(i + 1) + ")", 0.999);
  paper.print(75, 170, "1", 0.999).print(100, 170, "Trần Thị Bình", 0.999).print(305, 170, "1980", 0.999);
  paper.print(360, 170, "Xóm 5", 0.999).print(100, 190, "Thôn Đoài", 0.999);
  paper.print(75, 210, "2", 0.999).print(100, 210, "Lê Văn Cường", 0.999).print(245, 210, "1975", 0.999);
  const auto found = rows_of({paper.page()});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].value, "1 | Trần Thị Bình | | 1980 | Xóm 5 |");
  EXPECT_EQ(found[1].value, "2 | Lê Văn Cường | 1975 | | |");
}

TEST(Table, ALineOfARuledCellStaysInItsRow) {
  Paper paper = ruled_list();
  paper.print(75, 150, "1").print(100, 147, "Trần Thị").print(100, 156, "Bình").print(305, 150, "1980");
  paper.print(75, 170, "2").print(100, 170, "Lê Văn Cường").print(245, 170, "1975");
  const auto found = rows_of({paper.page()});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].value, "1 | Trần Thị Bình | | 1980 | |");
}

TEST(Table, ARowWithoutACellThatOthersHaveIsForReview) {
  Paper paper = heading();
  row(paper, 110, {"STT", "Họ và tên", "Năm sinh", "Nơi cư trú", "Số tiền"});
  for (int i = 1; i <= 12; ++i)
    row(paper, 110 + 20 * i, {std::to_string(i), "Trần Thị Bình", i == 7 ? "" : "1980", "Xóm 5", "400.000"}, 0.999);
  const auto rows = rows_of({paper.page()});
  ASSERT_EQ(rows.size(), 12U);
  EXPECT_EQ(rows[6].verdict, models::Verdict::review);
  EXPECT_EQ(rows[5].verdict, models::Verdict::accept);
}

}  // namespace
}  // namespace hoso::extraction
