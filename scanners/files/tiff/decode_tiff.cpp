// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/tiff/decode_tiff.h"

#include "hoso/models/messages.h"
#include "scanners/files/dates.h"
#include "scanners/files/jpeg/decode_jpeg.h"
#include "scanners/files/tiff/directory.h"
#include "scanners/files/tiff/kept_data.h"
#include "scanners/files/tiff/samples.h"

namespace hoso::scanners {
namespace {

using models::ErrorCode;

constexpr int kBadFaxLinesShareMax = 50;  // one line in fifty: telephone noise

/// What libtiff only grumbles about, but means that part of the picture is not there.
models::Result<void> check_messages(const TiffHandle& tiff, const TiffLayout& layout, DecodedImage& image) {
  const int complaints = tiff.errors() + tiff.warnings();
  if (complaints == 0) return {};
  const bool group_3 = layout.compression == COMPRESSION_CCITTFAX3 || layout.compression == COMPRESSION_CCITTRLE;
  if (group_3 && complaints <= static_cast<int>(layout.height_px) / kBadFaxLinesShareMax) {
    image.notes.push_back(models::english("fax data has {} damaged lines", complaints));
    return {};
  }
  const bool strict = layout.compression == COMPRESSION_CCITTFAX4 || layout.compression == COMPRESSION_JPEG || group_3;
  return tiff.errors() > 0 || strict ? problem(ErrorCode::damaged, tiff.first_message()) : models::Result<void>{};
}

void take_metadata(const TiffHandle& tiff, DecodedImage& image) {
  image.lies = orientation_of(tiff.tag<std::uint16_t>(TIFFTAG_ORIENTATION, 1));
  image.time = exif_time(tiff.text_tag(TIFFTAG_DATETIME));
  const float x = tiff.tag<float>(TIFFTAG_XRESOLUTION), y = tiff.tag<float>(TIFFTAG_YRESOLUTION);
  const auto unit = tiff.tag<std::uint16_t>(TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
  const double factor = unit == RESUNIT_INCH ? 1 : unit == RESUNIT_CENTIMETER ? 2.54 : 0;
  if (factor > 0 && x > 0 && y > 0)
    image.stated = models::Dpi{.x = x * factor, .y = y * factor, .source = models::DpiSource::file};
}

std::optional<DecodedImage> keep_jpeg(const TiffHandle& tiff, const TiffLayout& layout, const DecodeOptions& options,
                                      const std::stop_token& stop) {
  auto jpeg = standalone_jpeg(tiff, layout);
  if (!jpeg) return {};
  auto image = decode_jpeg(*std::move(jpeg), options, stop);
  const models::Size size{static_cast<int>(layout.width_px), static_cast<int>(layout.height_px)};
  if (!image || image->master.kind != models::MasterKind::jpeg || image->master.size != size) return {};
  image->notes.clear();
  return *std::move(image);
}

models::Result<DecodedImage> decode_pixels(TiffHandle& tiff, const TiffLayout& layout, const std::stop_token& stop) {
  auto raw = has_plain_samples(layout) ? read_plain_samples(tiff, layout, stop) : read_as_rgba(tiff, layout);
  if (!raw) return tl::make_unexpected(raw.error());
  DecodedImage image = lossless_image(*std::move(raw));
  image.bits_per_sample = std::min<int>(layout.bits, 16);
  if (layout.colours == 4) image.notes.emplace_back("CMYK converted to RGB without a colour profile");
  if (layout.colours == 4) image.master.note = "CMYK converted to RGB without a colour profile";
  return image;
}

void keep_g4(const TiffHandle& tiff, const TiffLayout& layout, DecodedImage& image) {
  auto stream = kept_g4(tiff, layout);
  if (!stream) return;
  image.master.kind = models::MasterKind::ccitt_g4;
  image.master.bytes = *std::move(stream);
  image.master.pixels.release();
  // Runs of "black" are ones; whether a one is white is what the photometric interpretation says.
  image.master.g4_black_is_1 = layout.photometric == PHOTOMETRIC_MINISBLACK;
}

models::Result<DecodedImage> decode_directory(TiffHandle& tiff, const DecodeOptions& options,
                                              const std::stop_token& stop) {
  const auto layout = read_tiff_layout(tiff, options.pixels_max);
  if (!layout) return tl::make_unexpected(layout.error());
  tiff.forget_messages();
  DecodedImage image;
  if (auto kept = keep_jpeg(tiff, *layout, options, stop)) {
    image = *std::move(kept);
  } else {
    tiff.forget_messages();
    auto decoded = decode_pixels(tiff, *layout, stop);
    if (!decoded) return tl::make_unexpected(decoded.error());
    image = *std::move(decoded);
    const auto checked = check_messages(tiff, *layout, image);
    if (!checked) return tl::make_unexpected(checked.error());
    keep_g4(tiff, *layout, image);
  }
  take_metadata(tiff, image);
  return image;
}

void put(std::vector<std::uint8_t>& out, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

/// A TIFF file of one G4 strip.
std::vector<std::uint8_t> wrapped_g4(std::span<const std::uint8_t> stream, models::Size size, bool black_is_1) {
  constexpr std::uint32_t kEntries = 8, kShort = 3, kLong = 4, kDirectoryAt = 8;
  const auto width = static_cast<std::uint32_t>(size.width_px), height = static_cast<std::uint32_t>(size.height_px);
  const std::uint32_t data_at = kDirectoryAt + 2 + 12 * kEntries + 4;
  const std::uint32_t entries[kEntries][3]{{TIFFTAG_IMAGEWIDTH, kLong, width},
                                           {TIFFTAG_IMAGELENGTH, kLong, height},
                                           {TIFFTAG_BITSPERSAMPLE, kShort, 1},
                                           {TIFFTAG_COMPRESSION, kShort, COMPRESSION_CCITTFAX4},
                                           // 1 is white in PHOTOMETRIC_MINISBLACK, and where /BlackIs1 is true.
                                           {TIFFTAG_PHOTOMETRIC, kShort, black_is_1 ? 1U : 0U},
                                           {TIFFTAG_STRIPOFFSETS, kLong, data_at},
                                           {TIFFTAG_ROWSPERSTRIP, kLong, height},
                                           {TIFFTAG_STRIPBYTECOUNTS, kLong, static_cast<std::uint32_t>(stream.size())}};
  std::vector<std::uint8_t> out{'I', 'I', 42, 0};
  put(out, kDirectoryAt, 4);
  put(out, kEntries, 2);
  for (const auto& [tag, type, value] : entries) {
    put(out, tag, 2);
    put(out, type, 2);
    put(out, 1, 4);
    put(out, value, 4);
  }
  put(out, 0, 4);
  out.insert(out.end(), stream.begin(), stream.end());
  return out;
}

}  // namespace

models::Result<DecodedImage> decode_tiff(const RegularFile& file, int index, const DecodeOptions& options,
                                         const std::stop_token& stop) {
  const auto chain = read_tiff_chain(file, static_cast<std::size_t>(index) + 1);
  if (!chain) return tl::make_unexpected(chain.error());
  if (chain->pages.size() <= static_cast<std::size_t>(index))
    return problem(ErrorCode::truncated, "the page's directory is missing");
  auto tiff = TiffHandle::open(file, chain->pages.back().offset);
  if (!tiff) return tl::make_unexpected(tiff.error());
  return decode_directory(*tiff, options, stop);
}

models::Result<cv::Mat> decode_g4(std::span<const std::uint8_t> stream, models::Size size, bool black_is_1,
                                  const std::stop_token& stop) {
  const std::vector<std::uint8_t> wrapped = wrapped_g4(stream, size, black_is_1);
  auto tiff = TiffHandle::open(wrapped);
  if (!tiff) return tl::make_unexpected(tiff.error());
  DecodeOptions options;
  options.pixels_max = UINT64_MAX;
  auto image = decode_directory(*tiff, options, stop);
  if (!image) return tl::make_unexpected(image.error());
  return image->pixels;
}

}  // namespace hoso::scanners
