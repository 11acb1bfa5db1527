// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/pdf/page_image.h"

#include <algorithm>
#include <bit>
#include <string>
#include <vector>

#include <zlib.h>

#include "scanners/files/jpeg/decode_jpeg.h"
#include "scanners/files/jpeg/markers.h"
#include "scanners/files/pdf/colour_space.h"
#include "scanners/files/pixels.h"
#include "scanners/files/tiff/decode_tiff.h"

namespace hoso::scanners {
namespace {

using models::ErrorCode;
using MaybeImage = models::Result<std::optional<DecodedImage>>;

constexpr std::size_t kEncodedBytesMax = std::size_t{1} << 29;

struct ImageDictionary {
  QPDFObjectHandle stream, parameters;  ///< `parameters` of the last filter
  std::string filter;                   ///< the last one; empty without any
  int filters = 0;
  int bits = 8;
  ColourSpace colours;
  bool inverted = false;  ///< /Decode [1 0 …]
};

std::string last_filter(QPDFObjectHandle filters, int& count) {
  count = filters.isArray() ? filters.getArrayNItems() : filters.isName() ? 1 : 0;
  QPDFObjectHandle last = filters.isArray() && count > 0 ? filters.getArrayItem(count - 1) : filters;
  return last.isName() ? last.getName() : std::string();
}

/// 0 as usual, 1 turned over, nothing for anything else (ISO 32000-1, table 90).
std::optional<bool> decode_is_inverted(QPDFObjectHandle decode, int components) {
  if (!decode.isArray()) return false;
  if (decode.getArrayNItems() != 2 * components) return {};
  std::optional<bool> inverted;
  for (int i = 0; i < components; ++i) {
    QPDFObjectHandle low = decode.getArrayItem(2 * i), high = decode.getArrayItem(2 * i + 1);
    if (!low.isNumber() || !high.isNumber()) return {};
    const double a = low.getNumericValue(), b = high.getNumericValue();
    const bool usual = a == 0 && b == 1, turned = a == 1 && b == 0;
    if ((!usual && !turned) || (inverted && *inverted != turned)) return {};
    inverted = turned;
  }
  return inverted;
}

/// What is common enough to be taken without a reader's help.
std::optional<ImageDictionary> read_dictionary(QPDFObjectHandle stream) {
  QPDFObjectHandle dictionary = stream.getDict();
  const auto is_set = [&dictionary](const char* key) { return !dictionary.getKey(key).isNull(); };
  if (is_set("/SMask") || is_set("/Mask") || is_set("/F") || is_set("/SMaskInData")) return {};
  QPDFObjectHandle stencil = dictionary.getKey("/ImageMask");
  if (stencil.isBool() && stencil.getBoolValue()) return {};
  ImageDictionary found{.stream = stream};
  found.filter = last_filter(dictionary.getKey("/Filter"), found.filters);
  QPDFObjectHandle parameters = dictionary.getKey("/DecodeParms");
  found.parameters = parameters.isArray() && found.filters > 0 && parameters.getArrayNItems() == found.filters
                         ? parameters.getArrayItem(found.filters - 1)
                         : parameters;
  QPDFObjectHandle bits = dictionary.getKey("/BitsPerComponent");
  found.bits = bits.isInteger() ? bits.getIntValueAsInt() : found.filter == "/CCITTFaxDecode" ? 1 : 8;
  found.colours = colour_space_of(dictionary.getKey("/ColorSpace"));
  if (found.colours.kind == ColourSpace::Kind::other) return {};
  const bool indexed = found.colours.kind == ColourSpace::Kind::indexed;
  const auto inverted = indexed && dictionary.getKey("/Decode").isNull()
                            ? std::optional(false)
                            : decode_is_inverted(dictionary.getKey("/Decode"), found.colours.components);
  if (!inverted || (indexed && *inverted)) return {};
  found.inverted = *inverted;
  return found;
}

int integer_of(QPDFObjectHandle parameters, const char* key, int otherwise) {
  QPDFObjectHandle value = parameters.isDictionary() ? parameters.getKey(key) : QPDFObjectHandle::newNull();
  return value.isInteger() ? value.getIntValueAsInt() : otherwise;
}

bool truth_of(QPDFObjectHandle parameters, const char* key) {
  QPDFObjectHandle value = parameters.isDictionary() ? parameters.getKey(key) : QPDFObjectHandle::newNull();
  return value.isBool() && value.getBoolValue();
}

MaybeImage take_jpeg(const PdfDocument& document, const ImageDictionary& entry, models::Size size,
                     const DecodeOptions& options, const std::stop_token& stop) {
  auto bytes = stream_data(document.qpdf(), entry.stream, kEncodedBytesMax, entry.filters - 1);
  if (!bytes || entry.inverted) return std::nullopt;
  const auto structure = read_jpeg_structure(*bytes);
  if (!structure) return std::nullopt;
  if (structure->components != entry.colours.components || structure->size != size || !check_jpeg_is_common(*structure))
    return std::nullopt;
  const int transform = integer_of(entry.parameters, "/ColorTransform", -1);
  if (structure->components == 3 && transform == 0 && !structure->adobe_transform && !structure->jfif)
    bytes = with_adobe_segment(*bytes, 0);
  auto image = decode_jpeg(*std::move(bytes), options, stop);
  if (!image) return tl::make_unexpected(image.error());
  image->lies = models::ExifOrientation::normal;  // PDF readers do not look at EXIF
  image->stated.reset();
  image->time.reset();
  return *std::move(image);
}

MaybeImage take_fax(const PdfDocument& document, const ImageDictionary& entry, models::Size size,
                    const std::stop_token& stop) {
  const bool g4 = integer_of(entry.parameters, "/K", 0) < 0 && !truth_of(entry.parameters, "/EncodedByteAlign") &&
                  integer_of(entry.parameters, "/Columns", 1728) == size.width_px && entry.bits == 1;
  const bool white_is_1 = entry.colours.kind == ColourSpace::Kind::grey || entry.colours.is_black_white();
  if (!g4 || !(white_is_1 || entry.colours.is_white_black())) return std::nullopt;
  auto bytes = stream_data(document.qpdf(), entry.stream, kEncodedBytesMax, entry.filters - 1);
  if (!bytes) return std::nullopt;
  const bool turned = entry.inverted != entry.colours.is_white_black();
  const bool black_is_1 = truth_of(entry.parameters, "/BlackIs1") != turned;
  const auto pixels = decode_g4(*bytes, size, black_is_1, stop);
  if (!pixels) return std::nullopt;  // other decoders may be more patient
  DecodedImage image = lossless_image({.samples = *pixels, .bilevel = true});
  image.master.kind = models::MasterKind::ccitt_g4;
  image.master.bytes = *std::move(bytes);
  image.master.pixels.release();
  image.master.g4_black_is_1 = black_is_1;
  return image;
}

cv::Mat samples_of(const std::vector<std::uint8_t>& data, const ImageDictionary& entry, models::Size size,
                   std::size_t row_bytes) {
  const int components = entry.colours.components;
  cv::Mat samples(size.height_px, size.width_px, CV_MAKETYPE(entry.bits == 16 ? CV_16U : CV_8U, components));
  for (int y = 0; y < size.height_px; ++y)
    spread_samples(data.data() + row_bytes * static_cast<std::size_t>(y), entry.bits, size.width_px * components,
                   samples.ptr(y), 1);
  return samples;
}

/// Whether the image is deflated alone, in rows filtered as PNG does, of plain 8 bit grey or RGB.
bool has_png_rows(const ImageDictionary& entry, models::Size size) {
  const bool plain = entry.colours.kind == ColourSpace::Kind::grey || entry.colours.kind == ColourSpace::Kind::rgb;
  return plain && !entry.inverted && entry.bits == 8 && entry.filters == 1 && entry.filter == "/FlateDecode" &&
         integer_of(entry.parameters, "/Predictor", 1) >= 10 &&
         integer_of(entry.parameters, "/Colors", 1) == entry.colours.components &&
         integer_of(entry.parameters, "/BitsPerComponent", 8) == 8 &&
         integer_of(entry.parameters, "/Columns", 1) == size.width_px;
}

/// Whether all of it is one zlib stream that is right to its checksum: other readers may be stricter than ours.
bool is_sound_zlib(const std::vector<std::uint8_t>& bytes) {
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) return false;
  stream.next_in = const_cast<Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::vector<std::uint8_t> out(std::size_t{1} << 16);
  int state = Z_OK;
  while (state == Z_OK) {
    stream.next_out = out.data();
    stream.avail_out = static_cast<uInt>(out.size());
    state = inflate(&stream, Z_NO_FLUSH);
  }
  inflateEnd(&stream);
  return state == Z_STREAM_END && stream.avail_in == 0;
}

MaybeImage take_samples(const PdfDocument& document, const ImageDictionary& entry, models::Size size) {
  const bool known = entry.bits == 1 || entry.bits == 2 || entry.bits == 4 || entry.bits == 8 ||
                     (entry.bits == 16 && entry.colours.kind != ColourSpace::Kind::indexed);
  if (!known) return std::nullopt;
  const std::size_t row_bytes =
      (static_cast<std::size_t>(size.width_px) * static_cast<std::size_t>(entry.colours.components * entry.bits) + 7) /
      8;
  const std::size_t expected = row_bytes * static_cast<std::size_t>(size.height_px);
  auto data = stream_data(document.qpdf(), entry.stream, expected + (expected >> 4) + 4096);
  if (!data) return std::nullopt;
  const bool exactly_as_expected = data->size() == expected;
  if (data->size() < expected) return problem(ErrorCode::truncated, "the image has less data than its size needs");
  if (entry.bits == 16 && std::endian::native == std::endian::little)
    for (std::size_t i = 0; i + 1 < expected; i += 2) std::swap((*data)[i], (*data)[i + 1]);
  RawPixels raw{.samples = samples_of(*data, entry, size, row_bytes)};
  data.reset();
  const bool can_be_kept = exactly_as_expected && has_png_rows(entry, size);
  raw = shown_samples(std::move(raw.samples), entry.colours, entry.bits, entry.inverted);
  DecodedImage image = lossless_image(std::move(raw));
  image.bits_per_sample = entry.bits;
  if (can_be_kept)
    if (auto bytes = stream_data(document.qpdf(), entry.stream, kEncodedBytesMax, 0); bytes && is_sound_zlib(*bytes))
      keep_rows(image, *std::move(bytes));
  return image;
}

}  // namespace

MaybeImage take_image(const PdfDocument& document, const PlacedImage& scan, const DecodeOptions& options,
                      const std::stop_token& stop) {
  const auto entry = read_dictionary(scan.image);
  if (!entry) return std::nullopt;
  const std::uint64_t pixels =
      static_cast<std::uint64_t>(scan.size.width_px) * static_cast<std::uint64_t>(scan.size.height_px);
  if (pixels > options.pixels_max) return problem(ErrorCode::image_too_large, "too many pixels");
  if (entry->filter == "/DCTDecode") return take_jpeg(document, *entry, scan.size, options, stop);
  if (entry->filter == "/CCITTFaxDecode") return take_fax(document, *entry, scan.size, stop);
  if (entry->filter == "/JPXDecode" || entry->filter == "/JBIG2Decode") return std::nullopt;
  return take_samples(document, *entry, scan.size);
}

bool is_jpeg(const PlacedImage& scan) {
  QPDFObjectHandle image = scan.image;
  int count = 0;
  return last_filter(image.getDict().getKey("/Filter"), count) == "/DCTDecode";
}

}  // namespace hoso::scanners
