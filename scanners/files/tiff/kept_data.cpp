// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/tiff/kept_data.h"

#include <algorithm>

#include "scanners/files/jpeg/markers.h"

namespace hoso::scanners {
namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::uint64_t kStripBytesMax = std::uint64_t{1} << 29;
constexpr std::uint32_t kUncompressedModeAllowed = 2;  // bit of the tags T4Options and T6Options
constexpr std::uint64_t kMcusMax = 65535;              // a restart interval has 16 bits

std::optional<Bytes> raw_strip(const TiffHandle& tiff, std::uint32_t number) {
  const std::uint64_t size = TIFFGetStrileByteCount(tiff.get(), number);
  const std::uint64_t file_size = TIFFGetSizeProc(tiff.get())(TIFFClientdata(tiff.get()));
  if (size == 0 || size > std::min(file_size, kStripBytesMax)) return {};
  Bytes bytes(size);
  const auto wanted = static_cast<tmsize_t>(size);
  return TIFFReadRawStrip(tiff.get(), number, bytes.data(), wanted) == wanted ? std::optional(std::move(bytes))
                                                                              : std::nullopt;
}

struct JpegStrip {
  Bytes bytes;
  JpegStructure structure;

  /// From behind SOI up to the entropy-coded data, with the frame's height left out of account.
  [[nodiscard]] Bytes headers() const {
    Bytes part(bytes.begin() + 2, bytes.begin() + static_cast<std::ptrdiff_t>(structure.first_scan_data));
    part[structure.frame_at - 2 + 5] = part[structure.frame_at - 2 + 6] = 0;
    return part;
  }
};

std::optional<JpegStrip> read_strip(const TiffHandle& tiff, std::uint32_t number) {
  auto bytes = raw_strip(tiff, number);
  if (!bytes) return {};
  JpegStrip strip{.bytes = *std::move(bytes)};
  const auto structure = read_jpeg_structure(strip.bytes);
  if (!structure || structure->end == 0 || structure->frame_at == 0) return {};
  strip.structure = *structure;
  return strip;
}

/// The data of JPEGTables between SOI and EOI.
Bytes tables_of(const TiffHandle& tiff) {
  std::uint32_t size = 0;
  const std::uint8_t* data = nullptr;
  if (TIFFGetField(tiff.get(), TIFFTAG_JPEGTABLES, &size, &data) != 1 || size < 4) return {};
  return {data + 2, data + size - 2};
}

/// MCUs in a whole strip of `rows`, where strips can be joined; 0 where they cannot.
std::uint64_t mcus_of(const JpegStructure& s, std::uint32_t rows) {
  int across = 1, down = 1;
  if (s.components > 1)
    for (int i = 0; i < s.components; ++i) {
      across = std::max(across, s.sampling[static_cast<std::size_t>(i)] >> 4);
      down = std::max(down, s.sampling[static_cast<std::size_t>(i)] & 15);
    }
  const auto mcu_width = static_cast<std::uint64_t>(8 * across), mcu_height = static_cast<std::uint64_t>(8 * down);
  if (rows % mcu_height != 0) return 0;
  const std::uint64_t count =
      (static_cast<std::uint64_t>(s.size.width_px) + mcu_width - 1) / mcu_width * (rows / mcu_height);
  return count <= kMcusMax ? count : 0;
}

void append_data(const JpegStrip& strip, Bytes& out) {
  out.insert(out.end(), strip.bytes.begin() + static_cast<std::ptrdiff_t>(strip.structure.first_scan_data),
             strip.bytes.begin() + static_cast<std::ptrdiff_t>(strip.structure.end) - 2);
}

std::optional<Bytes> joined_strips(const TiffHandle& tiff, const TiffLayout& layout, const JpegStrip& first,
                                   Bytes out) {
  const JpegStructure& s = first.structure;
  const std::uint32_t strips = TIFFNumberOfStrips(tiff.get()), rows = tiff.tag<std::uint32_t>(TIFFTAG_ROWSPERSTRIP);
  const std::uint64_t mcus = mcus_of(s, rows);
  if (s.frame > 0xC1 || s.scans != 1 || s.restart_interval != 0 || mcus == 0) return {};
  const Bytes headers = first.headers();
  const std::size_t scan_at = out.size() + s.first_scan - 2, height_at = out.size() + s.frame_at - 2 + 5;
  out.insert(out.end(), headers.begin(), headers.end());
  out[height_at] = static_cast<std::uint8_t>(layout.height_px >> 8);
  out[height_at + 1] = static_cast<std::uint8_t>(layout.height_px);
  const std::uint8_t restarts[]{
      0xFF, 0xDD, 0, 4, static_cast<std::uint8_t>(mcus >> 8), static_cast<std::uint8_t>(mcus)};
  out.insert(out.begin() + static_cast<std::ptrdiff_t>(scan_at), std::begin(restarts), std::end(restarts));
  append_data(first, out);
  for (std::uint32_t i = 1; i < strips; ++i) {
    const auto strip = read_strip(tiff, i);
    const std::uint32_t expected = std::min(rows, layout.height_px - i * rows);
    if (!strip || strip->structure.size.height_px != static_cast<int>(expected) || strip->headers() != headers)
      return {};
    out.insert(out.end(), {0xFF, static_cast<std::uint8_t>(0xD0 + (i - 1) % 8)});
    append_data(*strip, out);
  }
  out.insert(out.end(), {0xFF, 0xD9});
  return out;
}

}  // namespace

std::optional<Bytes> kept_g4(const TiffHandle& tiff, const TiffLayout& layout) {
  const bool fits = layout.compression == COMPRESSION_CCITTFAX4 && layout.bits == 1 && layout.samples == 1 &&
                    !layout.tiled &&
                    (layout.photometric == PHOTOMETRIC_MINISWHITE || layout.photometric == PHOTOMETRIC_MINISBLACK) &&
                    TIFFNumberOfStrips(tiff.get()) == 1 &&
                    tiff.tag<std::uint16_t>(TIFFTAG_FILLORDER, FILLORDER_MSB2LSB) == FILLORDER_MSB2LSB &&
                    (tiff.tag<std::uint32_t>(TIFFTAG_GROUP4OPTIONS) & kUncompressedModeAllowed) == 0;
  return fits ? raw_strip(tiff, 0) : std::nullopt;
}

std::optional<Bytes> standalone_jpeg(const TiffHandle& tiff, const TiffLayout& layout) {
  const bool grey = layout.photometric == PHOTOMETRIC_MINISBLACK && layout.samples == 1;
  const bool colour =
      (layout.photometric == PHOTOMETRIC_YCBCR || layout.photometric == PHOTOMETRIC_RGB) && layout.samples == 3;
  if (layout.compression != COMPRESSION_JPEG || layout.bits != 8 || layout.tiled ||
      layout.planar != PLANARCONFIG_CONTIG || !(grey || colour))
    return {};
  const auto first = read_strip(tiff, 0);
  if (!first || first->structure.components != layout.samples ||
      first->structure.size.width_px != static_cast<int>(layout.width_px))
    return {};
  Bytes out{0xFF, 0xD8};
  if (colour && !first->structure.jfif && !first->structure.adobe_transform)
    out = with_adobe_segment(out, layout.photometric == PHOTOMETRIC_YCBCR ? 1 : 0);
  const Bytes tables = tables_of(tiff);
  out.insert(out.end(), tables.begin(), tables.end());
  if (TIFFNumberOfStrips(tiff.get()) > 1) return joined_strips(tiff, layout, *first, std::move(out));
  if (first->structure.size.height_px != static_cast<int>(layout.height_px)) return {};
  out.insert(out.end(), first->bytes.begin() + 2,
             first->bytes.begin() + static_cast<std::ptrdiff_t>(first->structure.end));
  return out;
}

}  // namespace hoso::scanners
