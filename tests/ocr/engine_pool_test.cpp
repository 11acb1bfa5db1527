// SPDX-License-Identifier: Apache-2.0
#include "hoso/ocr/engine_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "tests/ocr/stub_recogniser.h"

namespace hoso::ocr {
namespace {

TEST(EnginePool, LendsAnEngineAgainThatWasGivenBack) {
  int made = 0;
  EnginePool pool([&]() -> models::Result<std::unique_ptr<Recogniser>> {
    ++made;
    return std::make_unique<tests::StubRecogniser>(models::PageText{});
  });
  for (int turn = 0; turn < 3; ++turn) ASSERT_TRUE(pool.acquire());
  EXPECT_EQ(made, 1);
}

TEST(EnginePool, GrowsWhereAThreadEntersTwice) {
  EnginePool pool([] {
    return models::Result<std::unique_ptr<Recogniser>>(std::make_unique<tests::StubRecogniser>(models::PageText{}));
  });
  const auto outer = pool.acquire();
  const auto inner = pool.acquire();
  ASSERT_TRUE(outer && inner);
  EXPECT_NE(&**outer, &**inner);
}

TEST(EnginePool, HandsOnTheFactorysError) {
  EnginePool pool([]() -> models::Result<std::unique_ptr<Recogniser>> {
    return models::failure(
        {.code = models::ErrorCode::language_missing, .stage = models::Stage::configure, .subject = "xx"});
  });
  const auto lease = pool.acquire();
  ASSERT_FALSE(lease);
  EXPECT_EQ(lease.error().subject, "xx");
}

TEST(EnginePool, NeverLendsOneEngineToTwoThreads) {
  std::atomic<int> made = 0;
  EnginePool pool([&]() -> models::Result<std::unique_ptr<Recogniser>> {
    ++made;
    return std::make_unique<tests::StubRecogniser>(models::PageText{});
  });
  std::mutex mutex;
  std::vector<const Recogniser*> in_use;
  std::atomic<int> clashes = 0;
  std::vector<std::jthread> threads;
  for (int index = 0; index < 8; ++index) {
    threads.emplace_back([&] {
      for (int turn = 0; turn < 200; ++turn) {
        const auto lease = pool.acquire();
        const Recogniser* engine = &**lease;
        {
          const std::scoped_lock lock(mutex);
          clashes += static_cast<int>(std::ranges::count(in_use, engine));
          in_use.push_back(engine);
        }
        const std::scoped_lock lock(mutex);
        std::erase(in_use, engine);
      }
    });
  }
  threads.clear();
  EXPECT_EQ(clashes, 0);
  EXPECT_LE(made, 8);
}

}  // namespace
}  // namespace hoso::ocr
