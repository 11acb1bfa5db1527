// SPDX-License-Identifier: Apache-2.0
#include "hoso/scanners/decode.h"

#include <new>

#include "hoso/scanners/resolution.h"
#include "scanners/files/jpeg/decode_jpeg.h"
#include "scanners/files/pdf/decode_pdf.h"
#include "scanners/files/png/decode_png.h"
#include "scanners/files/regular_file.h"
#include "scanners/files/sniff.h"
#include "scanners/files/tiff/decode_tiff.h"

namespace hoso::scanners {
namespace {

using models::Container;
using models::ErrorCode;

constexpr std::uint64_t kImageFileBytesMax = std::uint64_t{1} << 30;

models::Result<DecodedImage> decode_file(const RegularFile& file, int index, const DecodeOptions& options,
                                         const std::stop_token& stop) {
  const Container container = container_of(file);
  if (container == Container::tiff) return decode_tiff(file, index, options, stop);
  if (container == Container::pdf) return decode_pdf(file, index, options, stop);
  if (container == Container::unknown) return problem(ErrorCode::not_an_image);
  if (index != 0) return problem(ErrorCode::damaged, "the file has one page only");
  auto bytes = file.read_all(kImageFileBytesMax);
  if (!bytes) return tl::make_unexpected(bytes.error());
  return container == Container::jpeg ? decode_jpeg(*std::move(bytes), options, stop)
                                      : decode_png(*bytes, options, stop);
}

models::DecodedPage page_of(const models::SourcePage& source, const RegularFile& file, models::Sha256 digest,
                            DecodedImage image) {
  models::DecodedPage page;
  models::PageFacts& facts = page.facts;
  facts.id = source.id;
  facts.source = source.source;
  facts.source.sha256 = std::move(digest);
  facts.source_time = image.time ? image.time : file.modified();
  facts.signed_time = image.signed_time;
  facts.delivered = {image.pixels.cols, image.pixels.rows};
  facts.delivered_dpi = resolve_dpi(facts.delivered, source.device_dpi ? source.device_dpi : image.stated);
  facts.mode = image.mode;
  facts.bits_per_sample = image.bits_per_sample;
  facts.marks = std::move(image.marks);
  facts.notes = std::move(image.notes);
  page.lies = image.lies;
  page.pixels = std::move(image.pixels);
  page.master = std::move(image.master);
  page.overlays = std::move(image.overlays);
  page.given = std::move(image.given);
  return page;
}

models::Result<models::DecodedPage> decode_source(const models::SourcePage& source, const DecodeOptions& options,
                                                  const std::stop_token& stop) {
  const auto file = RegularFile::open(source.path);
  if (!file) return tl::make_unexpected(file.error());
  auto image = decode_file(*file, source.source.index, options, stop);
  if (!image) return tl::make_unexpected(image.error());
  if (stop.stop_requested()) return problem(ErrorCode::cancelled);
  models::Sha256 digest = source.source.sha256;
  if (digest.hex.empty()) {
    auto made = file->sha256(stop);
    if (!made) return tl::make_unexpected(made.error());
    digest = *std::move(made);
  }
  return page_of(source, *file, std::move(digest), *std::move(image));
}

models::Result<models::DecodedPage> decode_guarded(const models::SourcePage& source, const DecodeOptions& options,
                                                   const std::stop_token& stop) {
  try {
    return decode_source(source, options, stop);
  } catch (const std::bad_alloc&) {
    return problem(ErrorCode::out_of_memory);
  } catch (const cv::Exception& exception) {
    return problem(exception.code == cv::Error::StsNoMem ? ErrorCode::out_of_memory : ErrorCode::internal,
                   exception.err);
  } catch (const std::exception& exception) {
    return problem(ErrorCode::internal, exception.what());
  }
}

}  // namespace

models::Result<models::DecodedPage> decode(const models::SourcePage& page, const DecodeOptions& options,
                                           const std::stop_token& stop) {
  if (page.failure) return models::failure(*page.failure);
  return decode_guarded(page, options, stop).map_error([&page](models::Error error) {
    error.file = page.source.file;
    error.page = page.id.number;
    return error;
  });
}

}  // namespace hoso::scanners
