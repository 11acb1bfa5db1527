// SPDX-License-Identifier: Apache-2.0
#include "extraction/text/witnesses.h"

#include <gtest/gtest.h>

#include <sstream>

namespace hoso::extraction {
namespace {

models::Line line_of(const std::string& text, double confidence) {
  models::Line line;
  std::istringstream stream(text);
  for (std::string word; stream >> word;) line.words.push_back({.text = word, .box = {}, .confidence = confidence});
  return line;
}

/// Floors of the words of the first line.
std::vector<double> floors_of(const models::PageText& text) {
  Witnesses witnesses;
  witnesses.add(text);
  std::vector<const models::Word*> words;
  for (const models::Word& word : text.blocks[0].lines[0].words) words.push_back(&word);
  return witnesses.floors(words);
}

models::PageText page(std::vector<models::Line> lines) { return {.blocks = {{.lines = std::move(lines)}}}; }

TEST(Witnesses, ASecondPrintThatWasReadSurelyVouchesWhateverItsCase) {
  const auto floors = floors_of(page({line_of("VỀ HÓA ĐƠN LẠ", 0.9), line_of("áp dụng hóa đơn, từ nay", 0.99)}));
  EXPECT_EQ(floors[0], 0);
  EXPECT_GT(floors[1], 0.95);
  EXPECT_GT(floors[2], 0.95);
  EXPECT_EQ(floors[3], 0);
}

TEST(Witnesses, MarksCountAndAnUnsureOneVouchesForNothing) {
  for (const double floor : floors_of(page({line_of("HÓA ĐƠN", 0.9), line_of("hòa đơn", 0.99)}))) EXPECT_EQ(floor, 0);
  for (const double floor : floors_of(page({line_of("HÓA ĐƠN", 0.9), line_of("hóa đơn", 0.9)}))) EXPECT_EQ(floor, 0);
}

TEST(Witnesses, AValueIsNoWitnessForItselfNorForWhatIsHardlyLegible) {
  for (const double floor : floors_of(page({line_of("hóa đơn hóa đơn", 0.98)}))) EXPECT_EQ(floor, 0);
  for (const double floor : floors_of(page({line_of("hóa đơn", 0.4), line_of("hóa đơn", 0.99)}))) EXPECT_EQ(floor, 0);
}

TEST(Witnesses, APairMayGoOnOverTheLine) {
  const auto floors = floors_of(page({line_of("HÓA ĐƠN", 0.9), line_of("kể cả hóa", 0.99), line_of("đơn cũ", 0.99)}));
  EXPECT_GT(floors[0], 0.95);
}

}  // namespace
}  // namespace hoso::extraction
