// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scanners/sane/scanner_desk.h"

namespace hoso::tests {
namespace {

using models::ErrorCode;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

struct BrokenHost {
  const char* how;
  ErrorCode code;
  const char* cause;
};

void PrintTo(const BrokenHost& host, std::ostream* out) { *out << host.how; }

std::string test_name(const testing::TestParamInfo<BrokenHost>& tested) {
  std::string name = tested.param.how;
  std::ranges::replace(name, ' ', '_');
  return name;
}

pid_t host_of(const ScannerDesk& desk) {
  pid_t pid = 0;
  std::istringstream(read_file(desk.report())) >> pid;
  return pid;
}

class HostThatBreaksInTheStack : public testing::TestWithParam<BrokenHost> {};

TEST_P(HostThatBreaksInTheStack, IsEndedInTimeAndTheFinishedSidesAreKept) {
  const auto desk = ScannerDesk::with_misbehaving_host(GetParam().how);
  const auto began = Clock::now();
  Scanned scanned;
  {
    const auto source = opened(desk.options);
    scanned = scan_all(*source);
    ASSERT_TRUE(source->error());
    EXPECT_EQ(source->error()->code, GetParam().code);
    EXPECT_EQ(source->error()->page, 3);
    EXPECT_THAT(source->error()->cause, testing::HasSubstr(GetParam().cause));
  }
  EXPECT_EQ(scanned.pages.size(), 2u);
  ASSERT_TRUE(scanned.closed);
  EXPECT_EQ(scanned.closed->pages, 2);
  EXPECT_LT(Clock::now() - began, 20s);
  const pid_t host = host_of(desk);
  ASSERT_GT(host, 0);
  EXPECT_EQ(kill(host, 0), -1) << "it is still there";
  EXPECT_EQ(errno, ESRCH);
}

INSTANTIATE_TEST_SUITE_P(Each, HostThatBreaksInTheStack,
                         testing::Values(BrokenHost{"hang", ErrorCode::scanner_not_answering, "signal 15"},
                                         BrokenHost{"stubborn", ErrorCode::scanner_not_answering, "signal 9"},
                                         BrokenHost{"exit", ErrorCode::scanner_host_died, "exit code 7"},
                                         BrokenHost{"killed", ErrorCode::scanner_host_died, "signal 9"},
                                         BrokenHost{"cut short", ErrorCode::scanner_host_died, "exit code 0"},
                                         BrokenHost{"silent end", ErrorCode::scanner_host_died, "signal 15"},
                                         BrokenHost{"garbage", ErrorCode::scanner_host_died, "unintelligible"},
                                         BrokenHost{"huge", ErrorCode::scanner_host_died, "unintelligible"},
                                         BrokenHost{"no type", ErrorCode::scanner_host_died, "unintelligible"},
                                         BrokenHost{"unknown type", ErrorCode::scanner_host_died, "unintelligible"},
                                         BrokenHost{"text for number", ErrorCode::scanner_host_died, "unintelligible"},
                                         BrokenHost{"outside", ErrorCode::scanner_host_died, "unintelligible"},
                                         BrokenHost{"same side", ErrorCode::scanner_host_died, "unintelligible"},
                                         BrokenHost{"missing file", ErrorCode::scanner_host_died, "unintelligible"},
                                         BrokenHost{"wrong size", ErrorCode::scanner_host_died, "unintelligible"},
                                         BrokenHost{"impossible number", ErrorCode::scanner_host_died,
                                                    "unintelligible"},
                                         BrokenHost{"wrong hash", ErrorCode::scanner_host_died, "unintelligible"}),
                         test_name);

class HostThatDoesNotStart : public testing::TestWithParam<BrokenHost> {};

TEST_P(HostThatDoesNotStart, IsToldAtOpening) {
  auto desk = ScannerDesk::with_misbehaving_host(GetParam().how);
  if (GetParam().code == ErrorCode::scanner_not_answering) desk.options.timeouts.open = 300ms;
  const auto source = scanners::open_scanner(desk.options);
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, GetParam().code);
  EXPECT_THAT(source.error().cause, testing::HasSubstr(GetParam().cause));
}

INSTANTIATE_TEST_SUITE_P(Each, HostThatDoesNotStart,
                         testing::Values(BrokenHost{"mute", ErrorCode::scanner_not_answering, "signal 15"},
                                         BrokenHost{"dead at once", ErrorCode::scanner_host_died, "exit code 3"},
                                         BrokenHost{"other protocol", ErrorCode::scanner_host_died, "unintelligible"},
                                         BrokenHost{"deaf to open", ErrorCode::scanner_not_answering, "signal 15"},
                                         BrokenHost{"deaf to configure", ErrorCode::scanner_not_answering,
                                                    "signal 15"}),
                         test_name);

TEST(ScannerHost, IsGivenNothingButItsSocket) {
  const int leak = open("/dev/null", O_RDONLY);  // without close-on-exec, as a careless caller has it
  ASSERT_GT(leak, 2);
  const auto desk = ScannerDesk::with_misbehaving_host("many");
  EXPECT_EQ(scan_all(*opened(desk.options)).pages.size(), 9u);
  close(leak);
  std::istringstream report(read_file(desk.report()));
  std::string pid, descriptors;
  std::getline(report, pid);
  std::getline(report, descriptors);
  EXPECT_EQ(descriptors, "0 1 2 3 ");
}

TEST(ScannerHost, ThatIgnoresACancelDoesNotHoldUpTheOneWhoStops) {
  const auto desk = ScannerDesk::with_misbehaving_host("stubborn");
  const auto source = opened(desk.options);
  std::stop_source stop;
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(source->next(stop.get_token()));
  stop.request_stop();
  EXPECT_FALSE(source->next(stop.get_token()));
  EXPECT_EQ(source->error()->code, ErrorCode::cancelled);
}

TEST(ScannerHost, IsOurOnlyChildThatIsWaitedFor) {
  const pid_t other = fork();
  if (other == 0) _exit(42);
  const auto desk = ScannerDesk::with_misbehaving_host("exit");
  scan_all(*opened(desk.options));
  int status = 0;
  EXPECT_EQ(waitpid(other, &status, 0), other) << "somebody else's child was taken away";
  EXPECT_EQ(WEXITSTATUS(status), 42);
}

TEST(ScannerHost, OfAProgramThatIgnoresItsChildrenIsEndedAllTheSame) {
  const auto before = std::signal(SIGCHLD, SIG_IGN);
  const auto desk = ScannerDesk::with_misbehaving_host("hang");
  const auto source = opened(desk.options);
  EXPECT_EQ(scan_all(*source).pages.size(), 2u);
  EXPECT_EQ(source->error()->code, ErrorCode::scanner_not_answering);
  std::signal(SIGCHLD, before);
}

}  // namespace
}  // namespace hoso::tests
