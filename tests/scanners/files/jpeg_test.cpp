// SPDX-License-Identifier: Apache-2.0
#include <thread>

#include "tests/scanners/files/decoding.h"
#include "tests/scanners/files/make_images.h"

namespace hoso::scanners {
namespace {

using models::ColourMode;
using models::DpiSource;
using models::ErrorCode;
using models::ExifOrientation;
using models::MasterKind;
using namespace hoso::tests;

constexpr double kJpegTolerance = 24;  // of quality 95 at the edge of a black block

TEST(Jpeg, OfEveryCommonKindKeepsItsBytes) {
  const cv::Mat colour = picture(96, 72, 3), grey = picture(96, 72, 1);
  for (const bool progressive : {false, true}) {
    const std::string one = jpeg_of(grey, {.kind = JpegKind::grey, .progressive = progressive}),
                      three = jpeg_of(colour, {.progressive = progressive});
    const auto grey_page = decode_bytes(one), colour_page = decode_bytes(three);
    ASSERT_TRUE(grey_page && colour_page);
    EXPECT_EQ(text_of_bytes(grey_page->master.bytes), one);
    EXPECT_EQ(text_of_bytes(colour_page->master.bytes), three);
    EXPECT_EQ(grey_page->facts.mode, ColourMode::grey);
    EXPECT_EQ(colour_page->facts.mode, ColourMode::colour);
    EXPECT_EQ(colour_page->master.components, 3);
    EXPECT_TRUE(same_pixels(grey_page->pixels, grey, kJpegTolerance));
    EXPECT_TRUE(same_pixels(colour_page->pixels, colour, 80));  // chroma is halved
    EXPECT_TRUE(colour_page->facts.notes.empty());
    EXPECT_EQ(colour_page->facts.source.sha256.hex.size(), 64U);
  }
}

TEST(Jpeg, OfRgbSamplesGetsAMarkerThatSaysSo) {
  const cv::Mat colour = picture(64, 48, 3);
  const std::string bytes = jpeg_of(colour, {.kind = JpegKind::rgb});
  const auto page = decode_bytes(bytes);
  ASSERT_TRUE(page);
  EXPECT_TRUE(same_pixels(page->pixels, colour, kJpegTolerance));
  const std::string kept = text_of_bytes(page->master.bytes);
  EXPECT_EQ(kept.size(), bytes.size() + 16);
  EXPECT_EQ(kept.substr(18), bytes.substr(2));
  EXPECT_NE(kept.find("Adobe"), std::string::npos);
}

TEST(Jpeg, OfInkColoursIsConvertedAndToBeEncodedAnew) {
  const cv::Mat colour = picture(96, 72, 3);
  for (const JpegKind kind : {JpegKind::cmyk_adobe, JpegKind::cmyk_plain, JpegKind::ycck_adobe}) {
    const auto page = decode_bytes(jpeg_of(colour, {.kind = kind}));
    ASSERT_TRUE(page);
    EXPECT_TRUE(same_pixels(page->pixels, colour, kind == JpegKind::ycck_adobe ? 80 : kJpegTolerance))
        << static_cast<int>(kind);
    EXPECT_EQ(page->master.kind, MasterKind::pixels);
    EXPECT_TRUE(page->master.reencode_jpeg);
    EXPECT_FALSE(page->master.note.empty());
    EXPECT_EQ(page->facts.notes.size(), 1U);
  }
}

TEST(Jpeg, LyingInAnyOfTheEightWaysIsKnownToLieSo) {
  const cv::Mat upright = picture(80, 48, 1);
  for (unsigned value = 1; value <= 8; ++value) {
    const auto orientation = static_cast<ExifOrientation>(value);
    const std::string bytes =
        with_segment(jpeg_of(delivered_as(upright, orientation), {.kind = JpegKind::grey, .quality = 100}),
                     exif_segment(value, 0, {}, value % 2 == 0));
    const auto page = decode_bytes(bytes);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->lies, orientation);
    // Brought upright by the shared map, it is the picture again.
    const models::Affine map = upright_map(page->lies, page->facts.delivered);
    const models::Point corner = map({0.5, 0.5});
    EXPECT_NEAR(page->pixels.at<std::uint8_t>(0, 0),
                upright.at<std::uint8_t>(static_cast<int>(corner.y), static_cast<int>(corner.x)), 8)
        << value;
    EXPECT_TRUE(same_pixels(page->pixels, delivered_as(upright, orientation), 8));
  }
}

TEST(Jpeg, TellsItsResolutionAndDate) {
  const cv::Mat a7 = picture(827, 1169, 1);
  const auto inch =
      decode_bytes(jpeg_of(a7, {.kind = JpegKind::grey, .density_unit = 1, .x_density = 150, .y_density = 150}));
  const auto centimetre =
      decode_bytes(jpeg_of(a7, {.kind = JpegKind::grey, .density_unit = 2, .x_density = 59, .y_density = 59}));
  const auto exif =
      decode_bytes(with_segment(jpeg_of(a7, {.kind = JpegKind::grey}), exif_segment(1, 160, "2024:02:29 13:14:15")));
  const auto unknown =
      decode_bytes(jpeg_of(a7, {.kind = JpegKind::grey, .density_unit = 1, .x_density = 72, .y_density = 72}));
  ASSERT_TRUE(inch && centimetre && exif && unknown);
  EXPECT_EQ(inch->facts.delivered_dpi.x, 150);
  EXPECT_NEAR(centimetre->facts.delivered_dpi.y, 149.86, 0.01);
  EXPECT_EQ(exif->facts.delivered_dpi.x, 160);
  EXPECT_EQ(exif->facts.delivered_dpi.source, DpiSource::file);
  EXPECT_EQ(exif->facts.source_time, 1709212455);
  EXPECT_EQ(unknown->facts.delivered_dpi.source, DpiSource::estimated);
  EXPECT_EQ(unknown->facts.delivered_dpi.x, 100);
  EXPECT_GT(*unknown->facts.source_time, 1709212455) << "the file's own time";
}

TEST(Jpeg, WithDamagedExifIsStillAPage) {
  const std::string jpeg = jpeg_of(picture(32, 24, 1), {.kind = JpegKind::grey});
  const std::string good = exif_segment(6, 300, "2024:02:29 13:14:15");
  for (std::size_t cut = 11; cut < good.size(); cut += 3) {
    std::string segment = good.substr(0, cut);
    segment[2] = static_cast<char>((cut - 2) >> 8);
    segment[3] = static_cast<char>(cut - 2);
    EXPECT_TRUE(decode_bytes(with_segment(jpeg, segment))) << cut;
  }
  EXPECT_EQ(decode_bytes(with_segment(jpeg, exif_segment(9)))->lies, ExifOrientation::normal);
}

TEST(Jpeg, CutAnywhereIsAnErrorAndNeverHalfAPage) {
  for (const bool progressive : {false, true}) {
    const std::string whole = jpeg_of(picture(200, 160, 3), {.progressive = progressive});
    for (const double share : {0.1, 0.3, 0.5, 0.7, 0.9, 0.98}) {
      const auto cut = static_cast<std::size_t>(static_cast<double>(whole.size()) * share);
      const ErrorCode code = code_of(decode_bytes(whole.substr(0, cut)));
      EXPECT_EQ(code, ErrorCode::truncated) << share << (progressive ? " progressive" : "");
    }
  }
}

TEST(Jpeg, WithoutItsEndMarkerGetsOne) {
  const std::string whole = jpeg_of(picture(64, 48, 1), {.kind = JpegKind::grey});
  const auto page = decode_bytes(whole.substr(0, whole.size() - 2));
  ASSERT_TRUE(page);
  EXPECT_EQ(text_of_bytes(page->master.bytes), whole);
  EXPECT_EQ(page->facts.notes.size(), 1U);
}

TEST(Jpeg, IsKeptUpToItsEndOnly) {
  const std::string whole = jpeg_of(picture(64, 48, 1), {.kind = JpegKind::grey});
  const auto page = decode_bytes(whole + "trailing rubbish \xFF\xD8\xFF");
  ASSERT_TRUE(page);
  EXPECT_EQ(text_of_bytes(page->master.bytes), whole);
  EXPECT_EQ(page->facts.notes.size(), 1U);
}

TEST(Jpeg, OfUncommonCodingIsRefused) {
  EXPECT_EQ(code_of(decode_bytes(jpeg_of(picture(64, 48, 3), {.arithmetic = true}))), ErrorCode::unsupported_image);
  std::string twelve = jpeg_of(picture(64, 48, 1), {.kind = JpegKind::grey});
  const std::size_t frame = twelve.find("\xFF\xC0");
  twelve[frame + 4] = 12;
  EXPECT_EQ(code_of(decode_bytes(twelve)), ErrorCode::unsupported_image);
}

TEST(Jpeg, WithoutHuffmanTablesIsToBeEncodedAnew) {
  std::string bytes = jpeg_of(picture(64, 48, 1), {.kind = JpegKind::grey});
  for (std::size_t at = bytes.find("\xFF\xC4"); at < bytes.find("\xFF\xDA"); at = bytes.find("\xFF\xC4"))
    bytes.erase(at, 2 + static_cast<std::size_t>(static_cast<unsigned char>(bytes[at + 2]) << 8 |
                                                 static_cast<unsigned char>(bytes[at + 3])));
  const auto page = decode_bytes(bytes);
  ASSERT_TRUE(page);
  EXPECT_TRUE(same_pixels(page->pixels, picture(64, 48, 1), kJpegTolerance));
  EXPECT_TRUE(page->master.reencode_jpeg);
  EXPECT_FALSE(page->master.note.empty());
}

TEST(Jpeg, WithMoreThanItsLimitsIsRefusedByTheHeader) {
  const std::string bytes = jpeg_of(picture(64, 48, 3), {.progressive = true});
  DecodeOptions few_pixels, few_scans;
  few_pixels.pixels_max = 64 * 48 - 1;
  few_scans.jpeg_scans_max = 3;
  EXPECT_EQ(code_of(decode_bytes(bytes, few_pixels)), ErrorCode::image_too_large);
  EXPECT_EQ(code_of(decode_bytes(bytes, few_scans)), ErrorCode::image_too_large);
}

TEST(Jpeg, WithWrongCodesIsDamaged) {
  std::string bytes = jpeg_of(picture(200, 160, 1), {.kind = JpegKind::grey});
  const std::size_t data = bytes.find("\xFF\xDA") + 20;
  for (std::size_t i = data; i < bytes.size() - 2; i += 7) bytes[i] = '\x7F';
  EXPECT_EQ(code_of(decode_bytes(bytes)), ErrorCode::damaged);
}

TEST(Decode, NamesFileAndPageInItsErrors) {
  const TempFolder folder;
  write_file(folder / "not.jpg", "Không phải ảnh");
  write_file(folder / "empty.jpg", "");
  const auto page = decode_path(folder / "not.jpg"), empty = decode_path(folder / "empty.jpg"),
             missing = decode_path(folder / "missing.jpg");
  EXPECT_EQ(code_of(page), ErrorCode::not_an_image);
  EXPECT_EQ(page.error().file, "not.jpg");
  EXPECT_EQ(page.error().page, 7);
  EXPECT_EQ(page.error().stage, models::Stage::decode);
  EXPECT_EQ(code_of(empty), ErrorCode::not_an_image);
  EXPECT_EQ(code_of(missing), ErrorCode::file_not_found);
}

TEST(Decode, StopsWhenToldTo) {
  const TempFolder folder;
  write_file(folder / "page.jpg", jpeg_of(picture(64, 48, 1), {.kind = JpegKind::grey}));
  std::stop_source source;
  source.request_stop();
  models::SourcePage page;
  page.path = folder / "page.jpg";
  EXPECT_EQ(code_of(decode(page, {}, source.get_token())), ErrorCode::cancelled);
}

TEST(Decode, RunsInEightThreadsAtOnce) {
  const TempFolder folder;
  write_file(folder / "page.jpg", jpeg_of(picture(200, 150, 3)));
  write_file(folder / "broken.jpg", jpeg_of(picture(200, 150, 3)).substr(0, 900));
  write_file(folder / "page.png", png_of(picture(200, 150, 1), {}));
  write_tiff(folder / "page.tif", {{bilevel_picture(200, 150) / 255, {.bits = 1, .photometric = 1, .compression = 4}}});
  std::vector<std::string> results(8);
  {
    std::vector<std::jthread> threads;
    for (std::string& result : results)
      threads.emplace_back([&folder, &result] {
        for (int round = 0; round < 10; ++round)
          for (const char* name : {"page.jpg", "broken.jpg", "page.png", "page.tif"}) {
            const auto page = decode_path(folder / name);
            result += page ? std::to_string(cv::sum(page->pixels)[0]) : std::string(name_of(page.error().code));
            result += ' ';
          }
      });
  }
  for (const std::string& result : results) EXPECT_EQ(result, results.front());
  EXPECT_NE(results.front().find("truncated"), std::string::npos);
}

}  // namespace
}  // namespace hoso::scanners
