// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <tiff.h>
#include <opencv2/imgproc.hpp>

#include "hoso/scanners/file_source.h"
#include "tests/scanners/files/decoding.h"
#include "tests/scanners/files/make_images.h"

namespace hoso::scanners {
namespace {

using models::ColourMode;
using models::DpiSource;
using models::ErrorCode;
using models::ExifOrientation;
using models::MasterKind;
using namespace hoso::tests;

// The page is 300 x 200 points; at 600 x 400 pixels that is 144 dpi.
const std::string& scan_jpeg() {
  static const std::string bytes = jpeg_of(picture(600, 400, 3));
  return bytes;
}

PdfScan jpeg_scan() {
  return {.data = scan_jpeg(),
          .size = {600, 400},
          .entries = "/Filter /DCTDecode /ColorSpace /DeviceRGB /BitsPerComponent 8"};
}

std::string raw_samples(const cv::Mat& image) {
  return {reinterpret_cast<const char*>(image.data), image.total() * image.elemSize()};
}

/// What the source says of it: "signed", "born_digital" or "".
std::string original_of(const std::string& pdf) {
  const TempFolder folder;
  write_file(folder / "scan.pdf", pdf);
  const auto source = open_files({.inputs = {folder / "scan.pdf"}});
  std::string reason;
  while (const auto item = (*source)->next({}))
    if (const auto* closed = std::get_if<models::DossierClosed>(&*item))
      for (const auto& original : closed->originals) reason += original.name + ":" + original.reason;
  return reason;
}

TEST(PdfPage, OfOneJpegKeepsItsBytes) {
  const auto page = decode_bytes(pdf_scan(jpeg_scan()));
  ASSERT_TRUE(page) << page.error().cause;
  EXPECT_EQ(text_of_bytes(page->master.bytes), scan_jpeg());
  EXPECT_TRUE(page->overlays.empty());
  EXPECT_EQ(page->facts.delivered_dpi.source, DpiSource::placement);
  EXPECT_NEAR(page->facts.delivered_dpi.x, 144, 1e-6);
  EXPECT_NEAR(page->facts.delivered_dpi.y, 144, 1e-6);
  EXPECT_EQ(original_of(pdf_scan(jpeg_scan())), "");
}

TEST(PdfPage, ThatWasReadBeforeIsStillOnlyAnImage) {
  PdfScan scan = jpeg_scan();
  scan.content += " BT 3 Tr /F1 20 Tf 50 100 Td (hidden words) Tj ET";
  const auto page = decode_bytes(pdf_scan(scan));
  ASSERT_TRUE(page);
  EXPECT_EQ(text_of_bytes(page->master.bytes), scan_jpeg());
  EXPECT_TRUE(page->overlays.empty());
  EXPECT_TRUE(page->facts.marks.empty());
}

TEST(PdfPage, WithMarksOverItsScanKeepsScanAndMarks) {
  PdfScan scan = jpeg_scan();
  // 30 x 20 points at (200, 150): 60 x 40 pixels at (400, 60).
  scan.content += " 1 0 0 rg 200 150 30 20 re f";
  const auto page = decode_bytes(pdf_scan(scan));
  ASSERT_TRUE(page) << page.error().cause;
  EXPECT_EQ(text_of_bytes(page->master.bytes), scan_jpeg());
  ASSERT_EQ(page->overlays.size(), 1U);
  const models::Box box = page->overlays[0].delivered_box;
  EXPECT_NEAR(box.x, 400, 3);
  EXPECT_NEAR(box.y, 60, 3);
  EXPECT_NEAR(box.width, 60, 6);
  EXPECT_NEAR(box.height, 40, 6);
  const cv::Mat& patch = page->overlays[0].pixels;
  EXPECT_EQ(patch.at<cv::Vec3b>(patch.rows / 2, patch.cols / 2), cv::Vec3b(0, 0, 255));
  EXPECT_NEAR(patch.cols, 125, 12) << "at 300 dpi";
  ASSERT_EQ(page->facts.marks.size(), 1U);
  EXPECT_EQ(page->facts.marks[0], box);
}

TEST(PdfPage, WithAStampAsAnnotationKeepsScanAndStamp) {
  PdfScan scan = jpeg_scan();
  scan.page = "/Rotate 90 /Annots [6 0 R]";
  scan.more[6] = "<< /Type /Annot /Subtype /Stamp /F 4 /Rect [20 30 60 50] /AP << /N 7 0 R >> >>";
  scan.more[7] = pdf_stream("0 0 1 rg 0 0 40 20 re f", "/Type /XObject /Subtype /Form /BBox [0 0 40 20]");
  const auto page = decode_bytes(pdf_scan(scan));
  ASSERT_TRUE(page) << page.error().cause;
  EXPECT_EQ(page->lies, ExifOrientation::turned_90);
  ASSERT_EQ(page->overlays.size(), 1U);
  // In delivered pixels: x 40..120, y 300..340.
  const models::Box box = page->overlays[0].delivered_box;
  EXPECT_NEAR(box.x, 40, 3);
  EXPECT_NEAR(box.y, 300, 3);
  EXPECT_NEAR(box.width, 80, 6);
  EXPECT_NEAR(box.height, 40, 6);
  EXPECT_GT(page->overlays[0].pixels.cols, page->overlays[0].pixels.rows) << "the patch lies as the scan does";
}

TEST(PdfPage, InAnyOfTheEightWaysIsKnownToLieSo) {
  const std::vector<std::pair<std::string, ExifOrientation>> ways{
      {"300 0 0 200 0 0", ExifOrientation::normal},
      {"-300 0 0 200 300 0", ExifOrientation::mirrored},
      {"-300 0 0 -200 300 200", ExifOrientation::turned_180},
      {"300 0 0 -200 0 200", ExifOrientation::flipped}};
  for (const auto& [matrix, way] : ways) {
    PdfScan scan = jpeg_scan();
    scan.content = "q " + matrix + " cm /I Do Q";
    const auto page = decode_bytes(pdf_scan(scan));
    ASSERT_TRUE(page) << matrix;
    EXPECT_EQ(page->lies, way) << matrix;
    EXPECT_EQ(page->master.kind, MasterKind::jpeg);
  }
  const std::vector<std::pair<std::string, ExifOrientation>> rotations{{"/Rotate 90", ExifOrientation::turned_90},
                                                                       {"/Rotate 180", ExifOrientation::turned_180},
                                                                       {"/Rotate -90", ExifOrientation::turned_270}};
  for (const auto& [entry, way] : rotations) {
    PdfScan scan = jpeg_scan();
    scan.page = entry;
    const auto page = decode_bytes(pdf_scan(scan));
    ASSERT_TRUE(page);
    EXPECT_EQ(page->lies, way) << entry;
  }
}

TEST(PdfPage, ThatShowsItsScanStraightenedGivesItAsItWasDelivered) {
  PdfScan scan = jpeg_scan();
  // By 2 degrees about the middle of the page; what hangs over the edge is not shown.
  scan.content = "q 299.817 10.470 -6.980 199.878 3.582 -5.174 cm /I Do Q";
  const auto page = decode_bytes(pdf_scan(scan));
  ASSERT_TRUE(page) << page.error().cause;
  EXPECT_EQ(text_of_bytes(page->master.bytes), scan_jpeg());
  EXPECT_EQ(page->lies, ExifOrientation::normal);
  EXPECT_NEAR(page->facts.delivered_dpi.x, 144, 0.01);
  EXPECT_EQ(original_of(pdf_scan(scan)), "");
  // A drawing over it would have to be turned back with it: the page is rendered.
  scan.content += " 1 0 0 rg 200 150 30 20 re f";
  const auto drawn = decode_bytes(pdf_scan(scan));
  ASSERT_TRUE(drawn);
  EXPECT_EQ(drawn->master.kind, MasterKind::pixels);
}

TEST(PdfPage, WhoseImageIsTurnedCroppedOrSmallIsRendered) {
  for (const char* content :
       {"q 299 10 -10 199 5 0 cm /I Do Q", "q 200 0 0 150 50 20 cm /I Do Q", "q 400 0 0 300 -50 -50 cm /I Do Q"}) {
    PdfScan scan = jpeg_scan();
    scan.content = content;
    const auto page = decode_bytes(pdf_scan(scan));
    ASSERT_TRUE(page) << page.error().cause;
    EXPECT_EQ(page->master.kind, MasterKind::pixels) << content;
    EXPECT_EQ(page->facts.delivered_dpi.source, DpiSource::rendered);
    EXPECT_EQ(original_of(pdf_scan(scan)), "scan.pdf:born_digital");
  }
}

TEST(PdfPage, OfTextIsRenderedAtTheResolutionForText) {
  PdfScan scan = jpeg_scan();
  scan.content = "BT /F1 20 Tf 50 100 Td (Visible) Tj ET";
  scan.trailer = "/Info 6 0 R";
  scan.more[6] = "<< /CreationDate (D:20240229131415+07'00') >>";
  const auto page = decode_bytes(pdf_scan(scan));
  ASSERT_TRUE(page) << page.error().cause;
  EXPECT_EQ(page->facts.delivered.width_px, 1250);
  EXPECT_EQ(page->facts.delivered_dpi.x, 300);
  EXPECT_EQ(page->facts.mode, ColourMode::grey);
  EXPECT_EQ(page->pixels.type(), CV_8UC1);
  EXPECT_LT(cv::mean(page->pixels)[0], 254);
  EXPECT_EQ(page->facts.source_time, 1709212455 - 7 * 3600);
  EXPECT_EQ(original_of(pdf_scan(scan)), "scan.pdf:born_digital");
}

TEST(PdfPage, WithAPictureBehindItsTextIsRendered) {
  PdfScan scan = jpeg_scan();
  scan.content += " 1 1 1 rg 10 10 250 170 re f";
  const auto page = decode_bytes(pdf_scan(scan));
  ASSERT_TRUE(page) << page.error().cause;
  EXPECT_EQ(page->master.kind, MasterKind::pixels);
  EXPECT_TRUE(page->overlays.empty());
}

TEST(PdfPage, OfFaxDataKeepsItsBytes) {
  const TempFolder folder;
  const cv::Mat image = bilevel_picture(600, 400);
  write_tiff(folder / "g4.tif", {{image / 255, {.bits = 1, .photometric = 1, .compression = COMPRESSION_CCITTFAX4}}});
  const std::string stream = raw_strip(folder / "g4.tif");
  for (const bool black_is_1 : {true, false}) {
    const std::string parameters = "/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 600 /Rows 400 /BlackIs1 ";
    const PdfScan scan{
        .data = stream,
        .size = {600, 400},
        .entries = parameters + (black_is_1 ? "true" : "false") + " >> /ColorSpace /DeviceGray /BitsPerComponent 1"};
    const auto page = decode_bytes(pdf_scan(scan));
    ASSERT_TRUE(page) << page.error().cause;
    EXPECT_EQ(page->master.kind, MasterKind::ccitt_g4);
    EXPECT_EQ(text_of_bytes(page->master.bytes), stream);
    EXPECT_EQ(page->master.g4_black_is_1, black_is_1);
    EXPECT_TRUE(same_pixels(page->pixels, black_is_1 ? image : 255 - image));
    EXPECT_EQ(page->facts.mode, ColourMode::bw);
  }
}

TEST(PdfPage, OfLosslessSamplesIsLossless) {
  const cv::Mat grey = picture(600, 400, 1), colour = picture(600, 400, 3);
  cv::Mat rgb;
  cv::cvtColor(colour, rgb, cv::COLOR_BGR2RGB);
  const auto one = decode_bytes(pdf_scan(
      {.data = raw_samples(grey), .size = {600, 400}, .entries = "/ColorSpace /DeviceGray /BitsPerComponent 8"}));
  const auto turned = decode_bytes(pdf_scan({.data = raw_samples(grey),
                                             .size = {600, 400},
                                             .entries = "/ColorSpace /DeviceGray /BitsPerComponent 8 /Decode [1 0]"}));
  const auto three = decode_bytes(pdf_scan(
      {.data = raw_samples(rgb), .size = {600, 400}, .entries = "/ColorSpace /DeviceRGB /BitsPerComponent 8"}));
  const auto indexed =
      decode_bytes(pdf_scan({.data = raw_samples(bilevel_picture(600, 400) / 255),
                             .size = {600, 400},
                             .entries = "/ColorSpace [/Indexed /DeviceRGB 1 <0000FFFFFFFF>] /BitsPerComponent 8"}));
  const auto cut = decode_bytes(pdf_scan({.data = raw_samples(grey).substr(0, 100'000),
                                          .size = {600, 400},
                                          .entries = "/ColorSpace /DeviceGray /BitsPerComponent 8"}));
  ASSERT_TRUE(one && turned && three && indexed);
  EXPECT_TRUE(same_pixels(one->pixels, grey));
  EXPECT_TRUE(same_pixels(turned->pixels, 255 - grey));
  EXPECT_TRUE(same_pixels(three->pixels, colour));
  EXPECT_EQ(indexed->pixels.at<cv::Vec3b>(0, 0), cv::Vec3b(255, 0, 0));
  EXPECT_EQ(code_of(cut), ErrorCode::truncated);
}

TEST(PdfPage, OfUncommonColoursIsTakenPixelByPixel) {
  const cv::Mat grey = picture(600, 400, 1);
  const std::string dimmed = "/ColorSpace /DeviceGray /BitsPerComponent 8 /Decode [0 0.5]";
  const auto page =
      decode_bytes(pdf_scan({.data = raw_samples(grey), .size = {600, 400}, .entries = dimmed, .page = "/Rotate 180"}));
  ASSERT_TRUE(page) << page.error().cause;
  cv::Mat expected;
  grey.convertTo(expected, CV_8U, 0.5);
  EXPECT_TRUE(same_pixels(page->pixels, expected, 1));
  EXPECT_EQ(page->lies, ExifOrientation::turned_180);
  EXPECT_EQ(page->facts.delivered_dpi.source, DpiSource::placement);
  EXPECT_TRUE(page->overlays.empty());
}

TEST(PdfPage, OfInkColoursIsToBeEncodedAnew) {
  const cv::Mat colour = picture(600, 400, 3);
  const PdfScan scan{.data = jpeg_of(colour, {.kind = JpegKind::cmyk_plain}),
                     .size = {600, 400},
                     .entries = "/Filter /DCTDecode /ColorSpace /DeviceCMYK /BitsPerComponent 8"};
  const auto page = decode_bytes(pdf_scan(scan));
  ASSERT_TRUE(page) << page.error().cause;
  EXPECT_TRUE(page->master.reencode_jpeg);
  EXPECT_EQ(page->pixels.size(), colour.size());
  EXPECT_FALSE(page->master.note.empty());
}

TEST(PdfPage, WithAMaskedScanIsRenderedAtTheScansResolution) {
  const std::string mask =
      pdf_stream(std::string(1, '\xFF'),
                 "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8");
  const PdfScan scan{.data = raw_samples(picture(600, 400, 1)),
                     .size = {600, 400},
                     .entries = "/ColorSpace /DeviceGray /BitsPerComponent 8 /SMask 6 0 R",
                     .more = {{6, mask}}};
  const auto page = decode_bytes(pdf_scan(scan));
  ASSERT_TRUE(page) << page.error().cause;
  EXPECT_EQ(page->facts.delivered_dpi.source, DpiSource::rendered);
  EXPECT_NEAR(page->facts.delivered_dpi.x, 144, 1e-6);
  EXPECT_EQ(page->facts.mode, ColourMode::grey);
}

TEST(PdfPage, ThatIsSignedIsKeptAsItIs) {
  PdfScan scan = jpeg_scan();
  scan.catalogue = "/AcroForm << /Fields [6 0 R] >>";
  scan.more[6] = "<< /FT /Sig /T (s) /V << /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >> >>";
  EXPECT_EQ(original_of(pdf_scan(scan)), "scan.pdf:signed");
  scan.more[6] = "<< /FT /Sig /T (not yet signed) /Kids [6 0 R] >>";
  EXPECT_EQ(original_of(pdf_scan(scan)), "");
  scan.catalogue = "/AcroForm << /SigFlags 3 /Fields [] >>";
  EXPECT_EQ(original_of(pdf_scan(scan)), "scan.pdf:signed");
}

TEST(PdfPage, KnowsWhenItWasFirstSigned) {
  PdfScan scan = jpeg_scan();
  scan.catalogue = "/AcroForm << /Fields [6 0 R 7 0 R 8 0 R] >>";
  scan.more[6] = "<< /FT /Sig /T (a) /V << /ByteRange [0 1 2 3] /M (D:20250124200624+07'00') >> >>";
  scan.more[7] = "<< /FT /Sig /T (b) /V << /ByteRange [0 1 2 3] /M (D:20250124142343+07'00') >> >>";
  scan.more[8] = "<< /FT /Sig /T (c) /V << /ByteRange [0 1 2 3] /M (yesterday) >> >>";
  auto page = decode_bytes(pdf_scan(scan));
  ASSERT_TRUE(page) << page.error().cause;
  EXPECT_EQ(page->facts.signed_time, 1737703423);
  scan.catalogue = "/AcroForm << /Fields [8 0 R] >>";
  page = decode_bytes(pdf_scan(scan));
  ASSERT_TRUE(page) << page.error().cause;
  EXPECT_FALSE(page->facts.signed_time);
}

TEST(PdfFile, WithAPasswordIsAnErrorUnlessItOpensWithoutOne) {
  const TempFolder folder;
  write_file(folder / "plain.pdf", pdf_scan(jpeg_scan()));
  const std::string from = folder / "plain.pdf";
  ASSERT_EQ(run_process({"qpdf", "--encrypt", "user", "owner", "256", "--", from, folder / "user.pdf"}).exit_code, 0);
  ASSERT_EQ(run_process({"qpdf", "--encrypt", "", "owner", "256", "--print=none", "--", from, folder / "owner.pdf"})
                .exit_code,
            0);
  EXPECT_EQ(code_of(decode_path(folder / "user.pdf")), ErrorCode::encrypted);
  const auto open = decode_path(folder / "owner.pdf");
  ASSERT_TRUE(open) << open.error().cause;
  EXPECT_EQ(text_of_bytes(open->master.bytes), scan_jpeg());
  const auto source = open_files({.inputs = {folder / "user.pdf"}});
  ASSERT_TRUE((*source)->next({}));
  const auto item = (*source)->next({});
  ASSERT_TRUE(item);
  EXPECT_EQ(std::get<models::SourcePage>(*item).failure->code, ErrorCode::encrypted);
  EXPECT_EQ(std::get<models::SourcePage>(*item).failure->file, "user.pdf");
  EXPECT_EQ(std::get<models::SourcePage>(*item).failure->page, 1);
}

TEST(PdfFile, ThatIsBrokenIsAnErrorForThatFile) {
  const std::string whole = pdf_scan(jpeg_scan());
  EXPECT_EQ(code_of(decode_bytes(whole.substr(0, 300))), ErrorCode::damaged);
  PdfScan cut = jpeg_scan();
  cut.data = scan_jpeg().substr(0, scan_jpeg().size() / 2);
  EXPECT_EQ(code_of(decode_bytes(pdf_scan(cut))), ErrorCode::truncated);
  EXPECT_EQ(code_of(decode_bytes(
                pdf_of({{1, "<< /Type /Catalog /Pages 2 0 R >>"}, {2, "<< /Type /Pages /Kids [] /Count 0 >>"}}))),
            ErrorCode::no_pages);
  EXPECT_EQ(code_of(decode_bytes(
                pdf_of({{1, "<< /Type /Catalog /Pages 2 0 R >>"}, {2, "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}}))),
            ErrorCode::no_pages);
}

TEST(PdfFile, WhoseXrefIsWrongIsReadAllTheSame) {
  std::string bytes = pdf_scan(jpeg_scan());
  bytes.replace(bytes.rfind("startxref"), std::string::npos, "startxref\n12345678\n%%EOF\n");
  const auto page = decode_bytes(bytes);
  ASSERT_TRUE(page) << page.error().cause;
  EXPECT_EQ(text_of_bytes(page->master.bytes), scan_jpeg());
}

TEST(PdfFile, MayHaveAPageTreeOfThousandsOfLevels) {
  std::map<int, std::string> objects{{1, "<< /Type /Catalog /Pages 2 0 R >>"}};
  constexpr int kLevels = 5000;
  for (int i = 2; i < kLevels; ++i)
    objects[i] = "<< /Type /Pages /Kids [" + std::to_string(i + 1) + " 0 R] /Count 1 >>";
  objects[kLevels] = "<< /Type /Page /MediaBox [0 0 300 200] /Contents " + std::to_string(kLevels + 1) +
                     " 0 R /Resources << /XObject << /I " + std::to_string(kLevels + 2) + " 0 R >> >> >>";
  objects[kLevels + 1] = pdf_stream("q 300 0 0 200 0 0 cm /I Do Q");
  objects[kLevels + 2] = pdf_stream(scan_jpeg(),
                                    "/Type /XObject /Subtype /Image /Width 600 /Height 400 /Filter /DCTDecode "
                                    "/ColorSpace /DeviceRGB /BitsPerComponent 8");
  const auto page = decode_bytes(pdf_of(objects));
  ASSERT_TRUE(page) << page.error().cause;
  EXPECT_EQ(page->master.kind, MasterKind::jpeg);
}

TEST(PdfPage, ThatIsLargerThanAnyPaperIsRefusedWhereItWouldBeRendered) {
  PdfScan scan = jpeg_scan();
  scan.box = "[0 0 1000000 1000000]";
  EXPECT_EQ(code_of(decode_bytes(pdf_scan(scan))), ErrorCode::image_too_large);
}

TEST(PdfPage, ThatTakesTooLongIsStopped) {
  PdfScan scan = jpeg_scan();
  scan.content.clear();
  for (int i = 0; i < 60'000; ++i) scan.content += "0 0 300 200 re f ";
  DecodeOptions options;
  options.tool_timeout = std::chrono::seconds{0};
  EXPECT_EQ(code_of(decode_bytes(pdf_scan(scan), options)), ErrorCode::timed_out);
}

}  // namespace
}  // namespace hoso::scanners
