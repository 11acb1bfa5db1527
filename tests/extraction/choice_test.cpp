// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "hoso/extraction/assemble.h"
#include "tests/extraction/paper.h"

namespace hoso::extraction {
namespace {

using tests::Paper;

/// An application with the row of the sex, x of words and boxes in points.
struct Row {
  std::vector<std::pair<double, std::string>> words;
  std::vector<std::pair<double, bool>> boxes;
};

const models::Field* sex_of(const std::vector<models::Document>& documents) {
  for (const models::Field& field : documents.at(0).fields)
    if (field.name == "sex") return &field;
  return nullptr;
}

std::vector<models::Document> read(const Row& row) {
  Paper paper;
  paper.centred(297, 40, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").centred(297, 100, "TỜ KHAI ĐĂNG KÝ KHAI SINH");
  paper.print(80, 140, "Họ và tên: Trần Thị Bình").print(80, 180, "Giới tính:");
  paper.body(400, 6);
  for (const auto& [x, word] : row.words) paper.print(x, 180, word);
  for (const auto& [x, ticked] : row.boxes) paper.check_box({x, 180, 10, 10}, ticked);
  auto documents = assemble({paper.page()}, *built_in_types());
  EXPECT_EQ(documents.at(0).type, "don_to_khai");
  return documents;
}

TEST(Choice, TheTickedOptionIsTheValue) {
  const auto documents = read({{{180, "Nam"}, {260, "Nữ"}}, {{205, false}, {280, true}}});
  ASSERT_NE(sex_of(documents), nullptr);
  EXPECT_EQ(sex_of(documents)->value, "Nữ");
  EXPECT_EQ(sex_of(documents)->source, models::FieldSource::checkbox);
  EXPECT_EQ(sex_of(documents)->verdict, models::Verdict::accept);
}

TEST(Choice, AnEmptyBoxMayBeReadAsBrackets) {
  const auto documents = read({{{180, "Nam"}, {205, "[]"}, {260, "Nữ"}}, {{205, false}, {280, true}}});
  ASSERT_NE(sex_of(documents), nullptr);
  EXPECT_EQ(sex_of(documents)->value, "Nữ");
}

TEST(Choice, BoxesMayPrecedeTheirOptions) {
  const auto documents = read({{{195, "Nam"}, {275, "Nữ"}}, {{180, true}, {260, false}}});
  ASSERT_NE(sex_of(documents), nullptr);
  EXPECT_EQ(sex_of(documents)->value, "Nam");
}

TEST(Choice, NoneOrBothTickedIsNothing) {
  EXPECT_EQ(sex_of(read({{{180, "Nam"}, {260, "Nữ"}}, {{205, false}, {280, false}}})), nullptr);
  EXPECT_EQ(sex_of(read({{{180, "Nam"}, {260, "Nữ"}}, {{205, true}, {280, true}}})), nullptr);
}

TEST(Choice, ABoxBesideNoOptionThatWasReadIsThatOfTheOther) {
  const auto documents = read({{{260, "Nữ"}}, {{205, true}, {280, false}}});
  ASSERT_NE(sex_of(documents), nullptr);
  EXPECT_EQ(sex_of(documents)->value, "Nam");
  EXPECT_EQ(sex_of(documents)->verdict, models::Verdict::review);
  const auto read_one = read({{{180, "Nam"}}, {{205, true}, {280, false}}});
  ASSERT_NE(sex_of(read_one), nullptr);
  EXPECT_EQ(sex_of(read_one)->value, "Nam");
}

TEST(Choice, AnOptionThatWasNotReadLeavesItOpen) {
  EXPECT_EQ(sex_of(read({{{240, "Nữ"}}, {{215, true}, {265, false}}})), nullptr)
      << "as near to one box as to the other";
  EXPECT_EQ(sex_of(read({{{260, "Nữ"}}, {{205, true}, {280, true}}})), nullptr);
}

TEST(Choice, WithoutBoxesTheOneOptionThatStandsThereCounts) {
  const auto documents = read({{{180, "Nữ"}}, {}});
  ASSERT_NE(sex_of(documents), nullptr);
  EXPECT_EQ(sex_of(documents)->value, "Nữ");
  EXPECT_EQ(sex_of(read({{{180, "Nam"}, {260, "Nữ"}}, {}})), nullptr);
}

TEST(Choice, WhatAPenMayHaveWrittenIsForReview) {
  const auto documents = read({{{180, "Nữ"}}, {}});
  ASSERT_NE(sex_of(documents), nullptr);
  EXPECT_EQ(sex_of(documents)->value, "Nữ");
  EXPECT_EQ(sex_of(documents)->verdict, models::Verdict::review);
}

}  // namespace
}  // namespace hoso::extraction
