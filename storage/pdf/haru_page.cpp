// SPDX-License-Identifier: Apache-2.0
#include "storage/pdf/haru_page.h"

#include <utility>

#include <fmt/format.h>

namespace hoso::storage {
namespace {

// ISO 32000-1 annex C: the limits of a page's sides, which libharu enforces.
constexpr double kSmallestSide_pt = 3;
constexpr double kLargestSide_pt = 14400;

HPDF_REAL real(double value) { return static_cast<HPDF_REAL>(value); }
const HPDF_BYTE* raw(const std::string& bytes) { return reinterpret_cast<const HPDF_BYTE*>(bytes.data()); }

tl::unexpected<models::Error> haru_failure(HPDF_Doc document) {
  return page_rejected(fmt::format("libharu error 0x{:04X}", HPDF_GetError(document)));
}

}  // namespace

models::Result<HaruPage> HaruPage::make(double width_pt, double height_pt) {
  if (!(width_pt >= kSmallestSide_pt && width_pt <= kLargestSide_pt && height_pt >= kSmallestSide_pt &&
        height_pt <= kLargestSide_pt)) {
    return page_rejected(fmt::format("a page of {:.1f} x {:.1f} pt is beyond the limits of PDF", width_pt, height_pt));
  }
  // Without a handler errors are sticky: they are asked for at the end.
  HPDF_Doc document = HPDF_New(nullptr, nullptr);
  if (document == nullptr)
    return models::failure({.code = models::ErrorCode::out_of_memory, .stage = models::Stage::compose});
  // Without this libharu writes G4 data and says nothing of its filter.
  HPDF_SetCompressionMode(document, HPDF_COMP_IMAGE);
  HaruPage page(document, width_pt, height_pt);
  if (page.page_ == nullptr || HPDF_Page_SetWidth(page.page_, real(width_pt)) != HPDF_OK ||
      HPDF_Page_SetHeight(page.page_, real(height_pt)) != HPDF_OK) {
    return haru_failure(document);
  }
  return page;
}

HaruPage::HaruPage(HPDF_Doc document, double width_pt, double height_pt)
    : document_(document), page_(HPDF_AddPage(document)), width_pt_(width_pt), height_pt_(height_pt) {}

HaruPage::HaruPage(HaruPage&& other) noexcept
    : document_(std::exchange(other.document_, nullptr)),
      page_(std::exchange(other.page_, nullptr)),
      width_pt_(other.width_pt_),
      height_pt_(other.height_pt_),
      painted_(std::move(other.painted_)) {}

HaruPage::~HaruPage() {
  if (document_ != nullptr) HPDF_Free(document_);
}

HPDF_Image HaruPage::load(const PageImage& image) {
  const auto width = static_cast<HPDF_UINT>(image.size.width_px), height = static_cast<HPDF_UINT>(image.size.height_px);
  if (image.filter == PageImage::Filter::jpeg && !image.tell_rgb) {
    return HPDF_LoadJpegImageFromMem(document_, raw(image.bytes), static_cast<HPDF_UINT>(image.bytes.size()));
  }
  if (image.filter == PageImage::Filter::bilevel_rows) {
    // `black_is1` is libharu's name for rows in which 1 is white.
    return HPDF_Image_LoadRaw1BitImageFromMem(document_, raw(image.bytes), width, height, (width + 7) / 8, HPDF_TRUE,
                                              HPDF_TRUE);
  }
  return nullptr;
}

models::Result<void> HaruPage::draw(PageImage image, const PdfMatrix& m) {
  HPDF_Image loaded = load(image);
  std::optional<PageImage> stand_in;
  if (loaded == nullptr) {
    if (image.filter == PageImage::Filter::bilevel_rows) return haru_failure(document_);
    // libharu refuses some sound JPEGs (fill bytes before a marker) and cannot take ready G4 or predicted rows.
    HPDF_ResetError(document_);
    constexpr HPDF_BYTE kWhite = 0xFF;
    loaded = HPDF_LoadRawImageFromMem(document_, &kWhite, 1, 1, HPDF_CS_DEVICE_GRAY, 8);
    stand_in = std::move(image);
  }
  if (loaded == nullptr) return haru_failure(document_);
  HPDF_Page_GSave(page_);
  HPDF_Page_Concat(page_, real(m.a), real(m.b), real(m.c), real(m.d), real(m.e), real(m.f));
  HPDF_Page_ExecuteXObject(page_, loaded);
  HPDF_Page_GRestore(page_);
  painted_.push_back({m, std::move(stand_in)});
  if (HPDF_GetError(document_) != HPDF_OK) return haru_failure(document_);
  return {};
}

models::Result<std::string> HaruPage::bytes() {
  if (HPDF_SaveToStream(document_) != HPDF_OK) return haru_failure(document_);
  std::string out(HPDF_GetStreamSize(document_), '\0');
  auto size = static_cast<HPDF_UINT32>(out.size());
  HPDF_ReadFromStream(document_, reinterpret_cast<HPDF_BYTE*>(out.data()), &size);
  if (size != out.size()) return page_rejected("libharu returned fewer bytes than it announced");
  return out;
}

}  // namespace hoso::storage
