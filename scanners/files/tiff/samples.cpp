// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/tiff/samples.h"

#include <algorithm>
#include <array>
#include <climits>
#include <vector>

#include <opencv2/imgproc.hpp>

namespace hoso::scanners {
namespace {

using models::ErrorCode;

constexpr std::size_t kTileBytesMax = std::size_t{1} << 28;
constexpr int kStopEveryRows = 64;

int colours_of(std::uint16_t photometric) {
  switch (photometric) {
    case PHOTOMETRIC_MINISWHITE:
    case PHOTOMETRIC_MINISBLACK:
    case PHOTOMETRIC_PALETTE:
      return 1;
    case PHOTOMETRIC_SEPARATED:
      return 4;
    default:
      return 3;
  }
}

/// Where in the samples' matrix a row of strip or tile goes.
struct Place {
  int x = 0, y = 0, plane = 0, pixels = 0;
};

class SampleReader {
 public:
  SampleReader(TiffHandle& tiff, const TiffLayout& layout, const std::stop_token& stop)
      : tiff_(tiff),
        layout_(layout),
        stop_(stop),
        separate_(layout.planar == PLANARCONFIG_SEPARATE && layout.samples > 1) {}

  models::Result<cv::Mat> read() {
    samples_.create(static_cast<int>(layout_.height_px), static_cast<int>(layout_.width_px),
                    CV_MAKETYPE(layout_.bits == 16 ? CV_16U : CV_8U, layout_.samples));
    const int planes = separate_ ? layout_.samples : 1;
    for (int plane = 0; plane < planes; ++plane) {
      const auto done = layout_.tiled ? read_tiles(plane) : read_lines(plane);
      if (!done) return tl::make_unexpected(done.error());
    }
    return samples_;
  }

 private:
  void put(const std::uint8_t* row, Place place) {
    const int step = separate_ ? layout_.samples : 1;
    const int count = separate_ ? place.pixels : place.pixels * layout_.samples;
    spread_samples(row, layout_.bits, count,
                   samples_.ptr(place.y, place.x) + place.plane * (layout_.bits == 16 ? 2 : 1), step);
  }

  models::Result<void> read_lines(int plane) {
    const std::uint64_t bits = std::uint64_t{layout_.width_px} * layout_.bits * (separate_ ? 1U : layout_.samples);
    const tmsize_t size = TIFFScanlineSize(tiff_.get());
    if (size <= 0 || static_cast<std::uint64_t>(size) != (bits + 7) / 8)
      return problem(ErrorCode::unsupported_image, "lines of an unknown length");
    std::vector<std::uint8_t> line(static_cast<std::size_t>(size));
    for (int y = 0; y < samples_.rows; ++y) {
      if (y % kStopEveryRows == 0 && stop_.stop_requested()) return problem(ErrorCode::cancelled);
      const auto row = static_cast<std::uint32_t>(y);
      if (TIFFReadScanline(tiff_.get(), line.data(), row, static_cast<std::uint16_t>(plane)) != 1)
        return problem(failure_code(TIFFComputeStrip(tiff_.get(), row, static_cast<std::uint16_t>(plane))),
                       tiff_.first_message());
      put(line.data(), {0, y, plane, samples_.cols});
    }
    return {};
  }

  models::Result<void> read_tiles(int plane) {
    const auto width = tiff_.tag<std::uint32_t>(TIFFTAG_TILEWIDTH),
               height = tiff_.tag<std::uint32_t>(TIFFTAG_TILELENGTH);
    const tmsize_t size = TIFFTileSize(tiff_.get()), row_size = TIFFTileRowSize(tiff_.get());
    if (width == 0 || height == 0 || size <= 0 || static_cast<std::size_t>(size) > kTileBytesMax)
      return problem(ErrorCode::damaged, "tiles of an impossible size");
    std::vector<std::uint8_t> tile(static_cast<std::size_t>(size));
    for (std::uint32_t y = 0; y < layout_.height_px; y += height)
      for (std::uint32_t x = 0; x < layout_.width_px; x += width) {
        if (stop_.stop_requested()) return problem(ErrorCode::cancelled);
        const std::uint32_t number = TIFFComputeTile(tiff_.get(), x, y, 0, static_cast<std::uint16_t>(plane));
        if (TIFFReadEncodedTile(tiff_.get(), number, tile.data(), size) != size)
          return problem(failure_code(number), tiff_.first_message());
        const std::uint32_t rows = std::min(height, layout_.height_px - y),
                            columns = std::min(width, layout_.width_px - x);
        for (std::uint32_t r = 0; r < rows; ++r)
          put(tile.data() + static_cast<std::size_t>(r) * static_cast<std::size_t>(row_size),
              {static_cast<int>(x), static_cast<int>(y + r), plane, static_cast<int>(columns)});
      }
    return {};
  }

  /// Whether the strip or tile that could not be read ends beyond the file.
  [[nodiscard]] ErrorCode failure_code(std::uint32_t number) const {
    const std::uint64_t begin = TIFFGetStrileOffset(tiff_.get(), number),
                        size = TIFFGetStrileByteCount(tiff_.get(), number);
    const std::uint64_t file_size = TIFFGetSizeProc(tiff_.get())(TIFFClientdata(tiff_.get()));
    return begin > file_size || file_size - begin < size ? ErrorCode::truncated : ErrorCode::damaged;
  }

  TiffHandle& tiff_;
  const TiffLayout& layout_;
  const std::stop_token& stop_;
  const bool separate_;
  cv::Mat samples_;
};

/// Grey values of 1, 2 and 4 bits become 0..255; white-is-zero is turned over.
void finish_grey(cv::Mat& samples, const TiffLayout& layout) {
  if (layout.bits < 8) samples.convertTo(samples, -1, 255.0 / ((1 << layout.bits) - 1));
  if (layout.photometric != PHOTOMETRIC_MINISWHITE) return;
  if (layout.samples == 1) {
    cv::bitwise_not(samples, samples);
    return;
  }
  std::vector<cv::Mat> planes;
  cv::split(samples, planes);
  cv::bitwise_not(planes[0], planes[0]);
  cv::merge(planes, samples);
}

models::Result<cv::Mat> through_palette(const TiffHandle& tiff, const cv::Mat& indices, int bits) {
  std::uint16_t *red = nullptr, *green = nullptr, *blue = nullptr;
  if (TIFFGetField(tiff.get(), TIFFTAG_COLORMAP, &red, &green, &blue) != 1)
    return problem(ErrorCode::damaged, "no palette");
  const std::size_t count = std::size_t{1} << bits;
  // Some writers give 8-bit values where 16-bit ones are asked for.
  const auto small = [count](const std::uint16_t* values) {
    return std::all_of(values, values + count, [](std::uint16_t v) { return v < 256; });
  };
  const int shift = small(red) && small(green) && small(blue) ? 0 : 8;
  cv::Mat table(1, 256, CV_8UC3, cv::Scalar::all(0));
  for (std::size_t i = 0; i < count; ++i)
    table.at<cv::Vec3b>(static_cast<int>(i)) = {static_cast<std::uint8_t>(blue[i] >> shift),
                                                static_cast<std::uint8_t>(green[i] >> shift),
                                                static_cast<std::uint8_t>(red[i] >> shift)};
  cv::Mat three, colours;
  cv::merge(std::vector<cv::Mat>(3, indices), three);
  cv::LUT(three, table, colours);
  if (!is_grey(colours)) return colours;
  cv::Mat grey;
  cv::extractChannel(colours, grey, 0);
  return grey;
}

/// RGB (and alpha) to BGR, CMYK to BGR.
cv::Mat to_bgr(const cv::Mat& samples, const TiffLayout& layout) {
  cv::Mat out;
  if (layout.colours == 4) {
    cv::Mat inks = samples;
    if (layout.samples > 4) {
      inks.create(samples.size(), CV_MAKETYPE(samples.depth(), 4));
      const std::array<int, 8> pairs{0, 0, 1, 1, 2, 2, 3, 3};
      inks = cv::Mat(samples.size(), CV_MAKETYPE(samples.depth(), 4));
      cv::mixChannels(&samples, 1, &inks, 1, pairs.data(), 4);
    }
    return bgr_of_cmyk(inks.depth() == CV_16U ? eight_bit(inks) : inks);
  }
  cv::cvtColor(samples, out, samples.channels() == 4 ? cv::COLOR_RGBA2BGRA : cv::COLOR_RGB2BGR);
  return out;
}

}  // namespace

models::Result<TiffLayout> read_tiff_layout(const TiffHandle& tiff, std::uint64_t pixels_max) {
  TiffLayout layout;
  layout.width_px = tiff.tag<std::uint32_t>(TIFFTAG_IMAGEWIDTH);
  layout.height_px = tiff.tag<std::uint32_t>(TIFFTAG_IMAGELENGTH);
  layout.bits = tiff.tag<std::uint16_t>(TIFFTAG_BITSPERSAMPLE, 1);
  layout.samples = tiff.tag<std::uint16_t>(TIFFTAG_SAMPLESPERPIXEL, 1);
  layout.compression = tiff.tag<std::uint16_t>(TIFFTAG_COMPRESSION, COMPRESSION_NONE);
  layout.planar = tiff.tag<std::uint16_t>(TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  layout.format = tiff.tag<std::uint16_t>(TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT);
  layout.tiled = TIFFIsTiled(tiff.get()) != 0;
  if (layout.width_px == 0 || layout.height_px == 0) return problem(ErrorCode::damaged, "no width or height");
  if (std::uint64_t{layout.width_px} * layout.height_px > pixels_max ||
      std::max(layout.width_px, layout.height_px) > INT_MAX / 16)
    return problem(ErrorCode::image_too_large, "too many pixels");
  if (TIFFGetField(tiff.get(), TIFFTAG_PHOTOMETRIC, &layout.photometric) != 1)
    return problem(ErrorCode::damaged, "no photometric interpretation");
  if (TIFFIsCODECConfigured(layout.compression) == 0)
    return problem(ErrorCode::unsupported_image, "unknown compression");

  layout.colours = colours_of(layout.photometric);
  std::uint16_t count = 0, *kinds = nullptr;
  TIFFGetFieldDefaulted(tiff.get(), TIFFTAG_EXTRASAMPLES, &count, &kinds);
  layout.has_alpha = count > 0 && kinds != nullptr && kinds[0] != EXTRASAMPLE_UNSPECIFIED;
  layout.premultiplied = layout.has_alpha && kinds[0] == EXTRASAMPLE_ASSOCALPHA;
  if (layout.samples != layout.colours && layout.samples != layout.colours + 1)
    return problem(ErrorCode::unsupported_image, "an odd number of samples a pixel");
  return layout;
}

bool has_plain_samples(const TiffLayout& layout) {
  const bool known_bits =
      layout.bits == 1 || layout.bits == 2 || layout.bits == 4 || layout.bits == 8 || layout.bits == 16;
  const bool unsigned_samples = layout.format == SAMPLEFORMAT_UINT || layout.format == SAMPLEFORMAT_VOID;
  if (!known_bits || !unsigned_samples || layout.compression == COMPRESSION_OJPEG) return false;
  switch (layout.photometric) {
    case PHOTOMETRIC_MINISWHITE:
    case PHOTOMETRIC_MINISBLACK:
      return layout.samples == 1 || layout.bits >= 8;
    case PHOTOMETRIC_PALETTE:
      return layout.samples == 1 && layout.bits <= 8;
    case PHOTOMETRIC_RGB:
    case PHOTOMETRIC_SEPARATED:
      return layout.bits >= 8;
    case PHOTOMETRIC_YCBCR:
      return layout.bits == 8 && layout.samples == 3 && layout.compression == COMPRESSION_JPEG;
    default:
      return false;
  }
}

models::Result<RawPixels> read_plain_samples(TiffHandle& tiff, const TiffLayout& layout, const std::stop_token& stop) {
  if (layout.compression == COMPRESSION_JPEG && layout.photometric == PHOTOMETRIC_YCBCR)
    TIFFSetField(tiff.get(), TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
  auto samples = SampleReader(tiff, layout, stop).read();
  if (!samples) return tl::make_unexpected(samples.error());
  RawPixels raw{.samples = *std::move(samples), .premultiplied = layout.premultiplied};
  if (layout.photometric == PHOTOMETRIC_PALETTE) {
    auto coloured = through_palette(tiff, raw.samples, layout.bits);
    if (!coloured) return tl::make_unexpected(coloured.error());
    raw.samples = *std::move(coloured);
    raw.bilevel = layout.bits == 1 && raw.samples.channels() == 1 && is_bilevel(raw.samples);
    return raw;
  }
  if (layout.colours == 1) finish_grey(raw.samples, layout);
  if (layout.colours > 1) raw.samples = to_bgr(raw.samples, layout);
  raw.bilevel = layout.colours == 1 && layout.bits == 1;
  if (raw.samples.channels() % 2 == 0 && !layout.has_alpha) {  // an extra sample that means nothing
    std::vector<cv::Mat> planes;
    cv::split(raw.samples, planes);
    planes.pop_back();
    cv::merge(planes, raw.samples);
  }
  return raw;
}

models::Result<RawPixels> read_as_rgba(TiffHandle& tiff, const TiffLayout& layout) {
  // What libtiff reads into 8-bit colours must be unsigned integers; it would take floating point numbers for them.
  if (layout.format != SAMPLEFORMAT_UINT && layout.format != SAMPLEFORMAT_VOID &&
      layout.photometric < PHOTOMETRIC_CIELAB)
    return problem(ErrorCode::unsupported_image, "samples are no unsigned integers");
  std::array<char, 1024> message{};
  TIFFRGBAImage image{};
  if (TIFFRGBAImageOK(tiff.get(), message.data()) == 0 ||
      TIFFRGBAImageBegin(&image, tiff.get(), 1, message.data()) == 0)
    return problem(ErrorCode::unsupported_image, message.data());
  struct End {
    TIFFRGBAImage* image;
    ~End() { TIFFRGBAImageEnd(image); }
  } const end{&image};
  image.req_orientation = image.orientation;  // as delivered: nothing is turned over
  cv::Mat rgba(static_cast<int>(layout.height_px), static_cast<int>(layout.width_px), CV_8UC4);
  if (TIFFRGBAImageGet(&image, rgba.ptr<std::uint32_t>(), layout.width_px, layout.height_px) == 0)
    return problem(ErrorCode::damaged, tiff.first_message());
  RawPixels raw{.premultiplied = true};
  cv::cvtColor(rgba, raw.samples, image.alpha != 0 ? cv::COLOR_RGBA2BGRA : cv::COLOR_RGBA2BGR);
  return raw;
}

}  // namespace hoso::scanners
