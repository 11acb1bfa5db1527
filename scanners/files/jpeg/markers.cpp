// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/jpeg/markers.h"

#include <algorithm>
#include <cstring>
#include <string_view>

#include "scanners/files/regular_file.h"

namespace hoso::scanners {
namespace {

using models::ErrorCode;
using Bytes = std::span<const std::uint8_t>;
using namespace std::string_view_literals;

constexpr std::uint8_t kSoi = 0xD8, kEoi = 0xD9, kSos = 0xDA, kDri = 0xDD, kDht = 0xC4, kJpg = 0xC8, kDac = 0xCC;
constexpr std::uint8_t kApp0 = 0xE0, kApp1 = 0xE1, kApp14 = 0xEE, kTem = 0x01;

unsigned big16(Bytes bytes, std::size_t at) { return static_cast<unsigned>(bytes[at] << 8 | bytes[at + 1]); }
bool begins(Bytes bytes, std::string_view text) {
  return bytes.size() >= text.size() && std::memcmp(bytes.data(), text.data(), text.size()) == 0;
}
bool is_restart(std::uint8_t marker) { return marker >= 0xD0 && marker <= 0xD7; }
bool is_frame(std::uint8_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != kDht && marker != kJpg && marker != kDac;
}

void read_jfif(Bytes segment, JpegStructure& found) {
  if (segment.size() < 12 || !begins(segment, "JFIF\0"sv)) return;
  found.jfif = true;
  const double factor = segment[7] == 1 ? 1 : segment[7] == 2 ? 2.54 : 0;
  const unsigned x = big16(segment, 8), y = big16(segment, 10);
  if (factor > 0 && x > 0 && y > 0)
    found.jfif_dpi = models::Dpi{.x = x * factor, .y = y * factor, .source = models::DpiSource::file};
}

models::Result<void> read_frame(std::uint8_t marker, Bytes segment, JpegStructure& found) {
  if (found.frame != 0) return problem(ErrorCode::damaged, "two frame headers");
  if (segment.size() < 6) return problem(ErrorCode::damaged, "frame header too short");
  found.frame = marker;
  found.precision = segment[0];
  found.size = {static_cast<int>(big16(segment, 3)), static_cast<int>(big16(segment, 1))};
  found.components = segment[5];
  if (segment.size() < 6 + std::size_t{3} * segment[5]) return problem(ErrorCode::damaged, "frame header too short");
  for (std::size_t i = 0; i < std::min<std::size_t>(segment[5], 4); ++i) {
    found.component_ids[i] = segment[6 + 3 * i];
    found.sampling[i] = segment[7 + 3 * i];
  }
  return {};
}

models::Result<void> read_segment(std::uint8_t marker, Bytes segment, JpegStructure& found) {
  if (is_frame(marker)) return read_frame(marker, segment, found);
  if (marker == kDht) found.has_huffman_tables = true;
  if (marker == kApp0) read_jfif(segment, found);
  if (marker == kApp1 && begins(segment, "Exif\0"sv) && segment.size() > 6 && found.exif.empty())
    found.exif = segment.subspan(6);
  if (marker == kApp14 && begins(segment, "Adobe") && segment.size() >= 12) found.adobe_transform = segment[11];
  if (marker == kDri && segment.size() >= 2) found.restart_interval = static_cast<int>(big16(segment, 0));
  return {};
}

/// Where the next marker other than a restart begins; the end of the bytes if none does.
std::size_t skip_entropy_data(Bytes bytes, std::size_t at) {
  while (at + 1 < bytes.size()) {
    const void* hit = std::memchr(bytes.data() + at, 0xFF, bytes.size() - at - 1);
    if (hit == nullptr) return bytes.size();
    at = static_cast<std::size_t>(static_cast<const std::uint8_t*>(hit) - bytes.data());
    const std::uint8_t next = bytes[at + 1];
    if (next != 0 && next != 0xFF && !is_restart(next)) return at;
    at += next == 0xFF ? 1 : 2;
  }
  return bytes.size();
}

/// Reads the segment at `at`, behind its marker, and what entropy-coded data follows; where the next marker must be.
models::Result<std::size_t> read_segment_at(Bytes bytes, std::size_t at, std::uint8_t marker, JpegStructure& found) {
  const std::size_t length = big16(bytes, at);
  if (length < 2) return problem(ErrorCode::damaged, "segment length below 2");
  if (at + length > bytes.size()) return bytes.size();
  if (is_frame(marker)) found.frame_at = at - 2;
  const auto read = read_segment(marker, bytes.subspan(at + 2, length - 2), found);
  if (!read) return tl::make_unexpected(read.error());
  const std::size_t behind = at + length;
  if (marker != kSos) return behind;
  if (found.scans++ == 0) {
    found.first_scan = at - 2;
    found.first_scan_data = behind;
  }
  return skip_entropy_data(bytes, behind);
}

}  // namespace

models::Result<JpegStructure> read_jpeg_structure(Bytes bytes) {
  if (bytes.size() < 3 || bytes[0] != 0xFF || bytes[1] != kSoi || bytes[2] != 0xFF)
    return problem(ErrorCode::not_an_image);
  JpegStructure found;
  std::size_t at = 2;
  while (at + 1 < bytes.size()) {
    if (bytes[at] != 0xFF) return problem(ErrorCode::damaged, "no marker where one must be");
    const std::uint8_t marker = bytes[at + 1];
    if (marker == 0xFF) {
      ++at;
      continue;
    }
    if (marker == kEoi) {
      found.end = at + 2;
      return found;
    }
    at += 2;
    if (marker == kTem || is_restart(marker) || marker == kSoi) continue;
    if (at + 2 > bytes.size()) break;
    const auto next = read_segment_at(bytes, at, marker, found);
    if (!next) return tl::make_unexpected(next.error());
    at = *next;
  }
  if (found.scans == 0) return problem(ErrorCode::truncated, "ends within the headers");
  return found;
}

models::Result<void> check_jpeg_is_common(const JpegStructure& structure) {
  if (structure.frame == 0 || structure.scans == 0) return problem(ErrorCode::damaged, "no picture in it");
  if (structure.frame > 0xC2) return problem(ErrorCode::unsupported_image, "lossless, hierarchical or arithmetic JPEG");
  if (structure.precision != 8) return problem(ErrorCode::unsupported_image, "not 8 bits a sample");
  if (structure.components != 1 && structure.components != 3 && structure.components != 4)
    return problem(ErrorCode::unsupported_image, "neither 1, 3 nor 4 components");
  if (structure.size.width_px < 1 || structure.size.height_px < 1)
    return problem(ErrorCode::damaged, "no width or height");
  return {};
}

std::vector<std::uint8_t> with_adobe_segment(Bytes jpeg, std::uint8_t transform) {
  const std::array<std::uint8_t, 16> segment{0xFF, kApp14, 0,   14, 'A', 'd', 'o', 'b',
                                             'e',  0,      100, 0,  0,   0,   0,   transform};
  std::vector<std::uint8_t> out;
  out.reserve(jpeg.size() + segment.size());
  out.insert(out.end(), jpeg.begin(), jpeg.begin() + 2);
  out.insert(out.end(), segment.begin(), segment.end());
  out.insert(out.end(), jpeg.begin() + 2, jpeg.end());
  return out;
}

}  // namespace hoso::scanners
