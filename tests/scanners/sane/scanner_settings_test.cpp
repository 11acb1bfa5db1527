// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scanners/sane/scanner_desk.h"

namespace hoso::tests {
namespace {

using models::ColourMode;
using models::ErrorCode;
using scanners::DeviceSetting;
using scanners::PaperSource;
using testing::Contains;

std::string made(const scanners::ScannerSource& source, const std::string& intent) {
  for (const DeviceSetting& setting : source.settings()) {
    if (setting.intent == intent) return setting.made;
  }
  return "not reported";
}

std::string source_for(PaperSource wanted) {
  auto desk = ScannerDesk::with_script("sides=2");
  desk.options.source = wanted;
  return made(*opened(desk.options), "source");
}

TEST(ScannerSettings, FindTheWayThePaperTakes) {
  EXPECT_EQ(source_for(PaperSource::automatic), "ADF Front");
  EXPECT_EQ(source_for(PaperSource::feeder), "ADF Front");
  EXPECT_EQ(source_for(PaperSource::feeder_duplex), "ADF Duplex");
  EXPECT_EQ(source_for(PaperSource::flatbed), "Flatbed");
}

TEST(ScannerSettings, AreReadBackFromTheDevice) {
  auto desk = ScannerDesk::with_script("sides=1");
  desk.options.mode = ColourMode::grey;
  const auto source = opened(desk.options);
  EXPECT_THAT(source->settings(), Contains(DeviceSetting{"source", "automatic", "ADF Front"}));
  EXPECT_THAT(source->settings(), Contains(DeviceSetting{"mode", "grey", "Gray"}));
  EXPECT_THAT(source->settings(), Contains(DeviceSetting{"resolution", "100", "100"}));
  EXPECT_EQ(made(*source, "paper").substr(0, 4), "85.6");
  EXPECT_TRUE(source->warnings().empty());
}

TEST(ScannerSettings, SurviveADeviceThatReloadsItsOptionsAndWidensItsAreaWithThePaper) {
  auto desk = ScannerDesk::with_script("sides=1");  // the area ends at 100 mm until the page is wider
  desk.options.paper = "A4";
  const auto source = opened(desk.options);
  scan_all(*source);
  EXPECT_NEAR(jpeg_header(desk.spool() / "side-0001.jpg").width_px, 826, 1);
}

TEST(ScannerSettings, SwitchTheDriversOwnImageProcessingOff) {
  auto desk = ScannerDesk::with_script("sides=1");
  scan_all(*opened(desk.options));
  EXPECT_EQ(jpeg_header(desk.spool() / "side-0001.jpg").height_px, 212) << "one line less while the driver straightens";
}

TEST(ScannerSettings, TakeTheNearestResolutionAndSaySo) {
  auto desk = ScannerDesk::with_script("sides=1");
  desk.options.dpi = 240;
  const auto source = opened(desk.options);
  EXPECT_EQ(made(*source, "resolution"), "200");
  ASSERT_EQ(source->warnings().size(), 1u);
  EXPECT_EQ(source->warnings()[0].text, "resolution: 240 was asked, the scanner does 200");
  const Scanned scanned = scan_all(*source);
  EXPECT_EQ(scanned.pages[0].device_dpi->x, 200);
  EXPECT_EQ(jpeg_header(scanned.pages[0].path).dpi_x, 200);
}

TEST(ScannerSettings, SayThatThePaperIsLargerThanTheDevice) {
  auto desk = ScannerDesk::with_script("sides=1");
  desk.options.paper = "A3";
  const auto source = opened(desk.options);
  ASSERT_EQ(source->warnings().size(), 1u);
  EXPECT_THAT(source->warnings()[0].text, testing::StartsWith("paper: A3 was asked"));
}

TEST(ScannerSettings, TakeAllThatTheDeviceSees) {
  auto desk = ScannerDesk::with_script("sides=1");
  desk.options.paper = "max";
  scan_all(*opened(desk.options));
  EXPECT_NEAR(jpeg_header(desk.spool() / "side-0001.jpg").width_px, 216 / 25.4 * 100, 1);
}

TEST(ScannerSettings, KnowPaperByItsNameInAnyCase) {
  auto desk = ScannerDesk::with_script("sides=1");
  desk.options.paper = "a5";
  const auto source = opened(desk.options);
  EXPECT_EQ(made(*source, "paper").substr(0, 6), "148 x ");
}

TEST(ScannerSettings, UseGreyWithOneBitWhereThereIsNoLineart) {
  auto desk = ScannerDesk::with_test_backend();
  desk.options.mode = ColourMode::bw;
  const auto source = opened(desk.options);
  EXPECT_EQ(made(*source, "mode"), "Gray");
  EXPECT_EQ(made(*source, "depth"), "1");
}

TEST(ScannerSettings, ThatTheDeviceCannotDoAreRefused) {
  auto desk = ScannerDesk::with_test_backend();
  desk.options.source = PaperSource::feeder_duplex;  // the test backend has none
  const auto source = scanners::open_scanner(desk.options);
  ASSERT_FALSE(source);
  EXPECT_EQ(source.error().code, ErrorCode::scanner_unsupported);
  EXPECT_THAT(source.error().cause, testing::StartsWith("source"));
}

}  // namespace
}  // namespace hoso::tests
