// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/jpeg/decode_jpeg.h"

#include "scanners/files/jpeg/decompress.h"
#include "scanners/files/jpeg/exif.h"
#include "scanners/files/jpeg/markers.h"
#include "scanners/files/pixels.h"
#include "scanners/files/regular_file.h"

namespace hoso::scanners {
namespace {

using models::ErrorCode;

// Each scan goes over the whole picture: this many pixels take about half a minute.
constexpr std::uint64_t kScannedPixelsMax = 8'000'000'000;

models::Result<void> check_complete(const JpegStructure& structure, const Decompressed& decompressed) {
  // A progressive file that ends early is a coarser picture without any complaint: only its end marker tells.
  if (structure.end == 0 && (decompressed.data_missing || structure.frame == 0xC2))
    return problem(ErrorCode::truncated, "the picture's data ends early");
  if (decompressed.damaged || decompressed.data_missing) return problem(ErrorCode::damaged, decompressed.complaint);
  return {};
}

/// Whether decoders that do not look at component ids see the same colours: ISO 32000-1, 7.4.8 takes 3 components for
/// YCbCr.
bool needs_adobe_segment(const JpegStructure& s) {
  return s.components == 3 && !s.adobe_transform && !s.jfif && s.component_ids[0] == 'R' && s.component_ids[1] == 'G' &&
         s.component_ids[2] == 'B';
}

void keep_bytes(std::vector<std::uint8_t> bytes, const JpegStructure& structure, DecodedImage& image) {
  if (structure.end == 0) {
    bytes.insert(bytes.end(), {0xFF, 0xD9});
    image.notes.emplace_back("the JPEG's end marker was missing and was added");
  } else if (structure.end < bytes.size()) {
    bytes.resize(structure.end);
    image.notes.emplace_back("data behind the JPEG's end was left out");
  }
  if (needs_adobe_segment(structure)) {
    bytes = with_adobe_segment(bytes, 0);
    image.notes.emplace_back("a marker was added to the JPEG that says that it is RGB");
  }
  image.master.kind = models::MasterKind::jpeg;
  image.master.bytes = std::move(bytes);
}

void encode_anew(const char* why, DecodedImage& image) {
  image.master.kind = models::MasterKind::pixels;
  image.master.pixels = image.pixels;
  image.master.reencode_jpeg = true;
  image.master.note = why;
  image.notes.emplace_back(why);
}

void take_cmyk(const cv::Mat& stored, bool inverted, DecodedImage& image) {
  // Adobe's programs store the inks inverted; files without Adobe's marker do not.
  cv::Mat inks = stored;
  if (inverted) cv::bitwise_not(stored, inks);
  image.pixels = bgr_of_cmyk(inks);
  encode_anew("CMYK converted to RGB without a colour profile", image);
}

void take_metadata(const JpegStructure& structure, DecodedImage& image) {
  const ExifFacts exif = read_exif(structure.exif);
  image.lies = exif.lies;
  image.time = exif.time;
  const bool jfif_is_default = structure.jfif_dpi && structure.jfif_dpi->x <= 72 && exif.dpi && exif.dpi->x > 72;
  image.stated = structure.jfif_dpi && !jfif_is_default ? structure.jfif_dpi : exif.dpi;
}

}  // namespace

models::Result<void> check_jpeg_limits(models::Size size, int scans, const DecodeOptions& options) {
  const auto pixels = static_cast<std::uint64_t>(size.width_px) * static_cast<std::uint64_t>(size.height_px);
  if (pixels > options.pixels_max) return problem(ErrorCode::image_too_large, "too many pixels");
  if (scans > options.jpeg_scans_max || pixels * static_cast<std::uint64_t>(scans) > kScannedPixelsMax)
    return problem(ErrorCode::image_too_large, "too many progressive scans");
  return {};
}

models::Result<DecodedImage> decode_jpeg(std::vector<std::uint8_t> bytes, const DecodeOptions& options,
                                         const std::stop_token& stop) {
  const auto structure = read_jpeg_structure(bytes);
  if (!structure) return tl::make_unexpected(structure.error());
  const auto checked = check_jpeg_is_common(*structure).and_then([&] {
    return check_jpeg_limits(structure->size, structure->scans, options);
  });
  if (!checked) return tl::make_unexpected(checked.error());

  const JpegColour colour = structure->components == 1   ? JpegColour::grey
                            : structure->components == 3 ? JpegColour::bgr
                                                         : JpegColour::cmyk;
  const std::span<const std::uint8_t> picture(bytes.data(), structure->end == 0 ? bytes.size() : structure->end);
  auto decompressed = decompress_jpeg(picture, colour, stop);
  if (!decompressed) return tl::make_unexpected(decompressed.error());
  const auto complete = check_complete(*structure, *decompressed);
  if (!complete) return tl::make_unexpected(complete.error());

  DecodedImage image;
  take_metadata(*structure, image);
  image.mode = colour == JpegColour::grey ? models::ColourMode::grey : models::ColourMode::colour;
  image.master.size = structure->size;
  image.master.components = colour == JpegColour::grey ? 1 : 3;
  if (colour == JpegColour::cmyk) {
    take_cmyk(decompressed->pixels, structure->adobe_transform.has_value(), image);
    return image;
  }
  image.pixels = std::move(decompressed->pixels);
  // libjpeg has the tables of T.81, annex K, at hand where a file has none (as cameras' video frames); other readers
  // have not.
  if (!structure->has_huffman_tables) {
    encode_anew("the JPEG lacks its Huffman tables", image);
    return image;
  }
  keep_bytes(std::move(bytes), *structure, image);
  return image;
}

}  // namespace hoso::scanners
