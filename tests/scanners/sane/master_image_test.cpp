// SPDX-License-Identifier: Apache-2.0
#include <tiffio.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scanners/sane/scanner_desk.h"

namespace hoso::tests {
namespace {

using models::ColourMode;
using scanners::PaperSource;

/// The hash of one side of a small paper.
std::string scanned_hash(ScannerDesk desk, ColourMode mode) {
  desk.options.mode = mode;
  desk.options.dpi = 100;
  desk.options.paper = "ID-1";
  desk.options.source = PaperSource::flatbed;
  const auto source = opened(desk.options);
  const Scanned scanned = scan_all(*source);
  EXPECT_FALSE(source->error()) << source->error()->cause;
  return scanned.pages.empty() ? "" : scanned.pages[0].source.sha256.hex;
}

TEST(MasterImage, OfAColourSideIsAJpegOfThreeFullComponentsWithItsDensity) {
  auto desk = ScannerDesk::with_test_backend({"test-picture \"Color pattern\""});
  desk.options.dpi = 200;
  desk.options.source = PaperSource::flatbed;
  scan_all(*opened(desk.options));
  const JpegHeader header = jpeg_header(desk.spool() / "side-0001.jpg");
  EXPECT_EQ(header.components, 3);
  EXPECT_EQ(header.sampling, 0x11);
  EXPECT_EQ(header.dpi_x, 200);
  EXPECT_EQ(header.dpi_y, 200);
  EXPECT_NEAR(header.width_px, 210 / 25.4 * 200, 2);
  EXPECT_NEAR(header.height_px, 297 / 25.4 * 200, 2);
}

TEST(MasterImage, OfAGreySideIsAJpegOfOneComponent) {
  auto desk = ScannerDesk::with_test_backend();
  desk.options.dpi = 100;
  desk.options.mode = ColourMode::grey;
  desk.options.source = PaperSource::flatbed;
  scan_all(*opened(desk.options));
  EXPECT_EQ(jpeg_header(desk.spool() / "side-0001.jpg").components, 1);
}

TEST(MasterImage, QualityDecidesItsSize) {
  auto coarse = ScannerDesk::with_script("sides=1"), fine = ScannerDesk::with_script("sides=1");
  coarse.options.jpeg_quality = 40;
  fine.options.jpeg_quality = 95;
  scan_all(*opened(coarse.options));
  scan_all(*opened(fine.options));
  EXPECT_LT(file_size(coarse.spool() / "side-0001.jpg"), file_size(fine.spool() / "side-0001.jpg") / 2);
}

struct TiffClosed {
  void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};

TEST(MasterImage, OfABlackAndWhiteSideIsOneStripOfGroup4WithItsPixels) {
  auto desk = ScannerDesk::with_script("sides=1");
  desk.options.mode = ColourMode::bw;
  const Scanned scanned = scan_all(*opened(desk.options));
  ASSERT_EQ(scanned.pages.size(), 1u);
  EXPECT_EQ(scanned.pages[0].container, models::Container::tiff);
  const std::unique_ptr<TIFF, TiffClosed> tiff(TIFFOpen((desk.spool() / "side-0001.tif").c_str(), "r"));
  ASSERT_TRUE(tiff);
  std::uint16_t compression = 0, photometric = 9, unit = 0;
  std::uint32_t width = 0, height = 0;
  float dpi = 0;
  TIFFGetField(tiff.get(), TIFFTAG_COMPRESSION, &compression);
  TIFFGetField(tiff.get(), TIFFTAG_PHOTOMETRIC, &photometric);
  TIFFGetField(tiff.get(), TIFFTAG_RESOLUTIONUNIT, &unit);
  TIFFGetField(tiff.get(), TIFFTAG_XRESOLUTION, &dpi);
  TIFFGetField(tiff.get(), TIFFTAG_IMAGEWIDTH, &width);
  TIFFGetField(tiff.get(), TIFFTAG_IMAGELENGTH, &height);
  EXPECT_EQ(compression, COMPRESSION_CCITTFAX4);
  EXPECT_EQ(photometric, PHOTOMETRIC_MINISWHITE);
  EXPECT_EQ(unit, RESUNIT_INCH);
  EXPECT_EQ(dpi, 100.F);
  EXPECT_EQ(width, 337u);  // 85.6 mm
  EXPECT_EQ(TIFFNumberOfStrips(tiff.get()), 1u);
  ASSERT_EQ(height, 212u);
  std::vector<unsigned char> row(static_cast<std::size_t>(TIFFScanlineSize(tiff.get())));
  for (std::uint32_t y = 0; y < height; ++y) {
    ASSERT_EQ(TIFFReadScanline(tiff.get(), row.data(), y, 0), 1);
    // Whole bytes of the line as scripted_backend.cpp draws them; 1 is black in both.
    for (std::size_t i = 0; i < width / 8; ++i) ASSERT_EQ(row[i], (i * 7 + y * 13 + 31) & 0xFF) << y << " " << i;
  }
}

TEST(MasterImage, OfAGreyDeviceWithOneBitIsBlackWhereTheDeviceSaysBlack) {
  auto desk = ScannerDesk::with_test_backend({"test-picture \"Solid black\""});
  desk.options.dpi = 100;
  desk.options.mode = ColourMode::bw;
  desk.options.source = PaperSource::flatbed;
  const auto source = opened(desk.options);
  scan_all(*source);
  EXPECT_TRUE(source->warnings().empty()) << "one bit is exact by nature";
  const std::unique_ptr<TIFF, TiffClosed> tiff(TIFFOpen((desk.spool() / "side-0001.tif").c_str(), "r"));
  ASSERT_TRUE(tiff);
  std::vector<unsigned char> row(static_cast<std::size_t>(TIFFScanlineSize(tiff.get())));
  ASSERT_EQ(TIFFReadScanline(tiff.get(), row.data(), 0, 0), 1);
  EXPECT_EQ(row[0], 0xFF);
}

TEST(MasterImage, IsTheSameFromThreePassesInAnyOrder) {
  const std::string picture = "test-picture \"Color pattern\"";
  const std::string one = scanned_hash(ScannerDesk::with_test_backend({picture}), ColourMode::colour);
  EXPECT_EQ(one.size(), 64u);
  EXPECT_EQ(scanned_hash(ScannerDesk::with_test_backend({picture, "three-pass true"}), ColourMode::colour), one);
  EXPECT_EQ(scanned_hash(ScannerDesk::with_test_backend({picture, "three-pass true", "three-pass-order BRG"}),
                         ColourMode::colour),
            one);
}

TEST(MasterImage, IsTheSameHoweverSmallThePiecesAre) {
  const std::string picture = "test-picture \"Grid\"";
  const std::string whole = scanned_hash(ScannerDesk::with_test_backend({picture}), ColourMode::grey);
  EXPECT_EQ(
      scanned_hash(ScannerDesk::with_test_backend({picture, "read-limit true", "read-limit-size 1"}), ColourMode::grey),
      whole);
  EXPECT_EQ(scanned_hash(ScannerDesk::with_test_backend({picture, "non-blocking true"}), ColourMode::grey), whole);
  EXPECT_EQ(scanned_hash(ScannerDesk::with_test_backend({picture, "fuzzy-parameters true"}), ColourMode::grey), whole);
}

TEST(MasterImage, OfSixteenBitsIsRoundedToEight) {
  EXPECT_EQ(scanned_hash(ScannerDesk::with_script("sides=1;depth=16"), ColourMode::grey),
            scanned_hash(ScannerDesk::with_script("sides=1"), ColourMode::grey));
  EXPECT_EQ(scanned_hash(ScannerDesk::with_script("sides=1;depth=16"), ColourMode::colour),
            scanned_hash(ScannerDesk::with_script("sides=1"), ColourMode::colour));
}

TEST(MasterImage, LeavesThePaddingOfLinesOut) {
  auto desk = ScannerDesk::with_test_backend({"ppl-loss 5"});
  desk.options.dpi = 100;
  desk.options.source = PaperSource::flatbed;
  scan_all(*opened(desk.options));
  auto plain = ScannerDesk::with_test_backend();
  plain.options.dpi = 100;
  plain.options.source = PaperSource::flatbed;
  scan_all(*opened(plain.options));
  EXPECT_EQ(jpeg_header(desk.spool() / "side-0001.jpg").width_px + 5,
            jpeg_header(plain.spool() / "side-0001.jpg").width_px);
}

TEST(MasterImage, OfAHandScannerIsAsLongAsItWasPulled) {
  auto desk = ScannerDesk::with_test_backend({"hand-scanner true"});
  desk.options.dpi = 100;
  desk.options.mode = ColourMode::grey;
  const auto source = opened(desk.options);
  const auto first = [&] {
    source->next({});
    return source->next({});
  }();
  ASSERT_TRUE(first);
  const JpegHeader header = jpeg_header(desk.spool() / "side-0001.jpg");
  EXPECT_NEAR(header.width_px, 110 / 25.4 * 100, 10);
  EXPECT_GT(header.height_px, 100);
}

}  // namespace
}  // namespace hoso::tests
