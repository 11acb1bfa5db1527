// SPDX-License-Identifier: Apache-2.0
#include "hoso/scanners/resolution.h"

#include <cmath>

#include <gtest/gtest.h>

namespace hoso::scanners {
namespace {

using models::Dpi;
using models::DpiSource;
using models::Size;

Size sheet(double width_mm, double height_mm, double dpi) {
  return {static_cast<int>(std::lround(width_mm / 25.4 * dpi)), static_cast<int>(std::lround(height_mm / 25.4 * dpi))};
}

Dpi stated(double x, double y, DpiSource source = DpiSource::file) { return {.x = x, .y = y, .source = source}; }

TEST(Resolution, OfA4IsEstimatedAtEveryUsualSetting) {
  for (const double dpi : {100., 150., 200., 240., 300., 400., 600.}) {
    for (const Size size : {sheet(210, 297, dpi), sheet(297, 210, dpi)}) {
      const Dpi found = resolve_dpi(size, {});
      EXPECT_EQ(found.x, dpi);
      EXPECT_EQ(found.y, dpi);
      EXPECT_EQ(found.paper, "A4");
      EXPECT_EQ(found.source, DpiSource::estimated);
      EXPECT_GT(found.confidence, 0.9);
    }
  }
}

TEST(Resolution, OfACardAndOfOtherPapersIsEstimated) {
  EXPECT_EQ(resolve_dpi(sheet(85.6, 53.98, 300), {}).paper, "ID-1");
  EXPECT_EQ(resolve_dpi(sheet(85.6, 53.98, 300), {}).x, 300);
  EXPECT_EQ(resolve_dpi(sheet(297, 420, 300), {}).paper, "A3");
  EXPECT_EQ(resolve_dpi(sheet(148, 210, 300), {}).paper, "A5");
}

TEST(Resolution, OfASlightlyCutSheetIsEstimatedWithLessConfidence) {
  const Dpi whole = resolve_dpi({2480, 3508}, {}), cut = resolve_dpi({2440, 3470}, {});
  EXPECT_EQ(cut.x, 300);
  EXPECT_LT(cut.confidence, whole.confidence);
}

TEST(Resolution, OfAPhotographIsThatOfA4WithSomethingAroundItAndHasLittleConfidence) {
  for (const Size size : {Size{2908, 4195}, Size{2784, 4016}, Size{4032, 3024}}) {
    const Dpi found = resolve_dpi(size, {});
    EXPECT_EQ(found.x, 300) << size.width_px;
    EXPECT_EQ(found.paper, "A4");
    EXPECT_LT(found.confidence, 0.3);
  }
}

TEST(Resolution, OfWhatIsNoSheetHasHardlyAnyConfidence) {
  EXPECT_LT(resolve_dpi({500, 500}, {}).confidence, 0.25);
  EXPECT_LT(resolve_dpi({3, 60'000}, {}).confidence, 0.01);
}

TEST(Resolution, InTheFileIsBelievedWhereItIsPossible) {
  const Dpi fax = resolve_dpi({1728, 1143}, stated(204, 98));
  EXPECT_EQ(fax.x, 204);
  EXPECT_EQ(fax.y, 98);
  EXPECT_EQ(fax.source, DpiSource::file);
  EXPECT_GT(fax.confidence, 0.9);
}

TEST(Resolution, Of72OrImpossibleForPaperIsNotBelieved) {
  const Size a4 = sheet(210, 297, 200);
  for (const Dpi& wrong : {stated(72, 72), stated(0, 0), stated(1, 1), stated(30, 30), stated(4000, 4000),
                           stated(1e9, 1e9), stated(NAN, 200), stated(200, 0), stated(-300, -300)}) {
    const Dpi found = resolve_dpi(a4, wrong);
    EXPECT_EQ(found.source, DpiSource::estimated) << wrong.x;
    EXPECT_EQ(found.x, 200) << wrong.x;
  }
}

TEST(Resolution, FromThePlaceOnAPdfPageMayBe72) {
  EXPECT_EQ(resolve_dpi({595, 842}, stated(72, 72, DpiSource::placement)).source, DpiSource::placement);
  // Pixels taken for points: no paper is 87 cm wide and 124 cm high.
  EXPECT_EQ(resolve_dpi({2480, 3508}, stated(72, 72, DpiSource::placement)).source, DpiSource::estimated);
}

TEST(Resolution, OfNothingDoesNotDivideByZero) {
  EXPECT_EQ(resolve_dpi({0, 0}, stated(300, 300)).confidence, 0);
  EXPECT_EQ(resolve_dpi({1, 1}, {}).confidence, resolve_dpi({1, 1}, {}).confidence);
}

}  // namespace
}  // namespace hoso::scanners
