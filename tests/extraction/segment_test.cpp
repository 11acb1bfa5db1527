// SPDX-License-Identifier: Apache-2.0
#include "extraction/text/segment.h"

#include <gtest/gtest.h>

#include "tests/extraction/paper.h"

namespace hoso::extraction {
namespace {

using tests::Paper;

TEST(Segments, TwoColumnsReadAsOneLineArePartedAtTheGap) {
  const auto page = Paper().print(60, 60, "TỈNH ĐẮK LẮK").print(320, 60, "CỘNG HÒA XÃ HỘI").as_one_line().page();
  const PageLayout layout = lay_out(page);
  ASSERT_EQ(layout.segments.size(), 2U);
  EXPECT_EQ(layout.segments[0].text, "TỈNH ĐẮK LẮK");
  EXPECT_EQ(layout.segments[1].text, "CỘNG HÒA XÃ HỘI");
}

TEST(Segments, OneLineReadAsTwoIsJoined) {
  const auto page = Paper().print(60, 60, "Số: 15").print(104, 60, "/QĐ-UBND").page();
  const PageLayout layout = lay_out(page);
  ASSERT_EQ(layout.segments.size(), 1U);
  EXPECT_EQ(layout.segments[0].text, "Số: 15 /QĐ-UBND");
}

TEST(Segments, MarksLaidOverTheScanAreNoText) {
  const auto page =
      Paper().print(400, 20, "Ký bởi: Ủy ban").print(60, 60, "TỈNH ĐẮK LẮK").mark({390, 10, 190, 40}).page();
  const PageLayout layout = lay_out(page);
  ASSERT_EQ(layout.segments.size(), 1U);
  EXPECT_EQ(layout.segments[0].text, "TỈNH ĐẮK LẮK");
}

TEST(Segments, ARowHoldsAllWordsOfItsRegionWhateverTheGaps) {
  const auto page = Paper().print(60, 60, "Số:").print(160, 60, "/QĐ-UBND").print(330, 60, "Hà Nội, ngày").page();
  const PageLayout layout = lay_out(page);
  const auto rows = rows_in(layout, {0, 0, 1200, 1000});
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].text, "Số: /QĐ-UBND");
}

TEST(Segments, APageWithoutTextHasNone) {
  const auto page = Paper().page();
  const PageLayout layout = lay_out(page);
  EXPECT_TRUE(layout.segments.empty());
  EXPECT_GT(layout.line_height_px, 0);
}

TEST(Segments, ShareOfCapitals) {
  EXPECT_DOUBLE_EQ(capital_share("ỦY BAN 12"), 1);
  EXPECT_DOUBLE_EQ(capital_share("123"), 0);
  EXPECT_LT(capital_share("Điều 1"), 0.5);
}

}  // namespace
}  // namespace hoso::extraction
