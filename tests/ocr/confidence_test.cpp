// SPDX-License-Identifier: Apache-2.0
#include "ocr/confidence.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hoso::ocr {
namespace {

TEST(Confidence, RisesWithTheEnginesAndStaysAProbability) {
  double before = -1;
  for (double value = 0; value <= 100; value += 0.5) {
    const double now = probability_of(value);
    EXPECT_GE(now, before);
    EXPECT_GE(now, 0);
    EXPECT_LT(now, 1);
    before = now;
  }
}

TEST(Confidence, HasItsKneeAtNinetyFive) {
  EXPECT_LT(probability_of(90), 0.88);
  EXPECT_GT(probability_of(95), 0.96);
}

TEST(Confidence, TakesValuesOutOfRange) {
  EXPECT_EQ(probability_of(-5), 0);
  EXPECT_EQ(probability_of(std::nan("")), 0);
  EXPECT_LT(probability_of(1e9), 1);
}

}  // namespace
}  // namespace hoso::ocr
