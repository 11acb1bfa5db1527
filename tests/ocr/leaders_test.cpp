// SPDX-License-Identifier: Apache-2.0
#include "ocr/leaders.h"

#include <gtest/gtest.h>

namespace hoso::ocr {
namespace {

std::vector<Symbol> symbols(const std::vector<std::string>& texts) {
  std::vector<Symbol> all;
  for (const std::string& text : texts) all.push_back({text, {10.0 * static_cast<double>(all.size()), 0, 10, 20}});
  return all;
}

TEST(Leaders, AreKnownByThreeDotsInARow) {
  EXPECT_TRUE(holds_leader("tên:....."));
  EXPECT_TRUE(holds_leader("____"));
  EXPECT_TRUE(holds_leader("a…..b"));
  EXPECT_FALSE(holds_leader("1.234.567,-"));
  EXPECT_FALSE(holds_leader("v.v.."));
  EXPECT_FALSE(holds_leader(""));
}

TEST(Leaders, AreCutOffWithTheirWidth) {
  const auto words = without_leaders(symbols({"t", "ê", "n", ":", ".", ".", ".", "A", "n"}), 0.9);
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(words[0].text, "tên:");
  EXPECT_EQ(words[0].box, (models::Box{0, 0, 40, 20}));
  EXPECT_EQ(words[1].text, "An");
  EXPECT_EQ(words[1].box, (models::Box{70, 0, 20, 20}));
  EXPECT_EQ(words[1].confidence, 0.9);
}

TEST(Leaders, LeaveNothingOfALeaderAlone) {
  EXPECT_TRUE(without_leaders(symbols({".", ".", ".", "."}), 0.9).empty());
  EXPECT_TRUE(without_leaders({}, 0.9).empty());
}

}  // namespace
}  // namespace hoso::ocr
