// SPDX-License-Identifier: Apache-2.0
#include "storage/pdf/page_image.h"

#include <utility>

#include "storage/pdf/flate.h"
#include "storage/pdf/jpeg_codec.h"

namespace hoso::storage {
namespace {

using models::MasterImage;
using models::Result;

constexpr int kJpegQuality = 95;

std::string copied(const std::vector<std::uint8_t>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Result<PageImage> kept_jpeg(const MasterImage& master) {
  const auto header = read_jpeg_header(master.bytes);
  if (!header) return page_rejected("the master is not a JPEG");
  if (header->components != 1 && header->components != 3)
    return page_rejected("the JPEG has neither one nor three components");
  if (!jpeg_is_complete(master.bytes)) return page_rejected("the JPEG is cut off");
  return PageImage{.filter = PageImage::Filter::jpeg,
                   .bytes = copied(master.bytes),
                   .size = header->size,
                   .components = header->components,
                   // Without a marker readers take three components for YCbCr (ISO 32000-1 table 13, ColorTransform).
                   .tell_rgb = header->components == 3 && header->red_green_blue && !header->adobe_marker,
                   .embedding = models::Embedding::jpeg_kept,
                   .note = master.note};
}

Result<PageImage> kept_g4(const MasterImage& master) {
  if (master.bytes.empty() || master.size.width_px <= 0 || master.size.height_px <= 0)
    return page_rejected("the G4 image is empty");
  return PageImage{.filter = PageImage::Filter::ccitt_g4,
                   .bytes = copied(master.bytes),
                   .size = master.size,
                   .bits = 1,
                   .black_is_1 = master.g4_black_is_1,
                   .embedding = models::Embedding::g4_kept,
                   .note = master.note};
}

Result<PageImage> kept_rows(const MasterImage& master) {
  if (master.bytes.empty() || master.size.width_px <= 0 || master.size.height_px <= 0)
    return page_rejected("the deflated image is empty");
  return PageImage{.filter = PageImage::Filter::flate_rows,
                   .bytes = copied(master.bytes),
                   .size = master.size,
                   .components = master.components,
                   .embedding = models::Embedding::flate_kept,
                   .note = master.note};
}

std::string joined_notes(const std::string& one, const std::string& other) {
  return one.empty() ? other : one + "; " + other;
}

Result<PageImage> new_jpeg(const MasterImage& master) {
  cv::Mat eight_bits = master.pixels;
  if (eight_bits.depth() == CV_16U) eight_bits.convertTo(eight_bits, CV_8U, 1 / 257.0);
  auto jpeg = encode_jpeg(eight_bits, kJpegQuality);
  if (!jpeg) return page_rejected("the JPEG encoder failed");
  return PageImage{.filter = PageImage::Filter::jpeg,
                   .bytes = std::move(*jpeg),
                   .size = {eight_bits.cols, eight_bits.rows},
                   .components = eight_bits.channels(),
                   .embedding = models::Embedding::jpeg_new,
                   .note = joined_notes(master.note, "re-encoded as JPEG, quality 95, without chroma subsampling")};
}

Result<PageImage> from_pixels(const MasterImage& master, PdfaLevel level) {
  if (master.pixels.empty()) return page_rejected("the image has no pixels");
  if (master.reencode_jpeg) return new_jpeg(master);
  Result<PageImage> image = page_rejected("");
  if (master.bilevel && master.pixels.type() == CV_8UC1) {
    image = bilevel_image(master.pixels);
    if (image) image->note = master.note;
  } else if (master.pixels.depth() == CV_16U && level == PdfaLevel::a1b) {
    // PDF 1.4, on which PDF/A-1 stands, knows up to 8 bits a component (ISO 19005-1 6.1.1; 16 came with PDF 1.5).
    cv::Mat eight_bits;
    master.pixels.convertTo(eight_bits, CV_8U, 1 / 257.0);
    image = lossless_image(eight_bits);
    if (image) image->note = joined_notes(master.note, "16 bits a sample reduced to 8, as PDF/A-1 demands");
  } else {
    image = lossless_image(master.pixels);
    if (image) image->note = master.note;
  }
  return image;
}

}  // namespace

tl::unexpected<models::Error> page_rejected(std::string cause) {
  return models::failure(
      {.code = models::ErrorCode::page_rejected_by_writer, .stage = models::Stage::compose, .cause = std::move(cause)});
}

Result<PageImage> page_image(const MasterImage& master, PdfaLevel level) {
  switch (master.kind) {
    case models::MasterKind::jpeg:
      return kept_jpeg(master);
    case models::MasterKind::ccitt_g4:
      return kept_g4(master);
    case models::MasterKind::png_rows:
      return kept_rows(master);
    case models::MasterKind::pixels:
      return from_pixels(master, level);
  }
  return page_rejected("unknown kind of image");
}

Result<PageImage> lossless_image(const cv::Mat& pixels) {
  const int depth = pixels.depth();
  if (pixels.empty() || (depth != CV_8U && depth != CV_16U) || (pixels.channels() != 1 && pixels.channels() != 3)) {
    return page_rejected("the pixels are neither grey nor colour of 8 or 16 bits");
  }
  auto rows = deflated_rows(pixels);
  if (!rows) return page_rejected("deflating the image failed");
  return PageImage{.filter = PageImage::Filter::flate_rows,
                   .bytes = std::move(*rows),
                   .size = {pixels.cols, pixels.rows},
                   .components = pixels.channels(),
                   .bits = depth == CV_16U ? 16 : 8,
                   .embedding = models::Embedding::flate};
}

Result<PageImage> bilevel_image(const cv::Mat& pixels) {
  if (pixels.empty() || pixels.type() != CV_8UC1) return page_rejected("the bilevel image is not CV_8UC1");
  const std::size_t row_bytes = (static_cast<std::size_t>(pixels.cols) + 7) / 8;
  std::string packed(row_bytes * static_cast<std::size_t>(pixels.rows), '\0');
  for (int y = 0; y < pixels.rows; ++y) {
    char* row = packed.data() + row_bytes * static_cast<std::size_t>(y);
    const auto* samples = pixels.ptr<std::uint8_t>(y);
    for (int x = 0; x < pixels.cols; ++x) {
      if (samples[x] >= 128)
        row[x / 8] = static_cast<char>(static_cast<unsigned char>(row[x / 8]) | (0x80U >> (x % 8)));
    }
  }
  return PageImage{.filter = PageImage::Filter::bilevel_rows,
                   .bytes = std::move(packed),
                   .size = {pixels.cols, pixels.rows},
                   .bits = 1,
                   .embedding = models::Embedding::g4};
}

}  // namespace hoso::storage
