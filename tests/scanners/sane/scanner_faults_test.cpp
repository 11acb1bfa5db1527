// SPDX-License-Identifier: Apache-2.0
#include <sane/sane.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "tests/scanners/sane/scanner_desk.h"

namespace hoso::tests {
namespace {

using models::ErrorCode;
using testing::ElementsAre;
using testing::IsEmpty;
using namespace std::chrono_literals;

struct StatusCase {
  const char* status;
  ErrorCode code;
};

void PrintTo(const StatusCase& c, std::ostream* out) { *out << c.status; }

class ReadStatus : public testing::TestWithParam<StatusCase> {};

TEST_P(ReadStatus, OfTheFirstSideIsToldAndNoDossierIsClosed) {
  auto desk = ScannerDesk::with_test_backend({fmt::format("read-status-code \"SANE_STATUS_{}\"", GetParam().status)});
  const auto source = opened(desk.options);
  const Scanned scanned = scan_all(*source);
  EXPECT_TRUE(scanned.pages.empty());
  EXPECT_FALSE(scanned.closed);
  ASSERT_TRUE(source->error());
  EXPECT_EQ(source->error()->code, GetParam().code);
  EXPECT_EQ(source->error()->stage, models::Stage::scan);
  EXPECT_EQ(source->error()->page, 0);
  EXPECT_THAT(desk.spooled(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(EveryOne, ReadStatus,
                         testing::Values(StatusCase{"UNSUPPORTED", ErrorCode::scanner_unsupported},
                                         StatusCase{"CANCELLED", ErrorCode::cancelled},
                                         StatusCase{"DEVICE_BUSY", ErrorCode::scanner_busy},
                                         StatusCase{"INVAL", ErrorCode::scanner_unsupported},
                                         StatusCase{"EOF", ErrorCode::scanner_connection_lost},
                                         StatusCase{"JAMMED", ErrorCode::scanner_jammed},
                                         StatusCase{"NO_DOCS", ErrorCode::scanner_empty},
                                         StatusCase{"COVER_OPEN", ErrorCode::scanner_cover_open},
                                         StatusCase{"IO_ERROR", ErrorCode::scanner_connection_lost},
                                         StatusCase{"NO_MEM", ErrorCode::scanner_out_of_memory},
                                         StatusCase{"ACCESS_DENIED", ErrorCode::scanner_access_denied}),
                         [](const auto& tested) { return tested.param.status; });

struct FaultCase {
  SANE_Status status;
  ErrorCode code;
  int at;  ///< 0 sane_start, 1 first sane_read, 2 half way
};

void PrintTo(const FaultCase& c, std::ostream* out) { *out << "status " << c.status << " at " << c.at; }

class FaultInTheStack : public testing::TestWithParam<FaultCase> {};

TEST_P(FaultInTheStack, KeepsTheFinishedSidesAndNamesTheNext) {
  const auto desk = ScannerDesk::with_script(
      fmt::format("sides=5;fault=3;status={};at={}", static_cast<int>(GetParam().status), GetParam().at));
  const auto source = opened(desk.options);
  const Scanned scanned = scan_all(*source);
  EXPECT_EQ(scanned.pages.size(), 2u);
  ASSERT_TRUE(scanned.closed);
  EXPECT_EQ(scanned.closed->pages, 2);
  ASSERT_TRUE(source->error());
  EXPECT_EQ(source->error()->code, GetParam().code);
  EXPECT_EQ(source->error()->page, 3);
  EXPECT_EQ(source->error()->subject, "scripted:desk");
  EXPECT_THAT(desk.spooled(), ElementsAre("side-0001.jpg", "side-0002.jpg"));
}

INSTANTIATE_TEST_SUITE_P(Places, FaultInTheStack,
                         testing::Values(FaultCase{SANE_STATUS_JAMMED, ErrorCode::scanner_jammed, 0},
                                         FaultCase{SANE_STATUS_JAMMED, ErrorCode::scanner_jammed, 1},
                                         FaultCase{SANE_STATUS_JAMMED, ErrorCode::scanner_jammed, 2},
                                         FaultCase{SANE_STATUS_COVER_OPEN, ErrorCode::scanner_cover_open, 0},
                                         FaultCase{SANE_STATUS_IO_ERROR, ErrorCode::scanner_connection_lost, 2},
                                         FaultCase{SANE_STATUS_NO_MEM, ErrorCode::scanner_out_of_memory, 2},
                                         FaultCase{SANE_STATUS_DEVICE_BUSY, ErrorCode::scanner_busy, 0},
                                         FaultCase{SANE_STATUS_NO_DOCS, ErrorCode::scanner_empty, 2},
                                         FaultCase{static_cast<SANE_Status>(13), ErrorCode::scanner_connection_lost,
                                                   0}));

TEST(ScannerFaults, AnEmptyFeederThatIsOnlyNoticedWhenReadingEndsTheStack) {
  const auto desk =
      ScannerDesk::with_script(fmt::format("sides=5;fault=3;status={};at=1", static_cast<int>(SANE_STATUS_NO_DOCS)));
  const auto source = opened(desk.options);
  EXPECT_EQ(scan_all(*source).closed->pages, 2);
  EXPECT_FALSE(source->error());
}

TEST(ScannerFaults, AnEmptyFeederIsTold) {
  const auto desk = ScannerDesk::with_script("sides=0");
  const auto source = opened(desk.options);
  EXPECT_FALSE(scan_all(*source).closed);
  EXPECT_EQ(source->error()->code, ErrorCode::scanner_empty);
}

TEST(ScannerFaults, ASideThatEndsEarlyIsNotASide) {
  const auto desk = ScannerDesk::with_script("sides=4;short=3");
  const auto source = opened(desk.options);
  EXPECT_EQ(scan_all(*source).closed->pages, 2);
  EXPECT_EQ(source->error()->code, ErrorCode::scanner_connection_lost);
  EXPECT_THAT(source->error()->cause, testing::HasSubstr("short side"));
}

TEST(ScannerFaults, AnUnknownFrameFormatIsRefused) {
  const auto desk = ScannerDesk::with_script("sides=1;format=11");
  const auto source = opened(desk.options);
  EXPECT_TRUE(scan_all(*source).pages.empty());
  EXPECT_EQ(source->error()->code, ErrorCode::scanner_unsupported);
}

TEST(ScannerFaults, ADriverThatAbortsCostsOnlyTheSideInWork) {
  const auto desk = ScannerDesk::with_script("sides=4;abort=3");
  const auto source = opened(desk.options);
  EXPECT_EQ(scan_all(*source).closed->pages, 2);
  EXPECT_EQ(source->error()->code, ErrorCode::scanner_host_died);
  EXPECT_EQ(source->error()->page, 3);
  EXPECT_THAT(source->error()->cause, testing::HasSubstr("signal 6"));
}

TEST(ScannerFaults, ADriverThatHangsIsCancelled) {
  auto desk = ScannerDesk::with_script("sides=4;hang=3");
  desk.options.timeouts.next_side = 1000ms;
  const auto source = opened(desk.options);
  EXPECT_EQ(scan_all(*source).closed->pages, 2);
  EXPECT_EQ(source->error()->code, ErrorCode::scanner_not_answering);
  EXPECT_THAT(source->error()->cause, testing::HasSubstr("CANCELLED"))
      << "the cancel was enough; the host was not killed";
}

TEST(ScannerFaults, ADriverMaySayAnythingAfterACancel) {
  for (const SANE_Status status : {SANE_STATUS_INVAL, SANE_STATUS_EOF, SANE_STATUS_JAMMED}) {
    auto desk = ScannerDesk::with_script(fmt::format("sides=2;hang=1;after_cancel={}", static_cast<int>(status)));
    desk.options.timeouts.first_side = 300ms;
    const auto source = opened(desk.options);
    EXPECT_TRUE(scan_all(*source).pages.empty());
    EXPECT_THAT(source->error()->cause, testing::HasSubstr("CANCELLED"));
  }
}

TEST(ScannerFaults, ADriverThatHangsAndHearsNoCancelIsKilled) {
  auto desk = ScannerDesk::with_script("sides=4;hang=3;deaf=1");
  desk.options.timeouts.next_side = 1000ms;
  desk.options.timeouts.after_cancel = desk.options.timeouts.after_terminate = 300ms;
  const auto source = opened(desk.options);
  EXPECT_EQ(scan_all(*source).closed->pages, 2);
  EXPECT_EQ(source->error()->code, ErrorCode::scanner_not_answering);
  EXPECT_THAT(source->error()->cause, testing::HasSubstr("signal 15"));
}

TEST(ScannerFaults, AStackThatDoesNotEndIsStopped) {
  auto desk = ScannerDesk::with_script("sides=1000000");
  desk.options.sides_max = 7;
  const auto source = opened(desk.options);
  EXPECT_EQ(scan_all(*source).closed->pages, 7);
  EXPECT_EQ(source->error()->code, ErrorCode::option_invalid);
  EXPECT_EQ(source->error()->subject, "a stack of more than 7 sides");
}

TEST(ScannerFaults, ADeviceThatIsNotThereIsTold) {
  auto desk = ScannerDesk::with_test_backend();
  for (const char* name : {"test:9", "nobackend:0", "no such thing"}) {
    desk.options.device = name;
    const auto source = scanners::open_scanner(desk.options);
    ASSERT_FALSE(source) << name;
    EXPECT_EQ(source.error().code, ErrorCode::scanner_not_found) << name;
    EXPECT_EQ(source.error().subject, name);
  }
}

TEST(ScannerFaults, ABusyDeviceIsAskedAgain) {
  auto desk = ScannerDesk::with_script("sides=2;busy_opens=1;busy_starts=1");
  desk.options.timeouts.busy = 20s;
  const auto source = opened(desk.options);
  EXPECT_EQ(scan_all(*source).pages.size(), 2u);
  EXPECT_FALSE(source->error());
}

TEST(ScannerFaults, ADeviceThatStaysBusyIsTold) {
  const auto desk = ScannerDesk::with_script("sides=2;busy_opens=1000");
  const auto source = scanners::open_scanner(desk.options);
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, ErrorCode::scanner_busy);
}

TEST(ScannerFaults, TheWaitForABusyDeviceCanBeStopped) {
  auto desk = ScannerDesk::with_script("sides=2;busy_opens=1000");
  desk.options.timeouts.busy = 600s;
  std::stop_source stop;
  stop.request_stop();
  const auto source = scanners::open_scanner(desk.options, stop.get_token());
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, ErrorCode::cancelled);
}

TEST(ScannerFaults, ASideThatWasFilledUpIsKeptWithAWarning) {
  const auto desk = ScannerDesk::with_script("sides=3;filled=2");
  const auto source = opened(desk.options);
  EXPECT_EQ(scan_all(*source).pages.size(), 3u);
  const auto warnings = source->warnings();
  ASSERT_EQ(warnings.size(), 1u);
  EXPECT_EQ(warnings[0].page, 2);
  EXPECT_THAT(warnings[0].text, testing::HasSubstr("one exact value (128)"));
}

TEST(ScannerFaults, AnOddNumberOfSidesFromBothSidesOfPaperIsAWarning) {
  auto desk = ScannerDesk::with_script("sides=3");
  desk.options.source = scanners::PaperSource::feeder_duplex;
  const auto source = opened(desk.options);
  EXPECT_EQ(scan_all(*source).pages.size(), 3u);
  ASSERT_EQ(source->warnings().size(), 1u);
  EXPECT_EQ(source->warnings()[0].page, 0);
}

}  // namespace
}  // namespace hoso::tests
