// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/pdf/extract.h"

#include "hoso/models/messages.h"
#include "scanners/files/pdf/marks.h"
#include "scanners/files/png/decode_png.h"
#include "scanners/files/process.h"
#include "scanners/files/temporary_folder.h"

namespace hoso::scanners {
namespace {

using models::ErrorCode;
using MaybeImage = models::Result<std::optional<DecodedImage>>;

constexpr std::uint64_t kPngBytesMax = std::uint64_t{1} << 31;

bool is_masked(const PlacedImage& scan) {
  QPDFObjectHandle image = scan.image, dictionary = image.getDict(), stencil = dictionary.getKey("/ImageMask");
  return !dictionary.getKey("/SMask").isNull() || !dictionary.getKey("/Mask").isNull() ||
         !dictionary.getKey("/SMaskInData").isNull() || (stencil.isBool() && stencil.getBoolValue());
}

MaybeImage read_extracted(const std::filesystem::path& path, models::Size size, const DecodeOptions& options,
                          const std::stop_token& stop) {
  const auto file = RegularFile::open(path);
  if (!file) return std::nullopt;
  const auto bytes = file->read_all(kPngBytesMax);
  if (!bytes) return std::nullopt;
  auto image = decode_png(*bytes, options, stop);
  if (!image || image->master.size != size) return std::nullopt;
  image->stated.reset();
  return *std::move(image);
}

}  // namespace

MaybeImage extract_image(const PdfPage& page, const PlacedImage& scan, const DecodeOptions& options,
                         const std::stop_token& stop) {
  if (is_masked(scan)) return std::nullopt;
  const TemporaryFolder folder;
  if (folder.path().empty() || !write_scan_alone(page, scan, folder.path() / "scan.pdf")) return std::nullopt;
  const ProcessOptions process{.timeout = options.tool_timeout, .output_max = 1 << 16};
  const auto output = run_tool(
      {"pdfimages", "-png", (folder.path() / "scan.pdf").string(), (folder.path() / "image").string()}, process, stop);
  if (!output) return tl::make_unexpected(output.error());
  if (output->exit_code != 0 || !output->complaints.empty()) return std::nullopt;
  auto image = read_extracted(folder.path() / "image-000.png", scan.size, options, stop);
  if (image && *image && is_jpeg(scan)) {
    (*image)->master.reencode_jpeg = true;
    (*image)->master.note = models::english("the PDF's JPEG has colours that cannot be kept");
    (*image)->notes.push_back((*image)->master.note);
  }
  return image;
}

}  // namespace hoso::scanners
