// SPDX-License-Identifier: Apache-2.0
#include "hoso/models/nearest.h"

#include <gtest/gtest.h>

namespace hoso::models {
namespace {

TEST(Nearest, CountsLettersAddedLeftOutChangedAndSwapped) {
  EXPECT_EQ(edit_distance("", "abc"), 3);
  EXPECT_EQ(edit_distance("find", "find"), 0);
  EXPECT_EQ(edit_distance("fnid", "find"), 1);
  EXPECT_EQ(edit_distance("digitse", "digitise"), 1);
  EXPECT_EQ(edit_distance("digitize", "digitise"), 1);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3);
}

TEST(Nearest, NamesWhatWasMeant) {
  const std::vector<std::string> known{"digitise", "find", "scan", "scanners"};
  EXPECT_EQ(nearest("digitse", known), "digitise");
  EXPECT_EQ(nearest("fidn", known), "find");
  EXPECT_EQ(nearest("scaner", known), "scan");
  EXPECT_EQ(nearest("digi", known), "digitise");
  EXPECT_EQ(nearest("hs-08", {"HS 07", "HS 08"}), "HS 08");
}

TEST(Nearest, SaysNothingWhereNothingIsNear) {
  EXPECT_EQ(nearest("xylophone", {"digitise", "find"}), std::nullopt);
  EXPECT_EQ(nearest("", {"digitise"}), std::nullopt);
  EXPECT_EQ(nearest("x", {}), std::nullopt);
  EXPECT_EQ(nearest(std::string(100'000, 'd'), {"digitise"}), std::nullopt);
}

}  // namespace
}  // namespace hoso::models
