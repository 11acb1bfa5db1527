// SPDX-License-Identifier: Apache-2.0
#include "pipeline/admission.h"

#include <gtest/gtest.h>

namespace hoso::pipeline {
namespace {

struct Weight {
  std::uint64_t bytes;
};

TEST(Admission, NeverGoesOverTheBudget) {
  Admission<Weight> gate(10);
  for (const std::uint64_t bytes : {4, 4, 4}) gate.arrive({bytes});
  EXPECT_TRUE(gate.admit());
  EXPECT_TRUE(gate.admit());
  EXPECT_FALSE(gate.admit());
  gate.give_back(4);
  EXPECT_TRUE(gate.admit());
  EXPECT_EQ(gate.used_bytes(), 8u);
}

TEST(Admission, APageLargerThanTheBudgetRunsAlone) {
  Admission<Weight> gate(10);
  gate.arrive({1});
  gate.arrive({30});
  gate.arrive({1});
  EXPECT_TRUE(gate.admit());
  EXPECT_FALSE(gate.admit()) << "the large one waits for the small one";
  gate.give_back(1);
  EXPECT_EQ(gate.admit()->bytes, 30u);
  EXPECT_FALSE(gate.admit()) << "nothing beside the large one";
  gate.give_back(30);
  EXPECT_TRUE(gate.admit());
}

}  // namespace
}  // namespace hoso::pipeline
