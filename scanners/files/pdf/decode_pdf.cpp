// SPDX-License-Identifier: Apache-2.0
#include "scanners/files/pdf/decode_pdf.h"

#include <algorithm>
#include <cmath>

#include "hoso/models/messages.h"
#include "scanners/files/pdf/extract.h"
#include "scanners/files/pdf/given_text.h"
#include "scanners/files/pdf/marks.h"
#include "scanners/files/pdf/page_image.h"
#include "scanners/files/pdf/render.h"
#include "scanners/files/pixels.h"
#include "scanners/files/temporary_folder.h"

namespace hoso::scanners {
namespace {

using models::ErrorCode;

constexpr double kRenderPixelsMax = 150e6;  // A0 at 300 dpi
constexpr double kRenderDpiMin = 36;        // below, nothing can be read: the page's format is none
constexpr double kImagesDpiMin = 72, kImagesDpiMax = 600;
constexpr double kCompareDpiMin = 150, kCompareDpiMax = 300;
constexpr double kOverlayDpiMin = 300, kOverlayDpiMax = 600;
constexpr double kGapInches = 1.0 / 12;
constexpr double kMarksShareMax = 0.35;  // more than that is no mark on a scan, but a page with a picture behind it
constexpr std::size_t kMarksMax = 200;

double capped(double dpi, const PdfPage& page, const DecodeOptions& options) {
  const models::Point inch = rendered_size(page, 1);
  return std::min(dpi,
                  std::sqrt(std::min(kRenderPixelsMax, static_cast<double>(options.pixels_max)) / (inch.x * inch.y)));
}

struct PageJob {
  const RegularFile& file;
  const PdfDocument& document;
  const PdfPage& page;
  const PdfOutline& outline;
  const DecodeOptions& options;
  const std::stop_token& stop;

  [[nodiscard]] models::Result<Rendering> render(double dpi) const {
    return render_page(
        {.path = file.path(), .page = page.reader_number, .dpi = dpi, .expected = rendered_size(page, dpi)}, options,
        stop);
  }
};

/// Pixels as rendered, with as few channels as they need.
DecodedImage image_of(Rendering rendering) {
  RawPixels raw{.samples = std::move(rendering.pixels)};
  if (is_grey(raw.samples)) {
    cv::Mat grey;
    cv::extractChannel(raw.samples, grey, 0);
    raw.samples = grey;
    raw.bilevel = is_bilevel(grey);
  }
  DecodedImage image = lossless_image(std::move(raw));
  if (!rendering.complaints.empty())
    image.notes.push_back(models::english("the PDF page has faults: {}", rendering.complaints));
  return image;
}

bool is_empty(const cv::Mat& pixels) {
  double low = 0, high = 0;
  cv::minMaxLoc(pixels.reshape(1), &low, &high);
  return low == high;
}

/// Case (c).
models::Result<DecodedImage> render_whole(const PageJob& job) {
  const double dpi = render_dpi_of(job.outline, job.page, job.options);
  if (dpi < kRenderDpiMin) return problem(ErrorCode::image_too_large, "the PDF page is larger than any paper");
  auto rendering = job.render(dpi);
  if (!rendering) return tl::make_unexpected(rendering.error());
  if (!rendering->complaints.empty() && is_empty(rendering->pixels))
    return problem(ErrorCode::damaged, models::english("pdftoppm: {}", rendering->complaints));
  DecodedImage image = image_of(*std::move(rendering));
  image.stated = models::Dpi{.x = dpi, .y = dpi, .source = models::DpiSource::rendered, .confidence = 1};
  auto given = given_text(job.file, job.page, job.outline, dpi, job.options, job.stop);
  if (!given) return tl::make_unexpected(given.error());
  image.given = std::move(given->words);
  if (!given->why_not.empty()) image.notes.push_back(std::move(given->why_not));
  return image;
}

std::uint64_t area_of(const std::vector<cv::Rect>& boxes) {
  std::uint64_t area = 0;
  for (const cv::Rect& box : boxes) area += static_cast<std::uint64_t>(box.area());
  return area;
}

/// Cuts the marks, found at `found_dpi`, out of the page as rendered at `dpi`.
void lay_over(const PageJob& job, const std::vector<cv::Rect>& marks, double found_dpi, const cv::Mat& rendered,
              double dpi, DecodedImage& image) {
  const PlacedImage& scan = *job.outline.scan;
  const models::Affine to_delivered = inverse(delivered_to_rendered(scan, job.page, dpi));
  const models::Box whole{0, 0, static_cast<double>(scan.size.width_px), static_cast<double>(scan.size.height_px)};
  const double scale = dpi / found_dpi;
  for (const cv::Rect& mark : marks) {
    const int left = static_cast<int>(std::floor((mark.x - 1) * scale)),
              top = static_cast<int>(std::floor((mark.y - 1) * scale));
    const int right = static_cast<int>(std::ceil((mark.x + mark.width + 1) * scale)),
              bottom = static_cast<int>(std::ceil((mark.y + mark.height + 1) * scale));
    const cv::Rect box = cv::Rect(left, top, right - left, bottom - top) & cv::Rect({}, rendered.size());
    if (box.empty()) continue;
    cv::Mat patch = rendered(box);
    if (is_grey(patch)) cv::extractChannel(patch.clone(), patch, 0);
    const models::Box delivered =
        mapped(to_delivered, {static_cast<double>(box.x), static_cast<double>(box.y), static_cast<double>(box.width),
                              static_cast<double>(box.height)});
    image.overlays.push_back({delivered, laid(patch, job.outline.lies).clone()});
    image.marks.push_back(intersected(delivered, whole));
  }
}

/// Case (b): false where what the page shows besides the scan is no mark on it.
models::Result<bool> add_marks(const PageJob& job, DecodedImage& image) {
  const TemporaryFolder folder;
  if (folder.path().empty()) return problem(ErrorCode::tool_failed, "no temporary folder");
  const auto alone = folder.path() / "scan.pdf";
  const auto written = write_scan_alone(job.page, *job.outline.scan, alone);
  if (!written) return tl::make_unexpected(written.error());
  const models::Dpi own = job.outline.scan->dpi();
  const double ppi = std::max(own.x, own.y);
  const double dpi = capped(std::clamp(ppi, kCompareDpiMin, kCompareDpiMax), job.page, job.options);
  const auto full = job.render(dpi);
  if (!full) return tl::make_unexpected(full.error());
  const auto bare = render_page({.path = alone, .page = 1, .dpi = dpi, .expected = rendered_size(job.page, dpi)},
                                job.options, job.stop);
  if (!bare) return tl::make_unexpected(bare.error());
  if (full->pixels.size() != bare->pixels.size()) return problem(ErrorCode::damaged, "the page's size is not certain");
  const auto marks = differences(full->pixels, bare->pixels, static_cast<int>(std::ceil(dpi * kGapInches)));
  if (marks.size() > kMarksMax ||
      static_cast<double>(area_of(marks)) > kMarksShareMax * static_cast<double>(full->pixels.total()))
    return false;
  if (!full->complaints.empty())
    image.notes.push_back(models::english("the PDF page has faults: {}", full->complaints));
  if (marks.empty()) return true;
  const double fine = capped(std::clamp(ppi, kOverlayDpiMin, kOverlayDpiMax), job.page, job.options);
  if (fine == dpi) {
    lay_over(job, marks, dpi, full->pixels, dpi, image);
    return true;
  }
  const auto finer = job.render(fine);
  if (!finer) return tl::make_unexpected(finer.error());
  lay_over(job, marks, dpi, finer->pixels, fine, image);
  return true;
}

models::Result<DecodedImage> decode_page(const PageJob& job) {
  if (job.outline.kind == PdfPageKind::rendered) return render_whole(job);
  auto taken = take_image(job.document, *job.outline.scan, job.options, job.stop);
  if (taken && !*taken) taken = extract_image(job.page, *job.outline.scan, job.options, job.stop);
  if (!taken) return tl::make_unexpected(taken.error());
  if (!*taken) return render_whole(job);
  DecodedImage image = **std::move(taken);
  image.stated = job.outline.scan->dpi();
  image.lies = job.outline.lies;
  if (job.outline.kind == PdfPageKind::image_only) return image;
  const auto marked = add_marks(job, image);
  if (!marked) return tl::make_unexpected(marked.error());
  return *marked ? models::Result<DecodedImage>(std::move(image)) : render_whole(job);
}

}  // namespace

double render_dpi_of(const PdfOutline& outline, const PdfPage& page, const DecodeOptions& options) {
  const bool only_images = !outline.draws && outline.image_dpi > 0;
  return capped(only_images ? std::clamp(outline.image_dpi, kImagesDpiMin, kImagesDpiMax) : options.render_dpi, page,
                options);
}

std::uint64_t memory_of(const PdfOutline& outline, const PdfPage& page, const DecodeOptions& options) {
  constexpr double kBytesAPixel = 9;  // rendered, turned from RGB to BGR, and shown
  const models::Point size = rendered_size(page, render_dpi_of(outline, page, options));
  double bytes = size.x * size.y * kBytesAPixel;
  if (outline.scan) bytes = std::max(bytes, kBytesAPixel * outline.scan->size.width_px * outline.scan->size.height_px);
  if (outline.kind == PdfPageKind::image_and_more) bytes *= 2;
  return static_cast<std::uint64_t>(bytes);
}

models::Result<DecodedImage> decode_pdf(const RegularFile& file, int index, const DecodeOptions& options,
                                        const std::stop_token& stop) {
  try {
    const auto document = PdfDocument::open(file, kPdfPagesMax);
    if (!document) return tl::make_unexpected(document.error());
    if (static_cast<std::size_t>(index) >= document->pages().size())
      return problem(ErrorCode::damaged, "the page is not there");
    const PdfPage& page = document->pages()[static_cast<std::size_t>(index)];
    QPDFObjectHandle object = page.object;
    if (object.isNull()) return problem(ErrorCode::damaged, "the page is not there");
    const PdfOutline outline = outline_of(*document, page);
    auto image = decode_page({file, *document, page, outline, options, stop});
    if (image) image->time = document->time(), image->signed_time = document->signed_time();
    return image;
  } catch (const std::exception& exception) {
    return pdf_problem(exception);
  }
}

}  // namespace hoso::scanners
