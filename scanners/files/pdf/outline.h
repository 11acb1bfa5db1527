// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "hoso/models/page.h"
#include "scanners/files/pdf/document.h"

namespace hoso::scanners {

/// An image as a page's content places it.
struct PlacedImage {
  QPDFObjectHandle image;  ///< the XObject
  models::Affine to_user;  ///< unit square of the image -> user space (ISO 32000-1, 8.9.5.1)
  models::Size size;       ///< as its dictionary says

  /// Resolution on paper along its own axes.
  [[nodiscard]] models::Dpi dpi() const;
};

enum class PdfPageKind {
  image_only,      ///< (a) one image that covers the page, and nothing else that paints
  image_and_more,  ///< (b) one image that covers the page, and something that may paint over it
  rendered         ///< (c) anything else
};

/// What a page's content paints, found without rendering it.
struct PdfOutline {
  PdfPageKind kind = PdfPageKind::rendered;
  std::optional<PlacedImage> scan;                                 ///< (a) and (b)
  models::ExifOrientation lies = models::ExifOrientation::normal;  ///< of the scan, with the page's /Rotate
  bool draws = false;                                              ///< visible text, drawings or shading in the content
  bool annotated = false;
  double image_dpi = 0;      ///< the highest resolution of its images; 0 without any
  double image_share = 0;    ///< of the page's area that its images cover at most, 0..1
  bool shows_text = false;   ///< text of the content that may be seen
  bool hidden_text = false;  ///< text of the content that no reader shows
  bool unreadable = false;   ///< the content is damaged, or too much to follow
};

/// Follows the page's content, also into form XObjects. Content that is damaged or larger than any scan's makes it
/// `rendered`.
PdfOutline outline_of(const PdfDocument& document, const PdfPage& page);

/// User space -> pixels of the page as poppler renders it at `dpi`, with /Rotate.
models::Affine user_to_rendered(const PdfPage& page, double dpi);
/// Delivered pixels of the scan -> pixels of the page as rendered.
models::Affine delivered_to_rendered(const PlacedImage& scan, const PdfPage& page, double dpi);
/// Size of the rendered page, in pixels, not rounded.
models::Point rendered_size(const PdfPage& page, double dpi);

}  // namespace hoso::scanners
