// SPDX-License-Identifier: Apache-2.0
#include "extraction/place_checks.h"

#include <gtest/gtest.h>

namespace hoso::extraction {
namespace {

/// "tờ bản đồ số 35" on a page with a seal, 200 pixels across, about (x, 500).
models::PageFacts page_with_seal_about(double x) {
  models::PageFacts page;
  page.seals.push_back({.box = {x - 100, 400, 200, 200}});
  return page;
}

struct Read {
  models::Word word;
  Finding finding;
};

Read reading(const std::string& text) {
  Read read{.word = {text, {480, 490, 40, 30}, 0.99}};
  read.finding = finding_of(text, {}, 1, true);
  return read;
}

bool is_doubted(const std::string& text, ValueKind kind, const models::PageFacts& page) {
  Read read = reading(text);
  read.finding.words = {&read.word};
  check_seals(read.finding, kind, page);
  EXPECT_EQ(read.finding.checks.size(), read.finding.validated ? 0U : 1U);
  return !read.finding.validated;
}

TEST(PlaceChecks, ANumberUnderASealIsForReview) {
  EXPECT_TRUE(is_doubted("35", ValueKind::text, page_with_seal_about(500)));
  EXPECT_TRUE(is_doubted("35", ValueKind::text, page_with_seal_about(600))) << "it reaches into the seal";
  EXPECT_FALSE(is_doubted("35", ValueKind::text, page_with_seal_about(640)));
  EXPECT_FALSE(is_doubted("35", ValueKind::text, {})) << "no seal";
  EXPECT_FALSE(is_doubted("Nguyễn", ValueKind::text, page_with_seal_about(500))) << "words speak for themselves";
  EXPECT_FALSE(is_doubted("0101234567", ValueKind::enterprise_code, page_with_seal_about(500))) << "a check digit";
}

TEST(PlaceChecks, AValueThatGoesOnUnreadIsForReview) {
  Read read = reading("An");
  read.finding.words = {&read.word};
  models::PageFacts page;
  check_end(read.finding, page);
  EXPECT_TRUE(read.finding.validated);
  page.cut_ends.push_back(read.word.box);
  check_end(read.finding, page);
  EXPECT_FALSE(read.finding.validated);
  ASSERT_EQ(read.finding.checks.size(), 1U);
  EXPECT_EQ(read.finding.checks.front().name, "whole");
}

TEST(PlaceChecks, WhatIsMostlyInBlueInkIsAPens) {
  models::Word one{"Trần", {480, 490, 40, 30}, 0.99}, other{"An", {530, 490, 30, 30}, 0.99};
  Finding finding = finding_of("Trần An", {&one, &other}, 1, true);
  models::PageFacts page;
  EXPECT_FALSE(is_written_in_blue(finding, page));
  page.blue_words = {one.box};
  EXPECT_FALSE(is_written_in_blue(finding, page)) << "a seal may lie over one word";
  page.blue_words.push_back(other.box);
  EXPECT_TRUE(is_written_in_blue(finding, page));
}

}  // namespace
}  // namespace hoso::extraction
