// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/opened_file.h"

#include <array>
#include <vector>

#include "hoso/scanners/decode.h"
#include "scanners/files/jpeg/markers.h"
#include "scanners/files/pdf/decode_pdf.h"
#include "scanners/files/sniff.h"
#include "scanners/files/tiff/directory.h"

namespace hoso::scanners {
namespace {

using models::Container;
using models::ErrorCode;

constexpr std::uint64_t kCopies = 3;  // as decoded, as shown, as made readable
constexpr std::size_t kJpegHeadBytes = 1 << 16;

models::Error too_large(const char* cause) {
  return {.code = ErrorCode::image_too_large, .stage = models::Stage::source, .cause = cause};
}

std::uint64_t image_memory(std::uint64_t width, std::uint64_t height, std::uint64_t bytes_a_pixel,
                           std::uint64_t file_bytes) {
  return width * height * bytes_a_pixel * kCopies + file_bytes;
}

/// JPEG and PNG: one page.
class SinglePage : public OpenedFile {
 public:
  SinglePage(Container container, PageHeader header) : container_(container), header_(std::move(header)) {}
  [[nodiscard]] Container container() const override { return container_; }
  [[nodiscard]] int pages() const override { return 1; }
  PageHeader page(int) override { return header_; }

 private:
  Container container_;
  PageHeader header_;
};

class TiffPages : public OpenedFile {
 public:
  TiffPages(TiffChain chain, std::uint64_t pixels_max, std::uint64_t file_bytes)
      : chain_(std::move(chain)), pixels_max_(pixels_max), file_bytes_(file_bytes) {}
  [[nodiscard]] Container container() const override { return Container::tiff; }
  // A link that leads nowhere stands for at least one page that is lost.
  [[nodiscard]] int pages() const override { return static_cast<int>(chain_.pages.size()) + (chain_.broken ? 1 : 0); }
  PageHeader page(int index) override {
    if (static_cast<std::size_t>(index) >= chain_.pages.size())
      return {.failure = models::Error{.code = ErrorCode::truncated,
                                       .stage = models::Stage::source,
                                       .cause = "the next page's directory is missing"}};
    const TiffDirectory& directory = chain_.pages[static_cast<std::size_t>(index)];
    constexpr std::uint64_t kSideMax = 1 << 24;
    if (directory.width_px > kSideMax || directory.height_px > kSideMax ||
        directory.width_px * directory.height_px > pixels_max_)
      return {.failure = too_large("too many pixels")};
    const std::uint64_t channels = std::min<std::uint64_t>(directory.samples, 4),
                        bytes = directory.bits_per_sample > 8 ? 2 : 1;
    const std::uint64_t share = file_bytes_ / chain_.pages.size();
    return {.decoded_bytes = image_memory(directory.width_px, directory.height_px, channels * bytes, share)};
  }

 private:
  TiffChain chain_;
  std::uint64_t pixels_max_, file_bytes_;
};

class PdfPages : public OpenedFile {
 public:
  PdfPages(PdfDocument document, const OpenLimits& limits) : document_(std::move(document)) {
    options_.pixels_max = limits.pixels_max;
    signed_ = document_.is_signed();
  }
  [[nodiscard]] Container container() const override { return Container::pdf; }
  [[nodiscard]] int pages() const override { return static_cast<int>(document_.pages().size()); }
  PageHeader page(int index) override {
    const PdfPage& sheet = document_.pages()[static_cast<std::size_t>(index)];
    QPDFObjectHandle object = sheet.object;
    if (object.isNull())
      return {.failure = models::Error{
                  .code = ErrorCode::damaged, .stage = models::Stage::source, .cause = "the page is not there"}};
    const PdfOutline outline = outline_of(document_, sheet);
    // A page with text or drawings of its own over a picture may have to be rendered too.
    born_digital_ = born_digital_ || outline.kind == PdfPageKind::rendered || outline.draws;
    return {.decoded_bytes = memory_of(outline, sheet, options_)};
  }
  [[nodiscard]] std::string original_reason() const override {
    return signed_ ? "signed" : born_digital_ ? "born_digital" : "";
  }

 private:
  PdfDocument document_;
  DecodeOptions options_;
  bool signed_ = false, born_digital_ = false;
};

/// The first bytes of a JPEG up to its frame header, however long its metadata is.
models::Result<JpegStructure> jpeg_head(const RegularFile& file) {
  std::vector<std::uint8_t> head;
  for (std::uint64_t size = kJpegHeadBytes;; size *= 4) {
    head.resize(std::min(size, file.size()));
    if (file.read(0, head) != head.size()) return problem(ErrorCode::file_unreadable);
    auto structure = read_jpeg_structure(head);
    const bool whole = head.size() == file.size();
    if (structure || whole || structure.error().code != ErrorCode::truncated) {
      if (structure) structure->exif = {};
      return structure;
    }
  }
}

models::Result<PageHeader> jpeg_header(const RegularFile& file, std::uint64_t pixels_max) {
  const auto structure = jpeg_head(file);
  if (!structure) return tl::make_unexpected(structure.error());
  const auto width = static_cast<std::uint64_t>(structure->size.width_px),
             height = static_cast<std::uint64_t>(structure->size.height_px);
  if (width * height > pixels_max) return PageHeader{.failure = too_large("too many pixels")};
  const auto components = static_cast<std::uint64_t>(structure->components);
  // A progressive picture's coefficients, 16 bits each, are all in memory while it is decoded.
  const std::uint64_t coefficients = structure->frame == 0xC2 ? width * height * components * 2 : 0;
  return PageHeader{.decoded_bytes = image_memory(width, height, components, file.size()) + coefficients};
}

models::Result<PageHeader> png_header(const RegularFile& file, std::uint64_t pixels_max) {
  std::array<std::uint8_t, 26> head{};  // signature, then IHDR: length, name, width, height, depth, colour type
  if (file.read(0, head) != head.size()) return problem(ErrorCode::truncated, "ends within the header");
  const auto number = [&head](std::size_t at) {
    return std::uint64_t{head[at]} << 24 | std::uint64_t{head[at + 1]} << 16 | std::uint64_t{head[at + 2]} << 8 |
           head[at + 3];
  };
  const std::uint64_t width = number(16), height = number(20);
  if (width > pixels_max || height > pixels_max || width * height > pixels_max)
    return PageHeader{.failure = too_large("too many pixels")};
  const std::uint64_t channels = head[25] == 0 ? 1 : 4, bytes = head[24] == 16 ? 2 : 1;
  return PageHeader{.decoded_bytes = image_memory(width, height, channels * bytes, file.size())};
}

using Opened = models::Result<std::unique_ptr<OpenedFile>>;

Opened open_tiff(const RegularFile& file, const OpenLimits& limits) {
  auto chain = read_tiff_chain(file, limits.pages_max);
  if (!chain) return tl::make_unexpected(chain.error());
  if (chain->too_long) return models::failure(too_large("too many pages"));
  return std::make_unique<TiffPages>(*std::move(chain), limits.pixels_max, file.size());
}

Opened open_pdf(const RegularFile& file, const OpenLimits& limits) {
  auto document = PdfDocument::open(file, limits.pages_max);
  if (!document) return tl::make_unexpected(document.error());
  return std::make_unique<PdfPages>(*std::move(document), limits);
}

}  // namespace

Opened open_pages(const RegularFile& file, const OpenLimits& limits) {
  const Container container = container_of(file);
  switch (container) {
    case Container::tiff:
      return open_tiff(file, limits);
    case Container::pdf:
      return open_pdf(file, limits);
    case Container::unknown:
      return problem(ErrorCode::not_an_image, file.size() == 0 ? "the file is empty" : "");
    default:
      break;
  }
  auto header =
      container == Container::jpeg ? jpeg_header(file, limits.pixels_max) : png_header(file, limits.pixels_max);
  if (!header) return tl::make_unexpected(header.error());
  return std::make_unique<SinglePage>(container, *std::move(header));
}

}  // namespace hoso::scanners
