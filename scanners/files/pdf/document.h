// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

#include "hoso/models/geometry.h"
#include "scanners/files/regular_file.h"

namespace hoso::scanners {

/// A rectangle in a PDF page's user space, points, y up.
struct PdfBox {
  double left = 0, bottom = 0, right = 0, top = 0;
  [[nodiscard]] double width() const { return right - left; }
  [[nodiscard]] double height() const { return top - bottom; }
};

/// One page with what it inherits (ISO 32000-1, 7.7.3.4).
struct PdfPage {
  QPDFObjectHandle object;  ///< null where the page tree names a page that is not there
  QPDFObjectHandle resources;
  PdfBox box;             ///< what a reader shows: the crop box within the media box
  int rotate = 0;         ///< 0, 90, 180, 270 clockwise
  int reader_number = 0;  ///< its number for poppler, from 1, which does not count missing pages
};

/// An open PDF. Not thread-safe; made anew for each page.
class PdfDocument {
 public:
  /// Errors: encrypted, damaged, truncated, no_pages, image_too_large (more than `pages_max`).
  static models::Result<PdfDocument> open(const RegularFile& file, std::size_t pages_max);

  [[nodiscard]] const std::vector<PdfPage>& pages() const { return pages_; }
  /// Whether it has a signature field that is signed (ISO 32000-1, 12.7.4.5), or says that it has (12.7.2, SigFlags).
  [[nodiscard]] bool is_signed() const;
  /// When the first of its signatures was made, as it says itself (ISO 32000-1, 12.8.1, M); seconds since 1970 UTC.
  [[nodiscard]] std::optional<std::int64_t> signed_time() const;
  /// /ModDate, else /CreationDate, of the document's information; seconds since 1970 UTC.
  [[nodiscard]] std::optional<std::int64_t> time() const;
  [[nodiscard]] QPDF& qpdf() const { return *qpdf_; }

 private:
  std::unique_ptr<QPDF> qpdf_;
  std::vector<PdfPage> pages_;
};

/// The decoded data of a stream, if all its filters are known, at most `bytes_max`. A stream of its own with only the
/// first `filters` of the filters where that is given. Nothing where it cannot be decoded, is damaged or is larger.
std::optional<std::vector<std::uint8_t>> stream_data(QPDF& owner, QPDFObjectHandle stream, std::size_t bytes_max,
                                                     std::optional<int> filters = {});

/// What went wrong in qpdf, as an error.
tl::unexpected<models::Error> pdf_problem(const std::exception& exception);

}  // namespace hoso::scanners
