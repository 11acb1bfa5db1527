// SPDX-License-Identifier: Apache-2.0
#include "ocr/counted_cells.h"

#include <gtest/gtest.h>

#include "tests/ocr/texts.h"

namespace hoso::ocr {
namespace {

using tests::line_at;

/// A ruled table of one column below a heading, and what was read in its cells.
models::PageText column_of(const std::vector<std::pair<std::string, double>>& cells) {
  std::vector<models::Line> lines;
  models::Table table{.box = {90, 90, 120, 100 + 100.0 * static_cast<double>(cells.size())},
                      .rows = static_cast<int>(cells.size()) + 1,
                      .columns = 1,
                      .cells = {}};
  lines.push_back(line_at(100, 110, {"STT"}));
  table.cells.push_back({.row = 0, .column = 0, .box = {90, 90, 120, 100}});
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const double y = 190 + 100 * static_cast<double>(i);
    table.cells.push_back({.row = static_cast<int>(i) + 1, .column = 0, .box = {90, y, 120, 100}});
    if (!cells[i].first.empty()) lines.push_back(line_at(100, y + 20, {cells[i].first}, cells[i].second));
  }
  models::PageText text = tests::page_of(lines);
  text.tables.push_back(std::move(table));
  return text;
}

std::vector<std::string> read(const models::PageText& text) {
  std::vector<std::string> out;
  for (const models::Line& line : text.blocks.front().lines) out.push_back(models::text_of(line));
  return out;
}

TEST(CountedCells, AStrokeWhereOneMustStandIsOne) {
  models::PageText text = column_of({{"|", 0.4}, {"2", 0.99}, {"3", 0.99}, {"4", 0.99}});
  put_counts_right(text);
  EXPECT_EQ(read(text), (std::vector<std::string>{"STT", "1", "2", "3", "4"}));
  EXPECT_GE(text.blocks.front().lines[1].words.front().confidence, 0.9);
}

TEST(CountedCells, TheRowVouchesForItsNumber) {
  models::PageText text = column_of({{"9", 0.99}, {"10", 0.99}, {"11", 0.7}, {"12", 0.99}, {"l3", 0.6}});
  put_counts_right(text);
  EXPECT_EQ(read(text), (std::vector<std::string>{"STT", "9", "10", "11", "12", "13"}));
  EXPECT_GE(text.blocks.front().lines[3].words.front().confidence, 0.95);
}

TEST(CountedCells, WhatCountsNotOnStays) {
  const std::vector<std::pair<std::string, double>> amounts{{"|", 0.4}, {"7", 0.99}, {"3", 0.99}, {"15", 0.99}};
  models::PageText text = column_of(amounts);
  put_counts_right(text);
  EXPECT_EQ(read(text), (std::vector<std::string>{"STT", "|", "7", "3", "15"}));
}

TEST(CountedCells, AnotherShapeOrAnEmptyCellStays) {
  models::PageText text = column_of({{"1", 0.99}, {"x", 0.4}, {"3", 0.99}, {"", 0}, {"5", 0.99}});
  put_counts_right(text);
  EXPECT_EQ(read(text), (std::vector<std::string>{"STT", "1", "x", "3", "5"}));
}

}  // namespace
}  // namespace hoso::ocr
