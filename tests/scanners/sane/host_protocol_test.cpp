// SPDX-License-Identifier: Apache-2.0
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hoso/models/message_channel.h"
#include "scanners/sane/messages.h"
#include "scanners/sane/scan_host.h"
#include "tests/scanners/sane/scanner_desk.h"

namespace hoso::tests {
namespace {

using models::ChannelFault;
using models::HostProcess;
using models::MessageChannel;
using models::UniqueFd;
using nlohmann::json;
using namespace std::chrono_literals;

models::Wait within(std::chrono::milliseconds time) { return {std::chrono::steady_clock::now() + time, -1}; }

/// A channel, and the bare socket at its other end.
struct Ends {
  Ends() {
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) std::abort();
    channel.emplace(UniqueFd(pair[0]));
    other = UniqueFd(pair[1]);
  }
  void write(std::string_view bytes) const {
    ASSERT_EQ(::write(other.get(), bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
  }
  std::optional<MessageChannel> channel;
  UniqueFd other;
};

TEST(MessageChannel, CarriesMessagesOfAnyCutThrough) {
  Ends ends;
  MessageChannel sender{std::move(ends.other)};
  const json first{{"type", "one"}, {"text", "Sở Nội vụ"}},
      second{{"type", "two"}, {"long", std::string(100'000, 'x')}};
  ASSERT_TRUE(sender.send(first));
  ASSERT_TRUE(sender.send(second));
  EXPECT_EQ(ends.channel->receive(within(10s)), first);
  EXPECT_EQ(ends.channel->receive(within(10s)), second);
  EXPECT_EQ(ends.channel->receive(within(1ms)).error(), ChannelFault::timed_out);
}

TEST(MessageChannel, WaitsForTheRestOfAMessage) {
  Ends ends;
  ends.write(std::string_view("\0\0\0\x0e{\"type\"", 11));
  EXPECT_EQ(ends.channel->receive(within(1ms)).error(), ChannelFault::timed_out);
  ends.write(": \"a\"}");
  ends.write(" ");  // the fourteenth byte
  const auto message = ends.channel->receive(within(10s));
  ASSERT_TRUE(message);
  EXPECT_EQ(message->at("type"), "a");
}

TEST(MessageChannel, RefusesWhatIsNoMessage) {
  for (const std::string_view bytes :
       {std::string_view("\0\0\0\5hello", 9), std::string_view("\xff\xff\xff\xff", 4),
        std::string_view("\0\0\0\2[]", 6), std::string_view("\0\0\0\2{}", 6),
        std::string_view("\0\0\0\x0a{\"type\":1}", 14), std::string_view("\0\0\0\0", 4)}) {
    Ends ends;
    ends.write(bytes);
    EXPECT_EQ(ends.channel->receive(within(10s)).error(), ChannelFault::damaged);
  }
}

TEST(MessageChannel, TellsThatTheOtherSideIsGoneWithoutASignal) {
  Ends ends;
  ends.other = UniqueFd();
  EXPECT_EQ(ends.channel->receive(within(10s)).error(), ChannelFault::closed);
  EXPECT_EQ(ends.channel->send({{"type", "a"}}).error(), ChannelFault::closed);
}

/// The host itself, spoken to by hand.
class ScanHost : public testing::Test {
 protected:
  void SetUp() override {
    desk_.options.spool = desk_.spool();
    std::filesystem::create_directories(desk_.spool());
    host_.emplace(*scanners::start_scan_host(HOSO_SCAN_HOST_PROGRAM, desk_.options.sane_config));
    ASSERT_TRUE(scanners::is_hello(next()));
  }
  void TearDown() override {
    host_->channel().send({{"type", "quit"}});
    EXPECT_EQ(host_->end({.quit = 20s}), "exit code 0");
  }

  json next() { return host_->channel().receive(within(30s)).value_or(json{{"type", "none"}}); }
  json ask(const json& command) {
    host_->channel().send(command);
    for (;;) {
      json message = next();
      if (message["type"] == "end" || message["type"] == "none") return message;
    }
  }
  json configure() {
    return {{"type", "configure"}, {"source", "automatic"}, {"mode", "colour"},
            {"dpi", 300},          {"paper", "A4"},         {"width_mm", 210.0},
            {"height_mm", 297.0},  {"jpeg_quality", 90},    {"spool", desk_.spool().string()},
            {"sides_max", 500}};
  }
  void open_and_configure() {
    ASSERT_EQ(ask({{"type", "open"}, {"device", "test:0"}})["status"], "GOOD");
    ASSERT_EQ(ask(configure())["status"], "GOOD");
  }

  ScannerDesk desk_ = ScannerDesk::with_test_backend({"read-delay true", "read-delay-duration 20000"});
  std::optional<HostProcess> host_;
};

TEST_F(ScanHost, TellsProgressAndStopsInTheMiddleOfASide) {
  open_and_configure();
  host_->channel().send({{"type", "start"}});
  const json progress = next();
  ASSERT_EQ(progress["type"], "progress");
  EXPECT_EQ(progress["n"], 1);
  EXPECT_GT(progress["bytes"], 0);
  const json end = ask({{"type", "cancel"}});
  EXPECT_EQ(end["command"], "start");
  EXPECT_EQ(end["status"], "CANCELLED");
  EXPECT_EQ(end["sides"], 0);
  EXPECT_GT(end["bytes_of_broken_side"], 0);
  EXPECT_TRUE(desk_.spooled().empty());
}

TEST_F(ScanHost, HearsACancelThatComesRightAfterTheStart) {
  open_and_configure();
  host_->channel().send({{"type", "start"}});
  EXPECT_EQ(ask({{"type", "cancel"}})["status"], "CANCELLED");
  host_->channel().send({{"type", "start"}});  // and begins anew
  EXPECT_EQ(ask({{"type", "cancel"}})["status"], "CANCELLED");
}

TEST_F(ScanHost, AnswersCommandsThatMakeNoSense) {
  EXPECT_EQ(ask({{"type", "start"}})["status"], "UNSUPPORTED");
  EXPECT_EQ(ask(configure())["status"], "UNSUPPORTED");
  EXPECT_EQ(ask({{"type", "open"}})["status"], "UNSUPPORTED");
  EXPECT_EQ(ask({{"type", "open"}, {"device", 7}})["status"], "UNSUPPORTED");
  EXPECT_EQ(ask({{"type", "dance"}})["status"], "UNSUPPORTED");
  ASSERT_EQ(ask({{"type", "open"}, {"device", "test:0"}})["status"], "GOOD");
  EXPECT_EQ(ask({{"type", "configure"}})["status"], "UNSUPPORTED");
  json elsewhere = configure();
  elsewhere["spool"] = "/none/there";
  EXPECT_EQ(ask(elsewhere)["status"], "SPOOL_UNWRITABLE");
}

TEST(ScanHostProcess, EndsWhenTheProgramThatStartedItIsGone) {
  const auto desk = ScannerDesk::with_test_backend();
  int pair[2];
  ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
  UniqueFd ours(pair[0]);
  const pid_t child = fork();
  if (child == 0) {
    dup2(pair[1], 3);
    execl(HOSO_SCAN_HOST_PROGRAM, "hoso-scan-host", "3", nullptr);
    _exit(127);
  }
  close(pair[1]);
  ours = UniqueFd();
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST(ScanHostProcess, SaysWhatItIsWhenStartedByHand) {
  const ProcessResult result = run_process({HOSO_SCAN_HOST_PROGRAM, "99"});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.err, testing::HasSubstr("started by hoso"));
}

}  // namespace
}  // namespace hoso::tests
