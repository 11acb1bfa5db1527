// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <hpdf.h>

#include "storage/pdf/page_image.h"

namespace hoso::storage {

/// Maps the unit square in which PDF paints an image to the page, in points (ISO 32000-1 8.3.3).
struct PdfMatrix {
  double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;
};

/// A one-page document of libharu's, in memory.
class HaruPage {
 public:
  /// A page of that size in points, each 3 to 14,400. Error: page_rejected_by_writer.
  static models::Result<HaruPage> make(double width_pt, double height_pt);
  HaruPage(HaruPage&& other) noexcept;
  HaruPage& operator=(HaruPage&&) = delete;
  HaruPage(const HaruPage&) = delete;
  HaruPage& operator=(const HaruPage&) = delete;
  ~HaruPage();

  /// Paints the image over what is there. What libharu cannot embed itself gets a stand-in of one pixel.
  models::Result<void> draw(PageImage image, const PdfMatrix& matrix);

  /// An image on the page: where, and what it is if libharu has a stand-in for it.
  struct Painted {
    PdfMatrix matrix;
    std::optional<PageImage> stand_in;
  };
  /// In the order of painting.
  [[nodiscard]] const std::vector<Painted>& painted() const { return painted_; }
  [[nodiscard]] double width_pt() const { return width_pt_; }
  [[nodiscard]] double height_pt() const { return height_pt_; }

  /// The document's bytes. Error: page_rejected_by_writer.
  models::Result<std::string> bytes();

 private:
  HaruPage(HPDF_Doc document, double width_pt, double height_pt);
  HPDF_Image load(const PageImage& image);

  HPDF_Doc document_;
  HPDF_Page page_;
  double width_pt_, height_pt_;
  std::vector<Painted> painted_;
};

}  // namespace hoso::storage
