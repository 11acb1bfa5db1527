// SPDX-License-Identifier: Apache-2.0
#include "hoso/storage/print_pdf.h"

#include <cstdint>
#include <memory>

#include <fmt/format.h>
#include <hpdf.h>

#include "storage/pdf/page_image.h"

namespace hoso::storage {
namespace {

using Document = std::unique_ptr<HPDF_Doc_Rec, decltype([](HPDF_Doc document) { HPDF_Free(document); })>;

/// Rows of bits, 1 is white.
std::vector<HPDF_BYTE> rows_of(const cv::Mat& sheet) {
  const std::size_t stride = (static_cast<std::size_t>(sheet.cols) + 7) / 8;
  std::vector<HPDF_BYTE> bits(stride * static_cast<std::size_t>(sheet.rows), 0);
  for (int y = 0; y < sheet.rows; ++y)
    for (int x = 0; x < sheet.cols; ++x)
      if (sheet.at<std::uint8_t>(y, x) != 0)
        bits[static_cast<std::size_t>(y) * stride + static_cast<std::size_t>(x) / 8] |=
            static_cast<HPDF_BYTE>(0x80U >> (static_cast<unsigned>(x) % 8));
  return bits;
}

bool add(HPDF_Doc document, const cv::Mat& sheet, double dpi) {
  HPDF_Page page = HPDF_AddPage(document);
  const auto width = static_cast<HPDF_REAL>(sheet.cols * 72 / dpi),
             height = static_cast<HPDF_REAL>(sheet.rows * 72 / dpi);
  const std::vector<HPDF_BYTE> bits = rows_of(sheet);
  const auto columns = static_cast<HPDF_UINT>(sheet.cols);
  HPDF_Image image = HPDF_Image_LoadRaw1BitImageFromMem(
      document, bits.data(), columns, static_cast<HPDF_UINT>(sheet.rows), (columns + 7) / 8, HPDF_TRUE, HPDF_TRUE);
  return page != nullptr && image != nullptr && HPDF_Page_SetWidth(page, width) == HPDF_OK &&
         HPDF_Page_SetHeight(page, height) == HPDF_OK &&
         HPDF_Page_DrawImage(page, image, 0, 0, width, height) == HPDF_OK;
}

}  // namespace

models::Result<std::string> print_pdf(const std::vector<cv::Mat>& sheets, double dpi) {
  const Document document(HPDF_New(nullptr, nullptr));
  if (!document) return models::failure({.code = models::ErrorCode::out_of_memory, .stage = models::Stage::compose});
  HPDF_SetCompressionMode(document.get(), HPDF_COMP_IMAGE);
  for (const cv::Mat& sheet : sheets)
    if (!add(document.get(), sheet, dpi))
      return page_rejected(fmt::format("libharu error 0x{:04X}", HPDF_GetError(document.get())));
  if (HPDF_SaveToStream(document.get()) != HPDF_OK) return page_rejected("libharu could not write");
  std::string bytes(HPDF_GetStreamSize(document.get()), '\0');
  auto size = static_cast<HPDF_UINT32>(bytes.size());
  HPDF_ReadFromStream(document.get(), reinterpret_cast<HPDF_BYTE*>(bytes.data()), &size);
  bytes.resize(size);
  return bytes;
}

}  // namespace hoso::storage
