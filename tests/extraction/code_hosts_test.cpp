// SPDX-License-Identifier: Apache-2.0
#include "hoso/extraction/code_hosts.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#define ZX_USE_UTF8 1
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

#include "extraction/barcodes/reader.h"
#include "hoso/extraction/observe.h"
#include "hoso/models/unique_fd.h"
#include "tests/extraction/faults.h"
#include "tests/support/drawing.h"

namespace hoso::extraction {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using namespace std::chrono_literals;
using Notes = std::vector<std::string>;
using Codes = std::vector<models::Barcode>;

constexpr const char* kQr = "HOSO:START:H26.16-250702-0012";
constexpr const char* kLinear = "H26-250702";

void draw_code(cv::Mat& page, ZXing::BarcodeFormat format, const std::string& text, cv::Point at, int module_px) {
  ZXing::MultiFormatWriter writer(format);
  const ZXing::BitMatrix bits = writer.setMargin(0).encode(text, 0, 0);
  const int height_px = bits.height() == 1 ? 120 : module_px;
  for (int y = 0; y < bits.height(); ++y)
    for (int x = 0; x < bits.width(); ++x)
      if (bits.get(x, y))
        cv::rectangle(page, {at.x + x * module_px, at.y + y * module_px, module_px, height_px}, cv::Scalar::all(0),
                      cv::FILLED);
}

/// Print with a QR code below on the right and a linear one below on the left. `fault`: 0, or of faults.h, above the
/// linear one.
cv::Mat page_with(int fault) {
  cv::Mat page = tests::draw_decision().image;
  draw_code(page, ZXing::BarcodeFormat::QRCode, kQr, {1900, 2900}, 8);
  draw_code(page, ZXing::BarcodeFormat::Code128, kLinear, {200, 3100}, 4);
  if (fault > 0) page(cv::Rect(300, 2500, tests::kFaultSide_px, tests::kFaultSide_px)).setTo(cv::Scalar::all(fault));
  return page;
}

Codes read_by(CodeHosts& hosts, const cv::Mat& page, bool closely, Notes& notes) {
  return read_barcodes(page, closely, 300, [&](const CodesSought& sought) { return hosts.search(sought, notes); });
}

std::vector<std::string> texts(const Codes& codes) {
  std::vector<std::string> texts;
  for (const models::Barcode& code : codes) texts.push_back(code.text);
  return texts;
}

std::ptrdiff_t open_descriptors() {
  return std::distance(std::filesystem::directory_iterator("/proc/self/fd"), std::filesystem::directory_iterator());
}

bool has_children() { return waitpid(-1, nullptr, WNOHANG) != -1 || errno != ECHILD; }

TEST(CodeHosts, FindWhatIsFoundInThisProcess) {
  CodeHosts hosts({.program = HOSO_CODE_HOST_PROGRAM});
  ASSERT_TRUE(hosts.start());
  cv::Mat hidden(1240, 1748, CV_8UC1, cv::Scalar::all(255));
  draw_code(hidden, ZXing::BarcodeFormat::QRCode, "075156571842|x", {600, 400}, 10);
  cv::Mat card(hidden.size(), CV_8UC3, cv::Scalar(230, 150, 150));  // only the blue channel tells modules from ground
  card.setTo(cv::Scalar(40, 168, 160), hidden == 0);
  cv::Mat grey;
  cv::cvtColor(page_with(0), grey, cv::COLOR_BGR2GRAY);
  Notes notes;
  for (const cv::Mat& page : {page_with(0), card, grey, hidden})
    for (const bool closely : {false, true}) {
      const Codes here = read_barcodes(page, closely, 300);
      EXPECT_EQ(read_by(hosts, page, closely, notes), here);
      EXPECT_TRUE(!closely || !here.empty());
    }
  EXPECT_THAT(notes, IsEmpty());
}

TEST(CodeHosts, AnAbortCostsTheCropsThatShowWhatCausesIt) {
  CodeHosts hosts({.program = HOSO_FAULTY_HOST});
  Notes notes;
  for (const bool closely : {false, true})
    EXPECT_THAT(texts(read_by(hosts, page_with(closely ? tests::kAborts : 0), closely, notes)),
                UnorderedElementsAre(kQr, kLinear));
  EXPECT_THAT(notes, ElementsAre(testing::AllOf(HasSubstr("signal 6"),
                                                HasSubstr("in 5 overlapping parts, of which 1 failed"))));
  notes.clear();
  EXPECT_THAT(texts(read_by(hosts, page_with(0), true, notes)), UnorderedElementsAre(kQr, kLinear));
  EXPECT_THAT(notes, IsEmpty()) << "the next page is as well off as any";
}

TEST(CodeHosts, ABoxInACropIsOnThePage) {
  CodeHosts well({.program = HOSO_CODE_HOST_PROGRAM}), faulty({.program = HOSO_FAULTY_HOST});
  Notes notes;
  const Codes whole = read_by(well, page_with(0), true, notes);
  const Codes crops = read_by(faulty, page_with(tests::kAborts), true, notes);
  ASSERT_EQ(whole.size(), crops.size());
  for (std::size_t i = 0; i < whole.size(); ++i) {
    EXPECT_EQ(whole[i].text, crops[i].text);
    EXPECT_NEAR(whole[i].box.x, crops[i].box.x, 15);
    EXPECT_NEAR(whole[i].box.y, crops[i].box.y, 15);
  }
}

TEST(CodeHosts, OneThatHangsIsEnded) {
  const auto descriptors = open_descriptors();
  Notes notes;
  {
    CodeHosts hosts({.program = HOSO_FAULTY_HOST, .timeout = 2s});
    cv::Mat page(1240, 1748, CV_8UC1, cv::Scalar::all(255));
    draw_code(page, ZXing::BarcodeFormat::QRCode, kQr, {1200, 800}, 8);
    page(cv::Rect(800, 400, tests::kFaultSide_px, tests::kFaultSide_px)).setTo(cv::Scalar::all(tests::kHangs));
    EXPECT_THAT(texts(read_by(hosts, page, true, notes)), ElementsAre(kQr));
  }
  EXPECT_THAT(notes, ElementsAre(HasSubstr("no answer in 2000 ms")));
  EXPECT_FALSE(has_children());
  EXPECT_EQ(open_descriptors(), descriptors);
}

TEST(CodeHosts, OneThatEndsWhileItHasNothingToDoIsReplaced) {
  CodeHosts hosts({.program = HOSO_CODE_HOST_PROGRAM});
  ASSERT_TRUE(hosts.start());
  pid_t host = 0;
  std::ifstream("/proc/thread-self/children") >> host;
  ASSERT_GT(host, 0);
  ASSERT_EQ(kill(host, SIGKILL), 0);
  siginfo_t ended{};
  ASSERT_EQ(waitid(P_PID, static_cast<id_t>(host), &ended, WEXITED | WNOWAIT), 0);
  Notes notes;
  EXPECT_THAT(texts(read_by(hosts, page_with(0), false, notes)), UnorderedElementsAre(kQr, kLinear));
  EXPECT_THAT(notes, IsEmpty());
}

TEST(CodeHosts, WithoutAHostPagesAreSearchedInThisProcess) {
  for (const char* program : {"/none/hoso-code-host", "/bin/false"}) {
    CodeHosts hosts({.program = program});
    const auto started = hosts.start();
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().code,
              *program == '/' && program[1] == 'n' ? models::ErrorCode::tool_missing : models::ErrorCode::tool_failed);
    Notes notes;
    EXPECT_THAT(texts(read_by(hosts, page_with(tests::kAborts), true, notes)), UnorderedElementsAre(kQr, kLinear));
    EXPECT_THAT(notes, IsEmpty());
  }
  EXPECT_FALSE(has_children());
}

TEST(CodeHosts, ServeSeveralThreadsAndLeaveNothingBehind) {
  const auto descriptors = open_descriptors();
  std::array<Notes, 3> notes;
  std::array<int, 3> found{};
  {
    CodeHosts hosts({.program = HOSO_FAULTY_HOST});
    const std::array pages{page_with(0), page_with(tests::kAborts)};
    std::array<std::jthread, 3> threads;
    for (std::size_t i = 0; i < threads.size(); ++i)
      threads.at(i) = std::jthread([&, i] {
        for (const cv::Mat& page : pages)
          found.at(i) += static_cast<int>(read_by(hosts, page, false, notes.at(i)).size());
      });
  }
  for (const int count : found) EXPECT_EQ(count, 4);
  EXPECT_FALSE(has_children());
  EXPECT_EQ(open_descriptors(), descriptors);
}

TEST(CodeHosts, WhatWentWrongIsANoteOfThePage) {
  CodeHosts hosts({.program = HOSO_FAULTY_HOST});
  models::ReadPage page;
  page.facts.notes = {"a note from before"};
  page.shown = page_with(tests::kAborts);
  models::ReadPage sheet;  // on which it is one of several papers
  sheet.papers = {page};
  EXPECT_THAT(observe(std::move(page), &hosts).facts.notes, ElementsAre("a note from before", HasSubstr("signal 6")));
  EXPECT_THAT(observe(std::move(sheet), &hosts).facts.notes, ElementsAre(HasSubstr("signal 6")));
}

/// Starts the host as hoso does; its end of the socket is all that it waits for.
pid_t host_with(int socket, int pixels) {
  const pid_t child = fork();
  if (child == 0) {
    dup2(fcntl(socket, F_DUPFD, 10), 3);
    dup2(pixels, 4);
    closefrom(5);
    execl(HOSO_CODE_HOST_PROGRAM, "hoso-code-host", "3", nullptr);
    _exit(127);
  }
  return child;
}

TEST(CodeHostProcess, EndsWhenTheProgramThatStartedItIsGone) {
  std::array<int, 2> pair{};
  ASSERT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()), 0);
  const models::UniqueFd pixels(memfd_create("pixels", MFD_CLOEXEC));
  const pid_t child = host_with(pair[1], fcntl(pixels.get(), F_DUPFD_CLOEXEC, 10));
  close(pair[1]);
  std::array<char, 4> length{};
  ASSERT_EQ(read(pair[0], length.data(), length.size()), 4) << "it says hello";
  close(pair[0]);
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST(CodeHostProcess, RefusesToBeStartedByHand) {
  const models::UniqueFd file(memfd_create("no socket", 0));
  const pid_t child = host_with(file.get(), fcntl(file.get(), F_DUPFD_CLOEXEC, 10));
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 2);
}

}  // namespace
}  // namespace hoso::extraction
