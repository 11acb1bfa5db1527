// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/jpeg/exif.h"

#include <string_view>

#include "scanners/files/dates.h"
#include "scanners/files/image.h"

namespace hoso::scanners {
namespace {

constexpr unsigned kTypeShort = 3, kTypeLong = 4, kTypeRational = 5, kTypeAscii = 2;
constexpr unsigned kTagOrientation = 0x112, kTagXResolution = 0x11A, kTagYResolution = 0x11B,
                   kTagResolutionUnit = 0x128;
constexpr unsigned kTagDateTime = 0x132, kTagExifDirectory = 0x8769, kTagDateTimeOriginal = 0x9003;
constexpr std::size_t kDateBytes = 19;

/// Bounds-checked numbers in the byte order that the header names.
class Reader {
 public:
  Reader(std::span<const std::uint8_t> bytes, bool little) : bytes_(bytes), little_(little) {}

  [[nodiscard]] std::optional<unsigned> number(std::size_t at, std::size_t size) const {
    if (at > bytes_.size() || bytes_.size() - at < size) return {};
    unsigned value = 0;
    for (std::size_t i = 0; i < size; ++i) value = value << 8 | bytes_[at + (little_ ? size - 1 - i : i)];
    return value;
  }
  [[nodiscard]] std::optional<double> rational(std::size_t at) const {
    const auto above = number(at, 4), below = number(at + 4, 4);
    if (!above || !below || *below == 0) return {};
    return static_cast<double>(*above) / *below;
  }
  [[nodiscard]] std::string_view text(std::size_t at, std::size_t size) const {
    if (at > bytes_.size() || bytes_.size() - at < size) return {};
    return {reinterpret_cast<const char*>(bytes_.data()) + at, size};
  }

 private:
  std::span<const std::uint8_t> bytes_;
  bool little_;
};

struct Entry {
  unsigned tag = 0, type = 0, count = 0;
  std::size_t at = 0;  ///< of the 4 bytes that hold the value or its offset
};

struct Found {
  std::optional<double> x, y;
  unsigned unit = 2;
  std::optional<std::int64_t> changed, taken;
  std::optional<unsigned> exif_directory;
};

void take(const Reader& reader, const Entry& entry, ExifFacts& facts, Found& found) {
  const auto value = reader.number(entry.at, entry.type == kTypeShort ? 2 : 4);
  if (!value) return;
  const bool one_short = entry.type == kTypeShort && entry.count == 1;
  if (entry.tag == kTagOrientation && one_short) facts.lies = orientation_of(*value);
  if (entry.tag == kTagResolutionUnit && one_short) found.unit = *value;
  if (entry.type == kTypeRational && entry.tag == kTagXResolution) found.x = reader.rational(*value);
  if (entry.type == kTypeRational && entry.tag == kTagYResolution) found.y = reader.rational(*value);
  if (entry.type == kTypeLong && entry.tag == kTagExifDirectory) found.exif_directory = *value;
  if (entry.type != kTypeAscii || entry.count < kDateBytes) return;
  if (entry.tag == kTagDateTime) found.changed = exif_time(reader.text(*value, kDateBytes));
  if (entry.tag == kTagDateTimeOriginal) found.taken = exif_time(reader.text(*value, kDateBytes));
}

/// One directory; links to further ones are not followed, but for the EXIF directory, so that there is no way in
/// circles.
void read_directory(const Reader& reader, std::size_t at, ExifFacts& facts, Found& found) {
  const unsigned count = reader.number(at, 2).value_or(0);
  for (unsigned i = 0; i < count; ++i) {
    const std::size_t place = at + 2 + std::size_t{12} * i;
    const auto tag = reader.number(place, 2), type = reader.number(place + 2, 2), values = reader.number(place + 4, 4);
    if (!tag || !type || !values || !reader.number(place + 8, 4)) return;
    take(reader, {*tag, *type, *values, place + 8}, facts, found);
  }
}

}  // namespace

ExifFacts read_exif(std::span<const std::uint8_t> tiff) {
  ExifFacts facts;
  if (tiff.size() < 8 || tiff[0] != tiff[1] || (tiff[0] != 'I' && tiff[0] != 'M')) return facts;
  const Reader reader(tiff, tiff[0] == 'I');
  if (reader.number(2, 2) != 42U) return facts;
  Found found;
  read_directory(reader, *reader.number(4, 4), facts, found);
  if (found.exif_directory) {
    ExifFacts ignored;
    read_directory(reader, *found.exif_directory, ignored, found);
  }
  facts.time = found.taken ? found.taken : found.changed;
  if (found.x && found.y && (found.unit == 2 || found.unit == 3)) {
    const double factor = found.unit == 3 ? 2.54 : 1;
    facts.dpi = models::Dpi{.x = *found.x * factor, .y = *found.y * factor, .source = models::DpiSource::file};
  }
  return facts;
}

}  // namespace hoso::scanners
