// SPDX-License-Identifier: Apache-2.0
#include <tiff.h>
#include <opencv2/imgproc.hpp>

#include "tests/scanners/files/decoding.h"
#include "tests/scanners/files/make_images.h"

namespace hoso::scanners {
namespace {

using models::ColourMode;
using models::ErrorCode;
using models::ExifOrientation;
using models::MasterKind;
using namespace hoso::tests;

cv::Mat rgb(const cv::Mat& bgr) {
  cv::Mat out;
  cv::cvtColor(bgr, out, cv::COLOR_BGR2RGB);
  return out;
}

models::Result<models::DecodedPage> decode_sheet(const cv::Mat& samples, const TiffMaking& making) {
  const TempFolder folder;
  write_tiff(folder / "page.tif", {{samples, making}});
  return decode_path(folder / "page.tif");
}

TEST(Tiff, OfEveryLosslessCompressionIsLossless) {
  const cv::Mat grey = picture(61, 37, 1), colour = picture(61, 37, 3);
  for (const int compression : {COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_ADOBE_DEFLATE, COMPRESSION_PACKBITS})
    for (const int rows : {0, 8})
      for (const bool big : {false, true}) {
        const auto one = decode_sheet(grey, {.compression = compression, .rows_per_strip = rows, .big = big});
        const auto three = decode_sheet(
            rgb(colour), {.photometric = 2, .compression = compression, .rows_per_strip = rows, .big = big});
        ASSERT_TRUE(one && three) << compression;
        EXPECT_TRUE(same_pixels(one->pixels, grey));
        EXPECT_TRUE(same_pixels(three->pixels, colour));
        EXPECT_TRUE(same_pixels(three->master.pixels, colour));
        EXPECT_EQ(one->facts.mode, ColourMode::grey);
        EXPECT_EQ(three->facts.mode, ColourMode::colour);
      }
}

TEST(Tiff, OfEveryDepthAndBothKindsOfGreyIsLossless) {
  for (const int bits : {1, 2, 4, 8, 16})
    for (const int photometric : {0, 1}) {
      const int highest = (1 << bits) - 1;
      cv::Mat samples;
      (bits == 1 ? bilevel_picture(61, 37) : picture(61, 37, 1))
          .convertTo(samples, bits == 16 ? CV_16U : CV_8U, highest / 255.0);
      const auto page = decode_sheet(samples, {.bits = bits, .photometric = photometric});
      ASSERT_TRUE(page) << bits;
      cv::Mat shown = samples.clone();
      if (photometric == 0) shown = highest - shown;
      cv::Mat expected;
      shown.convertTo(expected, CV_8U, 255.0 / highest);
      EXPECT_TRUE(same_pixels(page->pixels, expected)) << bits << " " << photometric;
      EXPECT_EQ(page->master.bilevel, bits == 1);
      EXPECT_EQ(page->facts.bits_per_sample, bits);
      if (bits == 16) {
        EXPECT_TRUE(same_pixels(page->master.pixels, shown));
      }
    }
}

TEST(Tiff, OfOneG4StripKeepsItsBytes) {
  const cv::Mat image = bilevel_picture(130, 70);
  for (const int photometric : {0, 1}) {
    const TempFolder folder;
    const cv::Mat samples = photometric == 1 ? cv::Mat(image / 255) : cv::Mat(1 - image / 255);
    write_tiff(folder / "page.tif",
               {{samples, {.bits = 1, .photometric = photometric, .compression = COMPRESSION_CCITTFAX4}}});
    const auto page = decode_path(folder / "page.tif");
    ASSERT_TRUE(page);
    EXPECT_TRUE(same_pixels(page->pixels, image));
    EXPECT_EQ(page->master.kind, MasterKind::ccitt_g4);
    EXPECT_EQ(text_of_bytes(page->master.bytes), raw_strip(folder / "page.tif"));
    EXPECT_EQ(page->master.g4_black_is_1, photometric == 1);
    EXPECT_EQ(page->facts.mode, ColourMode::bw);
  }
}

TEST(Tiff, OfFaxDataThatCannotStandAloneIsKeptAsPixels) {
  const cv::Mat image = bilevel_picture(130, 70);
  const TiffMaking strips{.bits = 1, .photometric = 1, .compression = COMPRESSION_CCITTFAX4, .rows_per_strip = 16};
  TiffMaking turned = strips, group_3 = strips;
  turned.rows_per_strip = 0;
  turned.fill_order = 2;
  group_3.compression = COMPRESSION_CCITTFAX3;
  for (const TiffMaking& making : {strips, turned, group_3}) {
    const auto page = decode_sheet(image / 255, making);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->master.kind, MasterKind::pixels);
    EXPECT_TRUE(page->master.bilevel);
    EXPECT_TRUE(page->master.note.empty());
    EXPECT_TRUE(same_pixels(page->pixels, image));
  }
}

TEST(Tiff, OfJpegStripsBecomesOneJpegWithoutEncoding) {
  const cv::Mat colour = picture(100, 90, 3), grey = picture(100, 90, 1);
  for (const int rows : {0, 16, 32})
    for (const bool coloured : {false, true}) {
      const TiffMaking making{.photometric = coloured ? PHOTOMETRIC_YCBCR : PHOTOMETRIC_MINISBLACK,
                              .compression = COMPRESSION_JPEG,
                              .rows_per_strip = rows};
      const auto page = decode_sheet(coloured ? rgb(colour) : grey, making);
      ASSERT_TRUE(page) << rows;
      EXPECT_EQ(page->master.kind, MasterKind::jpeg) << rows;
      EXPECT_TRUE(same_pixels(page->pixels, coloured ? colour : grey, coloured ? 80 : 24)) << rows;
      EXPECT_EQ(page->pixels.rows, 90);
      // What is kept is a JPEG file that shows the same.
      const auto again = decode_bytes(text_of_bytes(page->master.bytes));
      ASSERT_TRUE(again);
      EXPECT_TRUE(same_pixels(again->pixels, page->pixels));
    }
  const auto plain_rgb = decode_sheet(rgb(colour), {.photometric = PHOTOMETRIC_RGB, .compression = COMPRESSION_JPEG});
  ASSERT_TRUE(plain_rgb);
  EXPECT_TRUE(same_pixels(plain_rgb->pixels, colour, 24));
}

TEST(Tiff, OfUncommonLayoutsIsRead) {
  const cv::Mat colour = picture(70, 50, 3), grey = picture(70, 50, 1);
  const auto tiled = decode_sheet(rgb(colour), {.photometric = 2, .compression = COMPRESSION_LZW, .tile = 32});
  const auto separate = decode_sheet(rgb(colour), {.photometric = 2, .rows_per_strip = 7, .separate = true});
  const auto palette =
      decode_sheet(bilevel_picture(70, 50) / 255, {.bits = 4, .photometric = 3, .palette = {{255, 0, 0}, {0, 255, 0}}});
  ASSERT_TRUE(tiled && separate && palette);
  EXPECT_TRUE(same_pixels(tiled->pixels, colour));
  EXPECT_TRUE(same_pixels(separate->pixels, colour));
  EXPECT_EQ(palette->pixels.at<cv::Vec3b>(0, 0), cv::Vec3b(0, 0, 255));
  EXPECT_EQ(palette->facts.mode, ColourMode::colour);
  cv::Mat inks(50, 70, CV_8UC4, cv::Scalar(255, 0, 0, 0));
  const auto cyan = decode_sheet(inks, {.photometric = PHOTOMETRIC_SEPARATED});
  ASSERT_TRUE(cyan);
  EXPECT_EQ(cyan->pixels.at<cv::Vec3b>(0, 0), cv::Vec3b(255, 255, 0));
  EXPECT_FALSE(cyan->master.note.empty());
  const auto lab = decode_sheet(cv::Mat(50, 70, CV_8UC3, cv::Scalar(255, 0, 0)), {.photometric = PHOTOMETRIC_CIELAB});
  ASSERT_TRUE(lab);
  EXPECT_GT(lab->pixels.at<cv::Vec3b>(0, 0)[1], 245);
}

TEST(Tiff, WithAlphaIsFlattened) {
  cv::Mat samples(5, 6, CV_8UC4, cv::Scalar(10, 20, 30, 255));
  samples.at<cv::Vec4b>(0, 0) = {0, 0, 0, 0};
  const auto page = decode_sheet(samples, {.photometric = 2, .extra_sample = EXTRASAMPLE_UNASSALPHA});
  ASSERT_TRUE(page);
  EXPECT_EQ(page->pixels.at<cv::Vec3b>(0, 0), cv::Vec3b::all(255));
  EXPECT_EQ(page->pixels.at<cv::Vec3b>(1, 1), cv::Vec3b(30, 20, 10));
  EXPECT_EQ(page->facts.notes.size(), 1U);
  const auto meaningless = decode_sheet(samples, {.photometric = 2, .extra_sample = EXTRASAMPLE_UNSPECIFIED});
  ASSERT_TRUE(meaningless);
  EXPECT_EQ(meaningless->pixels.at<cv::Vec3b>(0, 0), cv::Vec3b::all(0));
}

TEST(Tiff, TellsResolutionOrientationAndDate) {
  const cv::Mat fax = bilevel_picture(1728, 1143) / 255;
  const auto page = decode_sheet(
      fax, {.bits = 1, .photometric = 1, .orientation = 5, .x_dpi = 204, .y_dpi = 98, .date = "2023:01:31 23:59:58"});
  const auto centimetre = decode_sheet(fax, {.bits = 1, .photometric = 1, .x_dpi = 80.3, .y_dpi = 38.6, .unit = 3});
  const auto unitless = decode_sheet(picture(1240, 1754, 1), {.x_dpi = 1, .y_dpi = 1, .unit = 1});
  ASSERT_TRUE(page && centimetre && unitless);
  EXPECT_EQ(page->facts.delivered_dpi.x, 204);
  EXPECT_EQ(page->facts.delivered_dpi.y, 98);
  EXPECT_EQ(page->lies, ExifOrientation::transposed);
  EXPECT_EQ(page->facts.source_time, 1675209598);
  EXPECT_NEAR(centimetre->facts.delivered_dpi.x, 203.96, 0.01);
  EXPECT_EQ(unitless->facts.delivered_dpi.source, models::DpiSource::estimated);
  EXPECT_EQ(unitless->facts.delivered_dpi.x, 150);
}

TEST(Tiff, HasAnyPageReadByItsIndex) {
  const TempFolder folder;
  std::vector<TiffSheet> sheets;
  for (int i = 0; i < 5; ++i) sheets.push_back({cv::Mat(20 + i, 30, CV_8UC1, cv::Scalar(40 * i)), {}});
  write_tiff(folder / "pages.tif", sheets);
  for (int i = 4; i >= 0; --i) {
    const auto page = decode_path(folder / "pages.tif", i);
    ASSERT_TRUE(page);
    EXPECT_TRUE(same_pixels(page->pixels, sheets[static_cast<std::size_t>(i)].samples));
    EXPECT_EQ(page->facts.source.index, i);
  }
  EXPECT_EQ(code_of(decode_path(folder / "pages.tif", 5)), ErrorCode::truncated);
}

TEST(Tiff, OfUncommonSamplesIsRefused) {
  const cv::Mat five = cv::Mat(20, 150, CV_8UC1, cv::Scalar(1)).reshape(5);
  EXPECT_EQ(code_of(decode_sheet(five, {.photometric = 1})), ErrorCode::unsupported_image);
  cv::Mat wide(20, 30, CV_16UC1, cv::Scalar::all(1));
  EXPECT_EQ(code_of(decode_sheet(wide, {.bits = 16, .format = SAMPLEFORMAT_IEEEFP})), ErrorCode::unsupported_image);
}

TEST(Tiff, CutOrChangedIsAnErrorAndSaysNothingItself) {
  const TempFolder folder;
  // Directory first, so that a cut takes the data.
  write_tiff(folder / "good.tif", {{picture(300, 200, 1), {.compression = COMPRESSION_LZW}}});
  const std::string good = read_file(folder / "good.tif");
  testing::internal::CaptureStderr();
  for (const double share : {0.001, 0.2, 0.6, 0.95}) {
    const auto page =
        decode_bytes(good.substr(0, 4 + static_cast<std::size_t>(static_cast<double>(good.size()) * share)));
    const ErrorCode code = code_of(page);
    EXPECT_TRUE(code == ErrorCode::truncated || code == ErrorCode::damaged) << name_of(code);
  }
  std::string changed = good;
  for (std::size_t i = 200; i < 400; ++i) changed[i] = '\xFF';
  EXPECT_EQ(code_of(decode_bytes(changed)), ErrorCode::damaged);
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST(Tiff, OfFaxRubbishIsDamaged) {
  const TempFolder folder;
  write_tiff(folder / "good.tif",
             {{bilevel_picture(600, 400) / 255, {.bits = 1, .photometric = 1, .compression = COMPRESSION_CCITTFAX4}}});
  std::string bytes = read_file(folder / "good.tif");
  for (std::size_t i = 60; i < 160; ++i) bytes[i] = static_cast<char>(i * 37);
  EXPECT_EQ(code_of(decode_bytes(bytes)), ErrorCode::damaged);
}

}  // namespace
}  // namespace hoso::scanners
