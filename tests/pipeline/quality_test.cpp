// SPDX-License-Identifier: Apache-2.0
#include "pipeline/quality.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace hoso::pipeline {
namespace {

using models::QualityMeasure;

models::PageFacts good_page() {
  models::PageFacts facts;
  facts.delivered_dpi = {.x = 300, .y = 300, .source = models::DpiSource::file, .confidence = 1, .paper = ""};
  facts.skew = {.degrees = 0.4, .confidence = 0.9, .applied = true};
  facts.image_quality = {.blur_mm = 0.2, .contrast = 0.9, .noise = 0.01, .cut_lines = 0, .missing_corner_mm = 0.5};
  return facts;
}

models::PageText text_of(std::size_t words, double confidence) {
  models::Line line;
  for (std::size_t i = 0; i < words; ++i) line.words.push_back({.text = "đất", .confidence = confidence});
  return {.blocks = {{.lines = {line}}}};
}

std::vector<QualityMeasure> problems(models::PageFacts facts, const models::PageText& text = text_of(10, 0.95)) {
  facts.quality = judge(facts, text, {});
  return problems_of(facts);
}

using Problems = std::vector<QualityMeasure>;

TEST(QualityJudged, AGoodPageIsHeldAgainstAllAndIsWell) {
  const auto checks = judge(good_page(), text_of(10, 0.95), {});
  EXPECT_EQ(checks.size(), 8u);
  EXPECT_TRUE(std::ranges::all_of(checks, &models::QualityCheck::ok));
  EXPECT_TRUE(std::ranges::is_sorted(checks, {}, &models::QualityCheck::measure));
}

TEST(QualityJudged, EachMeasureHasItsLimit) {
  auto page = good_page();
  page.delivered_dpi.y = 150;
  EXPECT_EQ(problems(page), Problems{QualityMeasure::dpi});
  page = good_page();
  page.image_quality.blur_mm = 0.6;
  EXPECT_EQ(problems(page), Problems{QualityMeasure::blur_mm});
  page = good_page();
  page.image_quality.contrast = 0.1;
  EXPECT_EQ(problems(page), Problems{QualityMeasure::contrast});
  page = good_page();
  page.image_quality.noise = 0.2;
  EXPECT_EQ(problems(page), Problems{QualityMeasure::noise});
  page = good_page();
  page.skew.degrees = -12;
  EXPECT_EQ(problems(page), Problems{QualityMeasure::skew_degrees});
  page = good_page();
  page.image_quality.cut_lines = 1;
  EXPECT_EQ(problems(page), Problems{QualityMeasure::cut_lines});
  page = good_page();
  page.image_quality.missing_corner_mm = 9;
  EXPECT_EQ(problems(page), Problems{QualityMeasure::missing_corner_mm});
  EXPECT_EQ(problems(good_page(), text_of(10, 0.5)), Problems{QualityMeasure::confidence});
}

TEST(QualityJudged, TheProfilesLimitsCount) {
  models::PageFacts page = good_page();
  page.quality = judge(page, text_of(10, 0.95), {.dpi_min = 600, .noise_max = 0.001});
  EXPECT_EQ(problems_of(page), (Problems{QualityMeasure::dpi, QualityMeasure::noise}));
}

TEST(QualityJudged, WhatIsNotKnownIsNotHeldAgainstThePage) {
  models::PageFacts page = good_page();
  page.image_quality = {};
  page.delivered_dpi = {.x = 100, .y = 100, .source = models::DpiSource::estimated, .confidence = 0.2, .paper = "A4"};
  page.skew = {.degrees = 14, .confidence = 0.1};
  EXPECT_TRUE(problems(page, text_of(2, 0.3)).empty());
}

TEST(QualityJudged, AScanAHairBelowTheResolutionIsWell) {
  models::PageFacts page = good_page();
  page.delivered_dpi.x = 199.4;
  EXPECT_TRUE(problems(page).empty());
}

TEST(QualityJudged, NothingIsScannedAgainThatNoScanMakesBetter) {
  models::PageFacts blank = good_page(), failed = good_page(), drawn = good_page();
  blank.blank = true;
  failed.failure = models::Error{};
  drawn.delivered_dpi.source = models::DpiSource::rendered;
  for (const auto& page : {blank, failed, drawn}) EXPECT_TRUE(judge(page, text_of(10, 0.3), {}).empty());
}

TEST(QualityMeasures, AreFoundByTheirNames) {
  for (int at = 0; at < 8; ++at)
    EXPECT_EQ(models::quality_measure(name_of(static_cast<QualityMeasure>(at))), static_cast<QualityMeasure>(at));
  EXPECT_FALSE(models::quality_measure("taste"));
}

}  // namespace
}  // namespace hoso::pipeline
