// SPDX-License-Identifier: Apache-2.0
#include <csignal>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scanners/sane/scanner_desk.h"

namespace hoso::tests {
namespace {

using models::ErrorCode;
using scanners::PaperSource;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(ScannerSource, ReadsAStackOfTenSidesFromTheFeederAndClosesTheDossier) {
  auto desk = ScannerDesk::with_test_backend();
  desk.options.dpi = 75;
  const auto source = opened(desk.options);
  const Scanned scanned = scan_all(*source);

  EXPECT_TRUE(scanned.opened);
  ASSERT_EQ(scanned.pages.size(), 10u);
  ASSERT_TRUE(scanned.closed);
  EXPECT_EQ(scanned.closed->pages, 10);
  EXPECT_EQ(scanned.closed->name, desk.options.name);
  EXPECT_EQ(source->sides(), 10);
  EXPECT_FALSE(source->error());
  for (int i = 0; i < 10; ++i) EXPECT_EQ(scanned.pages[i].id.number, i + 1);
  EXPECT_EQ(source->next({}), std::nullopt);
}

TEST(ScannerSource, GivesEachPageItsMasterItsHashAndTheResolutionOfTheDevice) {
  auto desk = ScannerDesk::with_test_backend();
  desk.options.dpi = 150;
  desk.options.source = PaperSource::flatbed;
  const auto source = opened(desk.options);
  const Scanned scanned = scan_all(*source);

  ASSERT_EQ(scanned.pages.size(), 1u);
  const models::SourcePage& page = scanned.pages[0];
  EXPECT_EQ(page.path, desk.spool() / "side-0001.jpg");
  EXPECT_EQ(page.source.file, "side-0001.jpg");
  EXPECT_EQ(page.container, models::Container::jpeg);
  const ProcessResult sum = run_process({"sha256sum", page.path.string()});
  EXPECT_EQ(page.source.sha256.hex, sum.out.substr(0, 64));
  ASSERT_TRUE(page.device_dpi);
  EXPECT_EQ(page.device_dpi->x, 150);
  EXPECT_EQ(page.device_dpi->source, models::DpiSource::device);
  EXPECT_FALSE(page.failure);
  const JpegHeader header = jpeg_header(page.path);
  EXPECT_EQ(page.decoded_bytes, std::uint64_t(header.width_px) * header.height_px * 3 * 3 + file_size(page.path))
      << "three copies of the pixels, and the file";
}

TEST(ScannerSource, TakesOneSideFromTheGlass) {
  auto desk = ScannerDesk::with_test_backend();
  desk.options.dpi = 50;
  desk.options.source = PaperSource::flatbed;
  const auto source = opened(desk.options);
  const Scanned scanned = scan_all(*source);
  EXPECT_EQ(scanned.pages.size(), 1u);
  EXPECT_EQ(scanned.closed->pages, 1);
  EXPECT_FALSE(source->error());
}

TEST(ScannerSource, MovesNoPaperBeforeTheFirstPageIsAskedFor) {
  auto desk = ScannerDesk::with_script("sides=2");
  const auto source = opened(desk.options);
  ASSERT_TRUE(source->next({}));  // the dossier is opened
  EXPECT_THAT(desk.spooled(), IsEmpty());
  EXPECT_EQ(scan_all(*source).pages.size(), 2u);
}

TEST(ScannerSource, ScansOnWhileNobodyTakesThePages) {
  auto desk = ScannerDesk::with_script("sides=6");
  const auto source = opened(desk.options);
  source->next({});
  source->next({});  // begins the stack and takes the first side; the host goes on by itself
  while (source->sides() < 6) std::this_thread::yield();
  EXPECT_EQ(scan_all(*source).pages.size(), 5u);
}

TEST(ScannerSource, StopsSoonInTheMiddleOfASideAndKeepsWhatIsFinished) {
  auto desk = ScannerDesk::with_script("sides=5;hang=2");
  const auto source = opened(desk.options);
  std::stop_source stop;
  ASSERT_TRUE(source->next(stop.get_token()));
  ASSERT_TRUE(source->next(stop.get_token()));  // side 1; side 2 never comes
  std::jthread stopper([&] { stop.request_stop(); });
  EXPECT_FALSE(source->next(stop.get_token()));
  ASSERT_TRUE(source->error());
  EXPECT_EQ(source->error()->code, ErrorCode::cancelled);
  EXPECT_FALSE(source->next({})) << "a stopped dossier is not closed";
  EXPECT_THAT(desk.spooled(), testing::Contains("side-0001.jpg"));
}

TEST(ScannerSource, CanBeGivenUpAtAnyTime) {
  {
    auto desk = ScannerDesk::with_script("sides=5;hang=1");
    desk.options.timeouts.after_cancel = std::chrono::milliseconds(2000);
    const auto unused = opened(desk.options);
  }
  auto desk = ScannerDesk::with_script("sides=5;hang=3");
  {
    const auto source = opened(desk.options);
    for (int i = 0; i < 3; ++i) source->next({});
  }
  EXPECT_THAT(desk.spooled(), ElementsAre("side-0001.jpg", "side-0002.jpg"));
}

TEST(ScannerSource, DoesNotTouchTheSignalsOfTheProgram) {
  struct sigaction before[3], after[3];
  const int signals[] = {SIGCHLD, SIGPIPE, SIGTERM};
  for (int i = 0; i < 3; ++i) sigaction(signals[i], nullptr, &before[i]);
  auto desk = ScannerDesk::with_script("sides=1");
  scan_all(*opened(desk.options));
  for (int i = 0; i < 3; ++i) {
    sigaction(signals[i], nullptr, &after[i]);
    EXPECT_EQ(before[i].sa_handler, after[i].sa_handler);
  }
}

TEST(ScannerSource, RefusesASpoolThatHoldsSidesOfAnotherStack) {
  auto desk = ScannerDesk::with_test_backend();
  write_file(desk.spool() / "side-0001.jpg", "precious");
  const auto source = scanners::open_scanner(desk.options);
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, ErrorCode::output_exists);
  EXPECT_EQ(read_file(desk.spool() / "side-0001.jpg"), "precious");
}

TEST(ScannerSource, NeverWritesOverASideThatAppearedMeanwhile) {
  auto desk = ScannerDesk::with_script("sides=3");
  const auto source = opened(desk.options);
  write_file(desk.spool() / "side-0002.jpg", "precious");
  const Scanned scanned = scan_all(*source);
  EXPECT_EQ(scanned.pages.size(), 1u);
  EXPECT_EQ(source->error()->code, ErrorCode::output_exists);
  EXPECT_EQ(read_file(desk.spool() / "side-0002.jpg"), "precious");
}

TEST(ScannerSource, RefusesOptionsThatCannotBeMeant) {
  const auto code_with = [](auto change) {
    auto desk = ScannerDesk::with_test_backend();
    change(desk.options);
    const auto source = scanners::open_scanner(desk.options);
    return source ? std::nullopt : std::optional(source.error().code);
  };
  EXPECT_EQ(code_with([](auto& o) { o.dpi = 7; }), ErrorCode::option_invalid);
  EXPECT_EQ(code_with([](auto& o) { o.paper = "foolscap"; }), ErrorCode::option_invalid);
  EXPECT_EQ(code_with([](auto& o) { o.jpeg_quality = 0; }), ErrorCode::option_invalid);
  EXPECT_EQ(code_with([](auto& o) { o.sides_max = 0; }), ErrorCode::option_invalid);
  EXPECT_EQ(code_with([](auto& o) { o.name = {}; }), ErrorCode::invalid_name);
  EXPECT_EQ(code_with([](auto& o) { o.spool = "/proc/none/spool"; }), ErrorCode::output_unwritable);
  EXPECT_EQ(code_with([](auto& o) { o.host_program = "/none/hoso-scan-host"; }), ErrorCode::tool_missing);
}

TEST(ScannerSource, FindsTheHostByTheEnvironment) {
  auto desk = ScannerDesk::with_script("sides=1");
  desk.options.host_program.clear();
  setenv("HOSO_SCAN_HOST", HOSO_SCAN_HOST_PROGRAM, 1);
  EXPECT_EQ(scan_all(*opened(desk.options)).pages.size(), 1u);
  setenv("HOSO_SCAN_HOST", "/none/there", 1);
  std::filesystem::remove_all(desk.spool());
  const auto source = scanners::open_scanner(desk.options);
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, ErrorCode::tool_missing);
  unsetenv("HOSO_SCAN_HOST");
}

TEST(ListScanners, NamesTheDevicesOfEveryBackend) {
  const auto desk = ScannerDesk::with_test_backend({"number_of_devices 3"});
  const auto devices =
      scanners::list_scanners({.host_program = HOSO_SCAN_HOST_PROGRAM, .sane_config = desk.options.sane_config});
  ASSERT_TRUE(devices);
  ASSERT_EQ(devices->size(), 3u);
  EXPECT_EQ(devices->at(2), (scanners::ScannerDevice{"test:2", "Noname", "frontend-tester", "virtual device"}));
}

TEST(ListScanners, BringsNamesThatAreNotUtf8ToUtf8) {
  const auto desk = ScannerDesk::with_script("sides=1");
  const auto devices =
      scanners::list_scanners({.host_program = HOSO_SCAN_HOST_PROGRAM, .sane_config = desk.options.sane_config});
  ASSERT_TRUE(devices);
  EXPECT_EQ(devices->at(0).name, "scripted:desk");
  EXPECT_EQ(devices->at(0).vendor, "B\uFFFDro");
}

TEST(ListScanners, StopsWhenAsked) {
  const auto desk = ScannerDesk::with_misbehaving_host("mute");
  std::stop_source stop;
  stop.request_stop();
  const auto devices = scanners::list_scanners(
      {.host_program = HOSO_MISBEHAVING_HOST, .timeouts = desk.options.timeouts}, stop.get_token());
  ASSERT_FALSE(devices);
  EXPECT_EQ(devices.error().code, ErrorCode::cancelled);
}

}  // namespace
}  // namespace hoso::tests
