// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <span>
#include <string>

#include <qpdf/Buffer.hh>
#include <qpdf/Pl_Count.hh>
#include <qpdf/Pl_Discard.hh>

#include "storage/pdf/jpeg_codec.h"
#include "storage/pdf/verify_context.h"

namespace hoso::storage {
namespace {

using Handle = QPDFObjectHandle;

constexpr Clauses kImage{"6.2.4", "6.2.8"};

long long integer(Handle dictionary, const char* key) {
  Handle value = dictionary.getKey(key);
  return value.isInteger() ? value.getIntValue() : 0;
}

/// 1, 3 or 4; 0 where hoso would not write such a colour space.
int components_of(const std::string& space) {
  if (space == "DeviceGray") return 1;
  if (space == "DeviceRGB") return 3;
  return space == "DeviceCMYK" ? 4 : 0;
}

void check_jpeg(Handle image, int components, int page, Checklist& list) {
  const auto data = image.getRawStreamData();
  const std::span<const std::uint8_t> bytes(data->getBuffer(), data->getSize());
  Handle dictionary = image.getDict();
  const auto header = read_jpeg_header(bytes);
  if (!list.expect_pdf(header.has_value(), "ISO 32000-1 7.4.8", "A JPEG image is damaged.", page)) return;
  list.expect_pdf(jpeg_is_complete(bytes), "ISO 32000-1 7.4.8", "A JPEG image is cut off.", page);
  const bool same_size = header->size.width_px == integer(dictionary, "/Width") &&
                         header->size.height_px == integer(dictionary, "/Height");
  list.expect_pdf(same_size, "ISO 32000-1 8.9.5", "A JPEG image has another size than its dictionary says.", page);
  list.expect_pdf(header->components == components, "ISO 32000-1 8.9.5",
                  "A JPEG image has another colour space than its dictionary says.", page);
}

void check_flate(Handle image, int components, int page, Checklist& list) {
  Handle dictionary = image.getDict();
  const long long row_bits = integer(dictionary, "/Width") * components * integer(dictionary, "/BitsPerComponent");
  Pl_Discard nowhere;
  Pl_Count count("count", &nowhere);
  const bool piped = image.pipeStreamData(&count, 0, qpdf_dl_specialized, true);
  list.expect_pdf(piped && count.getCount() == (row_bits + 7) / 8 * integer(dictionary, "/Height"), "ISO 32000-1 7.4.4",
                  "An image's data is damaged or has another size than its dictionary says.", page);
}

void check_g4(Handle image, int page, Checklist& list) {
  Handle dictionary = image.getDict();
  Handle parameters = dictionary.getKey("/DecodeParms");
  if (parameters.isArray() && parameters.getArrayNItems() == 1) parameters = parameters.getArrayItem(0);
  parameters = dictionary_of(parameters);
  list.expect_pdf(integer(parameters, "/K") < 0 && integer(parameters, "/Columns") == integer(dictionary, "/Width"),
                  "ISO 32000-1 7.4.6", "A G4 image's parameters do not fit its size.", page);
  list.expect_pdf(image.getRawStreamData()->getSize() > 0, "ISO 32000-1 7.4.6", "A G4 image is empty.", page);
}

void check_data(Handle image, int components, int page, Checklist& list) {
  Handle filter = image.getDict().getKey("/Filter");
  if (filter.isArray() && filter.getArrayNItems() == 1) filter = filter.getArrayItem(0);
  const std::string name = name_text(filter);
  if (name == "DCTDecode")
    check_jpeg(image, components, page, list);
  else if (name == "CCITTFaxDecode")
    check_g4(image, page, list);
  else if (name == "FlateDecode")
    check_flate(image, components, page, list);
  else
    list.expect(false, {"6.1.10", "6.1.7.2"}, "An image is encoded in a way that hoso does not write.", page);
}

}  // namespace

void check_image(Handle image, Handle resources, int page, Checklist& list) {
  if (!list.expect_pdf(image.isStream(), "ISO 32000-1 8.9.5", "An image is not a stream.", page)) return;
  Handle dictionary = image.getDict();
  if (!list.expect(name_text(dictionary.getKey("/Subtype")) == "Image", {"6.2.5", "6.2.9"},
                   "The page paints something that is not an image.", page)) {
    return;
  }
  Handle interpolate = dictionary.getKey("/Interpolate");
  list.expect(!interpolate.isBool() || !interpolate.getBoolValue(), kImage, "An image asks to be interpolated.", page);
  list.expect(!dictionary.hasKey("/Alternates") && !dictionary.hasKey("/OPI"), kImage, "An image has alternates.",
              page);
  if (list.is_part_1()) {
    list.expect(integer(dictionary, "/BitsPerComponent") <= 8, {"6.1.1", ""},
                "An image has more than 8 bits a component.", page);
  }
  const int components = components_of(name_text(dictionary.getKey("/ColorSpace")));
  list.expect_pdf(components != 0, "ISO 32000-1 8.9.5", "An image has a colour space that hoso does not write.", page);
  const bool has_default = dictionary_of(resources.getKey("/ColorSpace")).hasKey("/DefaultCMYK");
  list.expect(components != 4 || has_default, {"6.2.3.3", "6.2.4.3"}, "A CMYK image stands under an RGB output intent.",
              page);
  check_data(image, components, page, list);
}

}  // namespace hoso::storage
