// SPDX-License-Identifier: Apache-2.0
//
// Each known way in which a oneTBB graph ends normally with pages missing has a test here. They oversubscribe to 8
// threads: with as many threads as cores the re-entrancy among them does not show.
#include "pipeline/flow_graph.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <stdexcept>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>

#include "pipeline/dossier_work.h"
#include "tests/pipeline/fakes.h"

namespace hoso::tests {
namespace {

using models::Error;
using models::ErrorCode;
using models::Result;
using pipeline::Stations;
using pipeline::Summary;

constexpr int kThreads = 8;

class FlowGraph : public testing::Test {
 protected:
  Summary run(FakeSource& source, const Stations& stations, std::uint64_t budget = 1'000'000, int threads = kThreads) {
    return pipeline::run_flow(source, sink_, stations,
                              {.threads = threads, .memory_budget_bytes = budget, .tickets = 4}, {}, stop_.get_token());
  }
  Summary run(FakeSource& source) { return run(source, plain_stations(sink_)); }

  static void expect_balanced(const Summary& summary) {
    EXPECT_EQ(summary.pages_admitted, summary.pages_stored + summary.pages_failed);
  }

  oneapi::tbb::global_control more_threads_than_cores_{oneapi::tbb::global_control::max_allowed_parallelism, kThreads};
  FakeSink sink_;
  std::stop_source stop_;
};

TEST_F(FlowGraph, StoresEveryPageOfEveryDossierInOrder) {
  FakeSource source({{"a", 30}, {"b", 1}, {"c", 200}});
  const Summary summary = run(source);
  EXPECT_EQ(summary.pages_stored, 231);
  EXPECT_EQ(summary.dossiers_stored, 3);
  EXPECT_TRUE(summary.errors.empty());
  expect_balanced(summary);
  const models::Dossier& dossier = sink_.stored.at("c");
  for (int i = 0; i < 200; ++i) ASSERT_EQ(dossier.pages.at(i).facts.id.number, i + 1);
}

TEST_F(FlowGraph, APageThatLeavesTheWayGivesItsMemoryBack) {
  // Trap: 1 page in 10 is dropped, its token is never returned, the graph stands still and says it has finished.
  FakeSource source({{"a", 100, 10}});
  Stations stations = plain_stations(sink_);
  stations.decode = [decode = stations.decode](const models::SourcePage& page) -> Result<models::DecodedPage> {
    if (page.id.number % 10 == 0) return models::failure({.code = ErrorCode::damaged, .page = page.id.number});
    return decode(page);
  };
  const Summary summary = run(source, stations, 20);
  EXPECT_EQ(summary.pages_admitted, 100);
  EXPECT_EQ(summary.pages_failed, 10);
  EXPECT_EQ(summary.pages_stored, 90);
  EXPECT_EQ(summary.errors.size(), 10u);
  EXPECT_EQ(sink_.stored.at("a").pages.at(9).facts.failure->code, ErrorCode::damaged);
}

TEST_F(FlowGraph, WhatAStationThrowsIsAnErrorOfThatPageOnly) {
  // Trap: an exception that leaves a body cancels the whole graph and loses the pages in flight.
  FakeSource source({{"a", 60}});
  Stations stations = plain_stations(sink_);
  stations.clean = [clean = stations.clean](models::DecodedPage page) {
    if (page.facts.id.number % 7 == 0) throw std::runtime_error("clean");
    return clean(std::move(page));
  };
  stations.recognise = [recognise = stations.recognise](models::CleanPage page) {
    if (page.facts.id.number % 11 == 0) throw std::bad_alloc();
    return recognise(std::move(page));
  };
  stations.observe = [observe = stations.observe](models::ReadPage page) {
    if (page.facts.id.number == 5) throw 5;  // NOLINT: a library may throw anything
    return observe(std::move(page));
  };
  const Summary summary = run(source, stations);
  EXPECT_EQ(summary.pages_failed, 8 + 5 + 1);
  EXPECT_EQ(summary.pages_stored, 60 - 14);
  EXPECT_EQ(sink_.stored.at("a").pages.at(6).facts.failure->stage, models::Stage::clean);
  EXPECT_EQ(sink_.stored.at("a").pages.at(10).facts.failure->code, ErrorCode::out_of_memory);
  expect_balanced(summary);
}

TEST_F(FlowGraph, APageThatCannotEvenBeRescuedFailsItsDossierOnly) {
  FakeSource source({{"full", 3}, {"well", 3}});
  Stations stations = plain_stations(sink_);
  stations.compose = [compose = stations.compose](models::SeenPage page,
                                                  const auto& pdf) -> Result<models::ComposedPage> {
    if (page.facts.id.dossier.text() == "full") return models::failure({.code = ErrorCode::disk_full});
    return compose(std::move(page), pdf);
  };
  stations.rescue = [](const auto&, const Error& error, const auto&) -> Result<models::ComposedPage> {
    return models::failure(error);
  };
  const Summary summary = run(source, stations);
  EXPECT_EQ(summary.dossiers_failed, 1);
  EXPECT_EQ(summary.dossiers_stored, 1);
  EXPECT_EQ(summary.pages_failed, 3);
  EXPECT_THAT(sink_.abandoned, testing::ElementsAre("full"));
  expect_balanced(summary);
}

TEST_F(FlowGraph, TwoPagesWithOneNumberDoNotVanish) {
  // Trap: a sequencer swallows a duplicate number (5 in, 4 written).
  FakeSource source({{"a", 5}, {"b", 2}});
  source.change_page = [](models::SourcePage& page) {
    if (page.id.dossier.text() == "a" && page.id.number == 3) page.id.number = 2;
  };
  const Summary summary = run(source);
  EXPECT_EQ(summary.dossiers_failed, 1);
  EXPECT_EQ(summary.pages_failed, 5);
  EXPECT_EQ(summary.pages_stored, 2);
  ASSERT_FALSE(summary.errors.empty());
  EXPECT_EQ(summary.errors.back().code, ErrorCode::pages_lost);
  expect_balanced(summary);
}

TEST_F(FlowGraph, AGapInTheNumbersIsAnError) {
  // Trap: behind a gap a sequencer keeps everything (0 1 2 2 4 5 6 -> 0 1 2).
  FakeSource source({{"a", 5}});
  source.change_page = [](models::SourcePage& page) {
    if (page.id.number >= 3) ++page.id.number;
  };
  const Summary summary = run(source);
  EXPECT_EQ(summary.errors.back().code, ErrorCode::pages_lost);
  expect_balanced(summary);
}

TEST_F(FlowGraph, ASlowSourceDoesNotEndTheGraphEarly) {
  // Trap: wait_for_all returns while nothing is in the graph, although more is to come.
  FakeSource source({{"a", 4}});
  source.change_page = [](models::SourcePage&) { std::this_thread::sleep_for(std::chrono::milliseconds(30)); };
  EXPECT_EQ(run(source).pages_stored, 4);
}

TEST_F(FlowGraph, NeverTakesMoreThanTheBudgetButForAPageAlone) {
  FakeSource source({{"a", 64, 0}});
  source.change_page = [](models::SourcePage& page) {
    page.decoded_bytes = page.id.number == 20 ? 30 : 1 + page.id.number % 4;
  };
  std::mutex mutex;
  std::map<int, std::uint64_t> in_work;
  std::uint64_t peak = 0;
  int beside_the_large = 0;
  Stations stations = plain_stations(sink_);
  stations.decode = [&, decode = stations.decode](const models::SourcePage& page) {
    const std::scoped_lock lock(mutex);
    in_work[page.id.number] = page.decoded_bytes;
    std::uint64_t sum = 0;
    for (const auto& [number, bytes] : in_work) sum += bytes;
    if (in_work.contains(20))
      beside_the_large = std::max(beside_the_large, static_cast<int>(in_work.size()) - 1);
    else
      peak = std::max(peak, sum);
    return decode(page);
  };
  stations.compose = [&, compose = stations.compose](models::SeenPage page, const auto& pdf) {
    spin_ms(1);
    const std::scoped_lock lock(mutex);
    in_work.erase(page.facts.id.number);
    return compose(std::move(page), pdf);
  };
  EXPECT_EQ(run(source, stations, 10).pages_stored, 64);
  EXPECT_LE(peak, 10u);
  EXPECT_EQ(beside_the_large, 0);
}

TEST_F(FlowGraph, ABodyThatWaitsForItsChildrenIsNotEnteredAgain) {
  // Trap: a thread that waits in parallel_for (OpenCV does) starts another page on top of the first.
  thread_local int depth = 0;
  std::atomic<int> entered_again = 0;
  FakeSource source({{"a", 60}});
  Stations stations = plain_stations(sink_);
  stations.clean = [&, clean = stations.clean](models::DecodedPage page) {
    if (++depth > 1) ++entered_again;
    oneapi::tbb::parallel_for(0, 16, [](int) { spin_ms(1); });
    --depth;
    return clean(std::move(page));
  };
  EXPECT_EQ(run(source, stations).pages_stored, 60);
  EXPECT_EQ(entered_again, 0);
}

TEST_F(FlowGraph, TheCallersParallelLoopIsNotEnteredByOurPages) {
  // Trap: in the caller's arena the caller's own loop bodies run on top of a waiting library call.
  thread_local bool inside = false;
  std::atomic<int> entered_again = 0, stored = 0;
  oneapi::tbb::parallel_for(0, 24, [&](int i) {
    if (inside) ++entered_again;
    inside = true;
    FakeSink sink;
    FakeSource source({{"d" + std::to_string(i), 5}});
    Stations stations = plain_stations(sink);
    stations.recognise = [recognise = stations.recognise](models::CleanPage page) {
      spin_ms(1);
      return recognise(std::move(page));
    };
    stored += pipeline::run_flow(source, sink, stations, {.threads = 2}, {}, {}).pages_stored;
    inside = false;
  });
  EXPECT_EQ(stored, 24 * 5);
  EXPECT_EQ(entered_again, 0);
}

TEST_F(FlowGraph, ADossierWhoseMetadataAreWrongIsRefusedAndTheOthersGoOn) {
  FakeSource source({{"a", 3}, {"b", 2}});
  Stations stations = plain_stations(sink_);
  stations.metadata = [](const models::DossierOpened& opened) -> models::Result<models::Metadata> {
    if (opened.name.text() == "a") return models::failure({.code = models::ErrorCode::metadata_invalid});
    return models::Metadata{{"box", "17"}};
  };
  const Summary summary = pipeline::run_flow(source, sink_, stations, {.threads = 2}, {}, {});
  EXPECT_EQ(summary.dossiers_failed, 1);
  EXPECT_EQ(summary.pages_stored, 2);
  EXPECT_EQ(summary.errors.front().code, models::ErrorCode::metadata_invalid);
  EXPECT_TRUE(sink_.abandoned.contains("a"));
  EXPECT_EQ(source.skipped, 1);
  EXPECT_EQ(sink_.stored.at("b").metadata.at("box"), "17");
  expect_balanced(summary);
}

TEST_F(FlowGraph, RunsNoMorePagesAtOnceThanThreads) {
  // Trap: a graph belongs to the arena in which it was constructed, not to that in which it is waited for.
  std::atomic<int> now = 0, most = 0;
  FakeSource source({{"a", 40}});
  Stations stations = plain_stations(sink_);
  stations.recognise = [&, recognise = stations.recognise](models::CleanPage page) {
    const int running = ++now;
    int seen = most;
    while (running > seen && !most.compare_exchange_weak(seen, running)) {
    }
    // The first ones wait for company, so that a busy machine cannot make one thread do it all.
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (most < 2 && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
    spin_ms(1);
    --now;
    return recognise(std::move(page));
  };
  EXPECT_EQ(run(source, stations, 1'000'000, 3).pages_stored, 40);
  EXPECT_LE(most, 3);
  EXPECT_GE(most, 2) << "pages of one dossier are in work at once";
}

TEST_F(FlowGraph, ALongJoinDoesNotHoldUpOtherDossiers) {
  FakeSource source({{"long", 1}, {"short-1", 1}, {"short-2", 1}});
  std::atomic<int> stored_meanwhile = 0;
  Stations stations = plain_stations(sink_);
  stations.store = [&, store = stations.store](pipeline::CompleteDossier complete) {
    if (complete.dossier.name.text() == "long") {
      const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
      while (stored_meanwhile < 2 && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
      return store(std::move(complete));
    }
    auto stored = store(std::move(complete));
    ++stored_meanwhile;
    return stored;
  };
  EXPECT_EQ(run(source, stations).dossiers_stored, 3);
  EXPECT_EQ(sink_.order.back(), "long");
}

TEST_F(FlowGraph, StopFinishesThePagesTakenAndStoresWhatIsComplete) {
  FakeSource source({{"a", 3}, {"b", 1000}});
  source.change_page = [&](models::SourcePage& page) {
    if (page.id.dossier.text() == "b" && page.id.number == 5) stop_.request_stop();
  };
  const Summary summary = run(source);
  EXPECT_TRUE(summary.stopped);
  EXPECT_EQ(summary.dossiers_stored, 1);
  EXPECT_EQ(summary.pages_stored, 3);
  EXPECT_EQ(summary.pages_failed, 5);
  EXPECT_THAT(sink_.abandoned, testing::ElementsAre("b"));
  expect_balanced(summary);
  // The same again, as after a restart with --resume: nothing of the first run is in the way.
  sink_.already_stored = {"a"};
  FakeSource again({{"a", 3}, {"b", 1000}});
  stop_ = std::stop_source();
  const Summary second = run(again);
  EXPECT_EQ(second.dossiers_skipped, 1);
  EXPECT_EQ(again.skipped, 1);
  EXPECT_EQ(second.pages_stored, 1000);
}

TEST_F(FlowGraph, AStopDoesNoMoreForADossierThatCannotBecomeComplete) {
  FakeSource source({{"a", 1}, {"b", 1000}});
  source.change_page = [&](models::SourcePage& page) {
    if (page.id.dossier.text() == "b" && page.id.number == 3) stop_.request_stop();
  };
  std::atomic<int> read = 0, rescued = 0;
  Stations stations = plain_stations(sink_);
  stations.recognise = [&, recognise = stations.recognise](models::CleanPage page) {
    // The only thread is held until the source has ended, and that was noticed; there are tickets for these four pages.
    while (!stop_.stop_requested()) std::this_thread::yield();
    spin_ms(100);
    ++read;
    return recognise(std::move(page));
  };
  stations.rescue = [&, rescue = stations.rescue](const auto& page, const Error& error, const auto& pdf) {
    ++rescued;
    return rescue(page, error, pdf);
  };
  const Summary summary = run(source, stations, 1'000'000, 1);
  EXPECT_EQ(summary.dossiers_stored, 1) << "what was complete is stored";
  EXPECT_LT(read, 4);
  EXPECT_EQ(rescued, 0);
  EXPECT_EQ(summary.pages_failed, 3);
  EXPECT_EQ(summary.errors.size(), 1u);
  EXPECT_EQ(summary.errors.at(0).code, ErrorCode::cancelled);
  expect_balanced(summary);
}

TEST_F(FlowGraph, ASourceThatEndsInMidDossierLosesNothingSilently) {
  FakeSource source({{"a", 3}});
  source.close_last = false;
  const Summary summary = run(source);
  EXPECT_EQ(summary.dossiers_failed, 1);
  EXPECT_EQ(summary.pages_failed, 3);
  EXPECT_EQ(summary.errors.at(0).code, ErrorCode::cancelled);
  expect_balanced(summary);
}

TEST_F(FlowGraph, ADossierThatExistsIsRefusedAndTheRestGoesOn) {
  FakeSource source({{"old", 5}, {"new", 5}});
  sink_.refused = {"old"};
  const Summary summary = run(source);
  EXPECT_EQ(summary.pages_admitted, 5);
  EXPECT_EQ(summary.dossiers_failed, 1);
  EXPECT_EQ(summary.errors.at(0).code, ErrorCode::output_exists);
}

TEST_F(FlowGraph, ASourceThatThrowsIsAnError) {
  FakeSource source({{"a", 3}});
  source.change_page = [](models::SourcePage& page) {
    if (page.id.number == 2) throw std::runtime_error("source");
  };
  const Summary summary = run(source);
  EXPECT_EQ(summary.errors.size(), 2u);  // the source's, and the dossier that it left open
  EXPECT_EQ(summary.dossiers_failed, 1);
  expect_balanced(summary);
}

TEST_F(FlowGraph, ACallerWhoseProgressThrowsLosesNoPage) {
  FakeSource source({{"a", 20}});
  const auto summary = pipeline::run_flow(source, sink_, plain_stations(sink_), {.threads = 2},
                                          [](const pipeline::Event&) { throw std::runtime_error("progress"); }, {});
  EXPECT_EQ(summary.pages_stored, 20);
}

TEST_F(FlowGraph, TellsOneEventAtATime) {
  std::atomic<int> telling = 0, together = 0, events = 0;
  FakeSource source({{"a", 50}, {"b", 50}});
  pipeline::run_flow(source, sink_, plain_stations(sink_), {.threads = kThreads},
                     [&](const pipeline::Event&) {
                       if (++telling > 1) ++together;
                       ++events;
                       --telling;
                     },
                     {});
  EXPECT_EQ(together, 0);
  EXPECT_EQ(events, 104);
}

}  // namespace
}  // namespace hoso::tests
