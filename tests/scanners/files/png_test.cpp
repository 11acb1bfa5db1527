// SPDX-License-Identifier: Apache-2.0
#include <zlib.h>
#include <opencv2/imgproc.hpp>

#include "tests/scanners/files/decoding.h"
#include "tests/scanners/files/make_images.h"

namespace hoso::scanners {
namespace {

using models::ColourMode;
using models::ErrorCode;
using models::MasterKind;
using namespace hoso::tests;

cv::Mat grey_of_depth(const cv::Mat& grey, int depth) {
  cv::Mat out;
  grey.convertTo(out, depth == 16 ? CV_16U : CV_8U, depth == 16 ? 257.0 : ((1 << depth) - 1) / 255.0);
  return out;
}

cv::Mat rgb(const cv::Mat& bgr) {
  cv::Mat out;
  cv::cvtColor(bgr, out, cv::COLOR_BGR2RGB);
  return out;
}

TEST(Png, OfEveryGreyDepthIsLossless) {
  for (const int depth : {1, 2, 4, 8, 16})
    for (const bool interlaced : {false, true}) {
      const cv::Mat samples = grey_of_depth(depth == 1 ? bilevel_picture(61, 37) : picture(61, 37, 1), depth);
      const auto page = decode_bytes(png_of(samples, {.depth = depth, .interlaced = interlaced}));
      ASSERT_TRUE(page) << depth;
      EXPECT_EQ(page->facts.bits_per_sample, depth);
      EXPECT_EQ(page->facts.mode, depth == 1 ? ColourMode::bw : ColourMode::grey);
      const bool kept = depth == 8 && !interlaced;
      EXPECT_EQ(page->master.kind, kept ? MasterKind::png_rows : MasterKind::pixels);
      EXPECT_EQ(page->master.bilevel, depth == 1);
      cv::Mat expected;
      samples.convertTo(expected, CV_8U, 255.0 / ((1 << depth) - 1));
      EXPECT_TRUE(same_pixels(page->pixels, expected)) << depth;
      if (kept) continue;
      EXPECT_TRUE(same_pixels(page->master.pixels, depth == 16 ? samples : expected)) << depth;
    }
}

/// How many bytes a zlib stream holds; 0 where it is not sound.
std::size_t inflated_size(const std::vector<std::uint8_t>& stream) {
  std::vector<std::uint8_t> out(std::size_t{1} << 20);
  uLongf size = out.size();
  return uncompress(out.data(), &size, stream.data(), stream.size()) == Z_OK ? size : 0;
}

TEST(Png, KeepsItsDeflatedRows) {
  const auto grey = decode_bytes(png_of(picture(61, 37, 1), {})),
             colour = decode_bytes(png_of(rgb(picture(61, 37, 3)), {.colour_type = 2}));
  ASSERT_TRUE(grey && colour);
  EXPECT_EQ(colour->master.kind, MasterKind::png_rows);
  EXPECT_EQ(colour->master.components, 3);
  EXPECT_EQ(colour->master.size, (models::Size{61, 37}));
  EXPECT_EQ(inflated_size(grey->master.bytes), (1 + 61) * 37);
  EXPECT_EQ(inflated_size(colour->master.bytes), (1 + 3 * 61) * 37);
}

TEST(Png, ThatIsHardlyCompressedIsKeptAsPixels) {
  cv::Mat noise(64, 64, CV_8UC1);
  cv::randu(noise, 0, 256);
  const auto noisy = decode_bytes(png_of(noise, {}));
  ASSERT_TRUE(noisy);
  EXPECT_EQ(noisy->master.kind, MasterKind::pixels);
  EXPECT_TRUE(same_pixels(noisy->master.pixels, noise));
}

TEST(Png, OfColourIsLosslessInEightAndSixteenBits) {
  const cv::Mat colour = picture(61, 37, 3);
  cv::Mat wide;
  colour.convertTo(wide, CV_16U, 257);
  const auto eight = decode_bytes(png_of(rgb(colour), {.colour_type = 2})),
             sixteen = decode_bytes(png_of(rgb(wide), {.depth = 16, .colour_type = 2}));
  ASSERT_TRUE(eight && sixteen);
  EXPECT_TRUE(same_pixels(eight->pixels, colour));
  EXPECT_TRUE(same_pixels(sixteen->pixels, colour));
  EXPECT_TRUE(same_pixels(sixteen->master.pixels, wide));
  EXPECT_EQ(eight->facts.mode, ColourMode::colour);
  EXPECT_TRUE(eight->master.note.empty());
}

TEST(Png, OfAPaletteIsWhatItsColoursAre) {
  const cv::Mat indices = bilevel_picture(40, 30) / 255;
  const auto black_white =
      decode_bytes(png_of(indices, {.depth = 1, .colour_type = 3, .palette = {{0, 0, 0}, {255, 255, 255}}}));
  const auto white_black =
      decode_bytes(png_of(indices, {.depth = 1, .colour_type = 3, .palette = {{255, 255, 255}, {0, 0, 0}}}));
  const auto greys =
      decode_bytes(png_of(indices, {.depth = 8, .colour_type = 3, .palette = {{10, 10, 10}, {200, 200, 200}}}));
  const auto colours =
      decode_bytes(png_of(indices, {.depth = 4, .colour_type = 3, .palette = {{255, 0, 0}, {0, 0, 255}}}));
  ASSERT_TRUE(black_white && white_black && greys && colours);
  EXPECT_TRUE(black_white->master.bilevel && white_black->master.bilevel);
  EXPECT_TRUE(same_pixels(black_white->pixels, bilevel_picture(40, 30)));
  EXPECT_TRUE(same_pixels(white_black->pixels, 255 - bilevel_picture(40, 30)));
  EXPECT_EQ(greys->facts.mode, ColourMode::grey);
  EXPECT_EQ(greys->pixels.at<std::uint8_t>(0, 0), 10);
  EXPECT_EQ(colours->facts.mode, ColourMode::colour);
  EXPECT_EQ(colours->pixels.at<cv::Vec3b>(0, 0), cv::Vec3b(0, 0, 255)) << "red, as BGR";
}

TEST(Png, WithAlphaIsFlattenedOnWhiteAndSaysSo) {
  cv::Mat samples(4, 3, CV_8UC4, cv::Scalar(10, 20, 30, 255));
  samples.at<cv::Vec4b>(0, 0) = {10, 20, 30, 0};
  samples.at<cv::Vec4b>(0, 1) = {0, 0, 0, 128};
  const auto page = decode_bytes(png_of(samples, {.colour_type = 6}));
  ASSERT_TRUE(page);
  EXPECT_EQ(page->pixels.at<cv::Vec3b>(0, 0), cv::Vec3b::all(255));
  EXPECT_EQ(page->pixels.at<cv::Vec3b>(0, 1), cv::Vec3b::all(127));
  EXPECT_EQ(page->pixels.at<cv::Vec3b>(1, 0), cv::Vec3b(30, 20, 10));
  EXPECT_FALSE(page->master.note.empty());
  const auto opaque =
      decode_bytes(png_of(cv::Mat(4, 3, CV_16UC2, cv::Scalar(1000, 65535)), {.depth = 16, .colour_type = 4}));
  ASSERT_TRUE(opaque);
  EXPECT_TRUE(opaque->facts.notes.empty()) << "nothing was flattened";
  EXPECT_EQ(opaque->master.pixels.at<std::uint16_t>(0, 0), 1000);
  const auto clear =
      decode_bytes(png_of(cv::Mat::zeros(4, 3, CV_8UC1), {.colour_type = 3, .palette = {{0, 0, 0}}, .clear = {0}}));
  ASSERT_TRUE(clear);
  EXPECT_EQ(clear->pixels.at<std::uint8_t>(0, 0), 255);
}

TEST(Png, TellsItsResolution) {
  const auto page = decode_bytes(png_of(picture(827, 1169, 1), {.pixels_a_metre = 5906}));
  ASSERT_TRUE(page);
  EXPECT_NEAR(page->facts.delivered_dpi.x, 150.01, 0.01);
}

TEST(Png, CutOrChangedIsAnError) {
  cv::Mat noise(90, 120, CV_8UC1);
  cv::RNG(1).fill(noise, cv::RNG::UNIFORM, 0, 256);
  const std::string whole = png_of(noise, {});
  for (const double share : {0.02, 0.3, 0.6, 0.9})
    EXPECT_EQ(
        code_of(decode_bytes(whole.substr(0, 8 + static_cast<std::size_t>(static_cast<double>(whole.size()) * share)))),
        ErrorCode::truncated)
        << share;
  std::string changed = whole;
  changed[changed.size() / 2] = static_cast<char>(changed[changed.size() / 2] ^ 0x10);
  EXPECT_EQ(code_of(decode_bytes(changed)), ErrorCode::damaged);
}

TEST(Png, WithoutItsEndChunkIsAPage) {
  const std::string whole = png_of(picture(120, 90, 1), {});
  const auto page = decode_bytes(whole.substr(0, whole.size() - 12));
  ASSERT_TRUE(page);
  EXPECT_EQ(page->facts.notes.size(), 1U);
}

TEST(Png, WithTooManyPixelsIsRefusedByTheHeader) {
  DecodeOptions options;
  options.pixels_max = 120 * 90 - 1;
  EXPECT_EQ(code_of(decode_bytes(png_of(picture(120, 90, 1), {}), options)), ErrorCode::image_too_large);
}

}  // namespace
}  // namespace hoso::scanners
