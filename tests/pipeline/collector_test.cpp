// SPDX-License-Identifier: Apache-2.0
#include "pipeline/collector.h"

#include <gtest/gtest.h>

#include "pipeline/dossier_work.h"

namespace hoso::pipeline {
namespace {

using models::ErrorCode;

std::shared_ptr<DossierWork> dossier(const char* name) {
  auto work = std::make_shared<DossierWork>();
  work->name = *models::DossierName::from(name);
  return work;
}

FinishedPage page(const std::shared_ptr<DossierWork>& work, int number) {
  return {work, number, models::ComposedPage{.facts = {.id = {work->name, number}}}};
}

TEST(Collector, IsCompleteOnlyWhenClosedAndAllPagesCame) {
  Collector collector;
  const auto work = dossier("a");
  EXPECT_FALSE(collector.add(page(work, 2)));
  EXPECT_FALSE(collector.close({work, {.pages = 2}}));
  const auto complete = collector.add(page(work, 1));
  ASSERT_TRUE(complete);
  EXPECT_FALSE(complete->failure);
  ASSERT_EQ(complete->dossier.pages.size(), 2u);
  EXPECT_EQ(complete->dossier.pages[0].facts.id.number, 1);
  EXPECT_TRUE(collector.leave().empty());
}

TEST(Collector, ASlowDossierHoldsUpOnlyItself) {
  Collector collector;
  const auto slow = dossier("slow"), quick = dossier("quick");
  collector.close({slow, {.pages = 2}});
  collector.add(page(slow, 1));
  collector.add(page(quick, 1));
  EXPECT_TRUE(collector.close({quick, {.pages = 1}}));
}

TEST(Collector, TwoPagesWithOneNumberAreADefect) {
  Collector collector;
  const auto work = dossier("a");
  collector.close({work, {.pages = 2}});
  collector.add(page(work, 1));
  EXPECT_FALSE(collector.add(page(work, 1)));
  const auto left = collector.leave();
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left[0].failure->code, ErrorCode::pages_lost);
}

TEST(Collector, AGapInTheNumbersIsADefect) {
  Collector collector;
  const auto work = dossier("a");
  collector.close({work, {.pages = 2}});
  collector.add(page(work, 1));
  const auto complete = collector.add(page(work, 3));
  ASSERT_TRUE(complete);
  EXPECT_EQ(complete->failure->code, ErrorCode::pages_lost);
}

TEST(Collector, ADossierThatWasNeverClosedIsCancelled) {
  Collector collector;
  collector.add(page(dossier("a"), 1));
  const auto left = collector.leave();
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left[0].failure->code, ErrorCode::cancelled);
}

}  // namespace
}  // namespace hoso::pipeline
