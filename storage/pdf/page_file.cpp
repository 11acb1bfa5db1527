// SPDX-License-Identifier: Apache-2.0
#include "storage/pdf/page_file.h"

#include <cmath>
#include <exception>
#include <memory>

#include <fmt/format.h>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include "hoso/storage/fixity.h"
#include "storage/pdf/bytes_out.h"

namespace hoso::storage {
namespace {

using Handle = QPDFObjectHandle;

/// Filter and its parameters (ISO 32000-1 7.4).
void set_filter(Handle stream, const PageImage& image) {
  Handle parameters = Handle::newDictionary();
  const char* filter = "/DCTDecode";
  if (image.filter == PageImage::Filter::ccitt_g4) {
    filter = "/CCITTFaxDecode";
    parameters = Handle::parse(fmt::format("<< /K -1 /Columns {} /Rows {} /BlackIs1 {} >>", image.size.width_px,
                                           image.size.height_px, image.black_is_1 ? "true" : "false"));
  } else if (image.filter == PageImage::Filter::flate_rows) {
    filter = "/FlateDecode";
    parameters = Handle::parse(fmt::format("<< /Predictor 15 /Colors {} /BitsPerComponent {} /Columns {} >>",
                                           image.components, image.bits, image.size.width_px));
  } else if (image.tell_rgb) {
    parameters = Handle::parse("<< /ColorTransform 0 >>");
  }
  if (parameters.getKeys().empty()) parameters = Handle::newNull();
  stream.replaceStreamData(image.bytes, Handle::newName(filter), parameters);
}

Handle image_object(QPDF& document, const PageImage& image) {
  Handle stream = Handle::newStream(&document);
  stream.replaceDict(Handle::parse(fmt::format(
      "<< /Type /XObject /Subtype /Image /Width {} /Height {} /ColorSpace /{} /BitsPerComponent {} >>",
      image.size.width_px, image.size.height_px, image.components == 1 ? "DeviceGray" : "DeviceRGB", image.bits)));
  set_filter(stream, image);
  return stream;
}

// libharu numbers images in the order in which a page first paints them.
std::string image_name(std::size_t index) { return fmt::format("/X{}", index + 1); }

/// A hair smaller about its centre. Renderers give an image every pixel that it touches: one that ends exactly at a
/// pixel's edge would be stretched into the next one, and blurred when it is rendered at its own resolution.
PdfMatrix inset(PdfMatrix m) {
  constexpr double kInset_pt = 3e-4;
  const double across = std::hypot(m.a, m.b), up = std::hypot(m.c, m.d);
  if (across <= 4 * kInset_pt || up <= 4 * kInset_pt) return m;
  const double x = kInset_pt / across, y = kInset_pt / up;
  return {m.a * (1 - 2 * x), m.b * (1 - 2 * x),       m.c * (1 - 2 * y),
          m.d * (1 - 2 * y), m.e + m.a * x + m.c * y, m.f + m.b * x + m.d * y};
}

/// The painting of the images and the page's box, with more digits than libharu's single precision: 595.2 pt must not
/// become 595.20001, or the page is a pixel wider than its image when it is rendered at the image's own resolution.
void set_exact_geometry(QPDF& document, Handle page, const HaruPage& source) {
  std::string content;
  for (std::size_t i = 0; i < source.painted().size(); ++i) {
    const PdfMatrix m = inset(source.painted()[i].matrix);
    content += "q";
    for (const double value : {m.a, m.b, m.c, m.d, m.e, m.f})
      content += fmt::format(" {:.5f}", value + 0.0);  // no "-0"
    content += fmt::format(" cm {} Do Q\n", image_name(i));
  }
  page.replaceKey("/Contents", Handle::newStream(&document, content));
  const auto down = [](double points) { return std::floor(points * 1e4 - 1e-3) / 1e4; };
  page.replaceKey("/MediaBox", Handle::parse(fmt::format("[ 0 0 {:.4f} {:.4f} ]", down(source.width_pt()),
                                                         down(source.height_pt()))));
}

PageFile rewritten(const std::string& haru_bytes, const HaruPage& source) {
  QPDF document;
  document.setSuppressWarnings(true);
  document.processMemoryFile("page", haru_bytes.data(), haru_bytes.size());
  Handle page = QPDFPageDocumentHelper(document).getAllPages().at(0).getObjectHandle();
  set_exact_geometry(document, page, source);
  Handle images = page.getKey("/Resources").getKey("/XObject");
  for (std::size_t i = 0; i < source.painted().size(); ++i) {
    const auto& stand_in = source.painted()[i].stand_in;
    if (stand_in) images.replaceKey(image_name(i), image_object(document, *stand_in));
  }
  const auto first = images.getKey(image_name(0)).getRawStreamData();
  PageFile out;
  out.image_sha256 = sha256_of({reinterpret_cast<const char*>(first->getBuffer()), first->getSize()});
  QPDFWriter writer(document);
  writer.setOutputMemory();
  writer.setStaticID(true);  // the dossier's PDF gets one of its own; this would be a digest of every byte
  writer.setStreamDataMode(qpdf_s_preserve);
  writer.setObjectStreamMode(qpdf_o_disable);
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  out.bytes.assign(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize());
  return out;
}

}  // namespace

models::Result<PageFile> finished_page(HaruPage& page) {
  auto haru_bytes = page.bytes();
  if (!haru_bytes) return tl::make_unexpected(haru_bytes.error());
  try {
    return rewritten(*haru_bytes, page);
  } catch (const std::bad_alloc&) {
    return models::failure({.code = models::ErrorCode::out_of_memory, .stage = models::Stage::compose});
  } catch (const std::exception& e) {
    return page_rejected(e.what());
  }
}

}  // namespace hoso::storage
