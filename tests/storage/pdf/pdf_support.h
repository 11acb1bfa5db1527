// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <opencv2/core.hpp>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

#include "hoso/models/page_stages.h"
#include "hoso/storage/compose.h"
#include "storage/pdf/joiner.h"
#include "tests/support/drawing.h"
#include "tests/support/temp_folder.h"

namespace hoso::tests {

/// JPEG bytes of CV_8UC1 or CV_8UC3.
std::vector<std::uint8_t> jpeg_of(const cv::Mat& pixels, int quality = 85);
/// JPEG that stores red, green, blue as they are, with or without the Adobe marker that says so.
std::vector<std::uint8_t> rgb_jpeg_of(const cv::Mat& bgr, bool adobe_marker);

/// A page whose master is that image: JPEG bytes, or pixels. Upright, as delivered.
models::SeenPage page_of_jpeg(std::vector<std::uint8_t> jpeg, models::Size size, double dpi, int components = 3);
models::SeenPage page_of_pixels(const cv::Mat& pixels, double dpi, bool bilevel = false);

/// Lets the page be shown through `map`, on a page of that size.
void show_through(models::SeenPage& page, const models::Affine& map, models::Size shown);
/// Turn by `degrees` counter-clockwise about the centre of the image, as a map of pixel corners.
models::Affine turn_about_centre(models::Size size, double degrees);

/// A dossier of composed pages, numbered from 1, in `folder`.
class DossierBuilder {
 public:
  explicit DossierBuilder(const std::filesystem::path& folder, storage::PdfaLevel level = storage::PdfaLevel::a2u);
  /// Composes and appends; fails the test if that fails.
  models::ComposedPage& add(models::SeenPage page, models::PageText text = {});
  /// Writes <folder>/out.pdf.
  std::filesystem::path write(std::string_view name = "out.pdf");
  /// The job that `write` runs.
  [[nodiscard]] storage::PdfJob job() const;
  models::Dossier dossier;
  std::vector<std::pair<std::string, std::string>> attachments;

 private:
  std::filesystem::path folder_;
  storage::PdfaLevel level_;
};

/// A page as poppler renders it, CV_8UC3 (BGR).
cv::Mat rendered(const std::filesystem::path& pdf, int page, double dpi);

/// What readers get, white space collapsed, NFC.
std::string read_by_pdftotext(const std::filesystem::path& pdf, const std::vector<std::string>& options = {});
std::string read_by_mutool(const std::filesystem::path& pdf);
std::string read_by_pdfbox(const std::filesystem::path& pdf);
/// The text of pages as it should come back.
std::string expected_text(const models::Dossier& dossier);

/// Word boxes as pdftotext -bbox finds them, in points from the top left corner.
std::vector<models::Word> boxes_by_pdftotext(const std::filesystem::path& pdf);

/// Opens a PDF quietly, keeping `document` the owner.
void open_pdf(QPDF& document, const std::filesystem::path& pdf);
/// An image of a page, "/X1" the first painted.
QPDFObjectHandle image_of(QPDF& document, int page, const std::string& name = "/X1");
std::string raw_stream(QPDFObjectHandle stream);
std::string decoded_stream(QPDFObjectHandle stream);

/// Java class path of PDFBox and preflight.
std::string pdfbox_class_path();

}  // namespace hoso::tests
