// SPDX-License-Identifier: Apache-2.0
#include "hoso/storage/compose.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "hoso/storage/fixity.h"
#include "storage/pdf/flate.h"
#include "storage/pdf/jpeg_codec.h"
#include "tests/storage/pdf/pdf_support.h"

namespace hoso::tests {
namespace {

using models::Embedding;
using models::ErrorCode;
using storage::PdfaLevel;

/// Red, green, blue, black quarters: tells every turn and mirror apart.
cv::Mat quarters(int width_px = 300, int height_px = 200) {
  cv::Mat image(height_px, width_px, CV_8UC3, cv::Scalar::all(0));
  const cv::Size half(width_px / 2, height_px / 2);
  image(cv::Rect({0, 0}, half)) = cv::Scalar(0, 0, 255);
  image(cv::Rect({half.width, 0}, half)) = cv::Scalar(0, 255, 0);
  image(cv::Rect({0, half.height}, half)) = cv::Scalar(255, 0, 0);
  return image;
}

cv::Mat noise(int type, int width_px = 61, int height_px = 47) {
  cv::Mat image(height_px, width_px, type);
  cv::theRNG().state = 7;
  cv::randu(image, cv::Scalar::all(0), cv::Scalar::all(type == CV_16UC1 || type == CV_16UC3 ? 65536 : 256));
  return image;
}

models::Result<models::ComposedPage> composed(models::SeenPage page, const std::filesystem::path& pdf,
                                              PdfaLevel level = PdfaLevel::a2u) {
  return storage::compose(std::move(page), level, pdf);
}

/// Mean difference of the samples of two images of the same size.
double difference(const cv::Mat& one, const cv::Mat& other) {
  EXPECT_EQ(one.size(), other.size());
  cv::Mat delta;
  cv::absdiff(one, other, delta);
  return cv::mean(delta.reshape(1)).val[0];
}

std::vector<std::uint8_t> bytes_of(const std::string& text) { return {text.begin(), text.end()}; }
std::string text_of(const std::vector<std::uint8_t>& bytes) { return {bytes.begin(), bytes.end()}; }

TEST(Compose, KeepsTheBytesOfAJpeg) {
  const TempFolder folder;
  const auto jpeg = jpeg_of(quarters());
  const auto page = composed(page_of_jpeg(jpeg, {300, 200}, 100), folder / "p.pdf");
  ASSERT_TRUE(page) << page.error().cause;
  EXPECT_EQ(page->facts.embedding, Embedding::jpeg_kept);
  EXPECT_EQ(page->facts.embedding_note, "");
  EXPECT_EQ(page->facts.image_sha256, storage::sha256_of(text_of(jpeg)));
  QPDF document;
  open_pdf(document, folder / "p.pdf");
  EXPECT_EQ(raw_stream(image_of(document, 1)), text_of(jpeg));
}

TEST(Compose, KeepsAGreyJpegAsGrey) {
  const TempFolder folder;
  const cv::Mat grey = noise(CV_8UC1);
  ASSERT_TRUE(composed(page_of_jpeg(jpeg_of(grey), {61, 47}, 72, 1), folder / "p.pdf"));
  cv::Mat shown;
  cv::cvtColor(rendered(folder / "p.pdf", 1, 72), shown, cv::COLOR_BGR2GRAY);
  EXPECT_LT(difference(shown, grey), 15);  // noise against other noise: 85
}

TEST(Compose, KeepsAJpegWithFillBytesBeforeAMarker) {
  const TempFolder folder;
  auto jpeg = jpeg_of(quarters());
  // ITU-T T.81 B.1.1.2: any marker may be preceded by fill bytes FF. After SOI and APP0 comes DQT.
  const std::size_t second_marker = 2 + 2 + (jpeg[4] << 8 | jpeg[5]);
  ASSERT_EQ(jpeg[second_marker], 0xFF);
  jpeg.insert(jpeg.begin() + static_cast<std::ptrdiff_t>(second_marker), 0xFF);
  const auto page = composed(page_of_jpeg(jpeg, {300, 200}, 72), folder / "p.pdf");
  ASSERT_TRUE(page) << page.error().cause;
  EXPECT_EQ(page->facts.image_sha256, storage::sha256_of(text_of(jpeg)));
  EXPECT_LT(difference(rendered(folder / "p.pdf", 1, 72), quarters()), 4);
}

TEST(Compose, ShowsAnRgbJpegInItsColours) {
  const TempFolder folder;
  for (const bool adobe_marker : {true, false}) {
    const auto pdf = folder / (adobe_marker ? "adobe.pdf" : "plain.pdf");
    ASSERT_TRUE(composed(page_of_jpeg(rgb_jpeg_of(quarters(), adobe_marker), {300, 200}, 72), pdf));
    EXPECT_LT(difference(rendered(pdf, 1, 72), quarters()), 4) << "Adobe marker: " << adobe_marker;
  }
}

class ComposeMap : public testing::TestWithParam<models::ExifOrientation> {};

TEST_P(ComposeMap, ShowsTheImageAsItsMapSays) {
  const TempFolder folder;
  const models::Size delivered{300, 200};
  models::SeenPage page = page_of_jpeg(jpeg_of(quarters(), 95), delivered, 72);
  const models::Affine map = models::upright_map(GetParam(), delivered);
  show_through(page, map, models::upright_size(GetParam(), delivered));
  ASSERT_TRUE(composed(std::move(page), folder / "p.pdf"));
  const cv::Mat shown = rendered(folder / "p.pdf", 1, 72);
  // The middle of each quarter must come out where the map puts it.
  for (const models::Point at : {models::Point{75, 50}, {225, 50}, {75, 150}, {225, 150}}) {
    const models::Point there = map(at);
    const auto expected = quarters().at<cv::Vec3b>(static_cast<int>(at.y), static_cast<int>(at.x));
    const auto& found = shown.at<cv::Vec3b>(static_cast<int>(there.y), static_cast<int>(there.x));
    EXPECT_LT(cv::norm(expected, found), 12) << at.x << ' ' << at.y;
  }
}

INSTANTIATE_TEST_SUITE_P(AllWays, ComposeMap,
                         testing::Values(models::ExifOrientation::normal, models::ExifOrientation::mirrored,
                                         models::ExifOrientation::turned_180, models::ExifOrientation::flipped,
                                         models::ExifOrientation::transposed, models::ExifOrientation::turned_90,
                                         models::ExifOrientation::transverse, models::ExifOrientation::turned_270));

TEST(Compose, TurnsASkewedImageStraight) {
  const TempFolder folder;
  cv::Mat lines(400, 400, CV_8UC3, cv::Scalar::all(255));
  for (int y = 100; y <= 300; y += 100) lines(cv::Rect(60, y, 280, 6)) = cv::Scalar::all(0);
  models::SeenPage page = page_of_jpeg(jpeg_of(rotated(lines, 3), 95), {400, 400}, 72);
  show_through(page, turn_about_centre({400, 400}, -3), {400, 400});
  ASSERT_TRUE(composed(std::move(page), folder / "p.pdf"));
  const cv::Mat shown = rendered(folder / "p.pdf", 1, 72);
  EXPECT_LT(difference(shown, lines), 2);
  EXPECT_GT(difference(rotated(lines, 3), lines), 4);
}

TEST(Compose, KeepsPixelsLosslessly) {
  const TempFolder folder;
  for (const int type : {CV_8UC1, CV_8UC3}) {
    const cv::Mat pixels = noise(type);
    const auto page = composed(page_of_pixels(pixels, 72), folder / "p.pdf");
    ASSERT_TRUE(page) << page.error().cause;
    EXPECT_EQ(page->facts.embedding, Embedding::flate);
    EXPECT_EQ(page->facts.embedding_note, "");
    cv::Mat shown = rendered(folder / "p.pdf", 1, 72);
    if (type == CV_8UC1) cv::cvtColor(shown, shown, cv::COLOR_BGR2GRAY);
    EXPECT_EQ(difference(shown, pixels), 0) << type;
  }
}

TEST(Compose, Keeps16BitsWherePdfHasThem) {
  const TempFolder folder;
  const cv::Mat pixels = noise(CV_16UC3, 20, 10);
  const auto page = composed(page_of_pixels(pixels, 72), folder / "p.pdf");
  ASSERT_TRUE(page) << page.error().cause;
  EXPECT_EQ(page->facts.embedding_note, "");
  QPDF document;
  open_pdf(document, folder / "p.pdf");
  const std::string samples = decoded_stream(image_of(document, 1));
  ASSERT_EQ(samples.size(), 20U * 10 * 6);
  const auto& first = pixels.at<cv::Vec3w>(0, 0);
  EXPECT_EQ(static_cast<unsigned char>(samples[0]) << 8 | static_cast<unsigned char>(samples[1]), first[2]);
  EXPECT_EQ(static_cast<unsigned char>(samples[4]) << 8 | static_cast<unsigned char>(samples[5]), first[0]);
}

TEST(Compose, Reduces16BitsInPdfa1AndSaysSo) {
  const TempFolder folder;
  const auto page = composed(page_of_pixels(noise(CV_16UC1, 20, 10), 72), folder / "p.pdf", PdfaLevel::a1b);
  ASSERT_TRUE(page) << page.error().cause;
  EXPECT_THAT(page->facts.embedding_note, testing::HasSubstr("16 bits"));
  QPDF document;
  open_pdf(document, folder / "p.pdf");
  EXPECT_EQ(image_of(document, 1).getDict().getKey("/BitsPerComponent").getIntValue(), 8);
}

TEST(Compose, KeepsBilevelPixelsAs1BitTheRightWayRound) {
  const TempFolder folder;
  cv::Mat bits(37, 61, CV_8UC1, cv::Scalar(255));
  bits(cv::Rect(5, 7, 20, 9)) = cv::Scalar(0);
  bits(cv::Rect(60, 0, 1, 37)) = cv::Scalar(0);
  const auto page = composed(page_of_pixels(bits, 72, true), folder / "p.pdf");
  ASSERT_TRUE(page) << page.error().cause;
  EXPECT_EQ(page->facts.embedding, Embedding::g4);
  cv::Mat shown;
  cv::cvtColor(rendered(folder / "p.pdf", 1, 72), shown, cv::COLOR_BGR2GRAY);
  EXPECT_EQ(difference(shown, bits), 0);
}

TEST(Compose, KeepsG4BytesWhicheverColourIsOne) {
  const TempFolder folder;
  cv::Mat bits(40, 64, CV_8UC1, cv::Scalar(255));
  bits(cv::Rect(5, 7, 20, 9)) = cv::Scalar(0);
  ASSERT_TRUE(composed(page_of_pixels(bits, 72, true), folder / "made.pdf"));
  QPDF made;
  open_pdf(made, folder / "made.pdf");
  auto parameters = image_of(made, 1).getDict().getKey("/DecodeParms");
  if (parameters.isArray()) parameters = parameters.getArrayItem(0);
  auto black_is_1 = parameters.getKey("/BlackIs1");
  const bool as_made = black_is_1.isBool() && black_is_1.getBoolValue();
  for (const bool inverted : {false, true}) {
    models::SeenPage page = page_of_pixels(bits, 72, true);
    page.master = {
        .kind = models::MasterKind::ccitt_g4, .bytes = bytes_of(raw_stream(image_of(made, 1))), .size = {64, 40}};
    page.master.g4_black_is_1 = as_made != inverted;
    const auto kept = composed(std::move(page), folder / "kept.pdf");
    ASSERT_TRUE(kept) << kept.error().cause;
    EXPECT_EQ(kept->facts.embedding, Embedding::g4_kept);
    EXPECT_EQ(kept->facts.image_sha256, storage::sha256_of(raw_stream(image_of(made, 1))));
    cv::Mat shown;
    cv::cvtColor(rendered(folder / "kept.pdf", 1, 72), shown, cv::COLOR_BGR2GRAY);
    EXPECT_EQ(difference(shown, inverted ? cv::Mat(255 - bits) : bits), 0) << inverted;
  }
}

TEST(Compose, KeepsDeflatedRows) {
  const TempFolder folder;
  const cv::Mat pixels = quarters();
  auto rows = storage::deflated_rows(pixels);
  ASSERT_TRUE(rows);
  models::SeenPage page = page_of_pixels(pixels, 72);
  page.master = {.kind = models::MasterKind::png_rows,
                 .bytes = bytes_of(*rows),
                 .size = {pixels.cols, pixels.rows},
                 .components = pixels.channels()};
  const auto kept = composed(std::move(page), folder / "kept.pdf");
  ASSERT_TRUE(kept) << kept.error().cause;
  EXPECT_EQ(kept->facts.embedding, Embedding::flate_kept);
  EXPECT_EQ(kept->facts.image_sha256, storage::sha256_of(*rows));
  EXPECT_EQ(difference(rendered(folder / "kept.pdf", 1, 72), pixels), 0);
}

TEST(Compose, EncodesAnewWhatCannotBeKeptAndSaysSo) {
  const TempFolder folder;
  models::SeenPage page = page_of_pixels(quarters(), 72);
  page.master.reencode_jpeg = true;
  page.master.note = "CMYK turned into RGB";
  const auto out = composed(std::move(page), folder / "p.pdf");
  ASSERT_TRUE(out) << out.error().cause;
  EXPECT_EQ(out->facts.embedding, Embedding::jpeg_new);
  EXPECT_THAT(out->facts.embedding_note, testing::AllOf(testing::HasSubstr("CMYK"), testing::HasSubstr("quality 95")));
  EXPECT_LT(difference(rendered(folder / "p.pdf", 1, 72), quarters()), 2);
}

TEST(Compose, LaysPatchesOverTheImageAndTurnsThemWithIt) {
  const TempFolder folder;
  models::SeenPage page = page_of_jpeg(jpeg_of(cv::Mat(200, 300, CV_8UC3, cv::Scalar::all(255)), 95), {300, 200}, 72);
  const auto turned = models::ExifOrientation::turned_90;
  show_through(page, models::upright_map(turned, {300, 200}), models::upright_size(turned, {300, 200}));
  page.overlays.push_back({{30, 40, 60, 40}, quarters(120, 80)});
  ASSERT_TRUE(composed(std::move(page), folder / "p.pdf"));
  const cv::Mat shown = rendered(folder / "p.pdf", 1, 72);
  const auto colour_at = [&](double x, double y) {
    const models::Point there = models::upright_map(turned, {300, 200})({x, y});
    return shown.at<cv::Vec3b>(static_cast<int>(there.y), static_cast<int>(there.x));
  };
  EXPECT_EQ(colour_at(45, 50), cv::Vec3b(0, 0, 255));
  EXPECT_EQ(colour_at(75, 50), cv::Vec3b(0, 255, 0));
  EXPECT_EQ(colour_at(45, 70), cv::Vec3b(255, 0, 0));
  EXPECT_GT(colour_at(20, 50)[1], 250);
}

TEST(Compose, MakesTheSameBytesAgain) {
  const TempFolder folder;
  ASSERT_TRUE(composed(page_of_jpeg(jpeg_of(quarters()), {300, 200}, 100), folder / "1.pdf"));
  ASSERT_TRUE(composed(page_of_jpeg(jpeg_of(quarters()), {300, 200}, 100), folder / "2.pdf"));
  EXPECT_EQ(read_file(folder / "1.pdf"), read_file(folder / "2.pdf"));
}

TEST(Compose, RefusesWhatIsNoWholeImage) {
  const TempFolder folder;
  auto cut = jpeg_of(quarters());
  cut.resize(cut.size() / 2);
  for (auto& page : {page_of_jpeg(cut, {300, 200}, 72), page_of_jpeg(bytes_of("no image"), {300, 200}, 72),
                     page_of_jpeg({}, {300, 200}, 72), page_of_jpeg(jpeg_of(quarters()), {301, 200}, 72),
                     page_of_pixels(cv::Mat(), 72), page_of_pixels(cv::Mat(5, 5, CV_32FC1), 72)}) {
    const auto out = composed(page, folder / "p.pdf");
    ASSERT_FALSE(out);
    EXPECT_EQ(out.error().code, ErrorCode::page_rejected_by_writer);
    EXPECT_EQ(out.error().page, 1);
    EXPECT_EQ(out.error().file, "scan.jpg");
    EXPECT_FALSE(std::filesystem::exists(folder / "p.pdf"));
  }
}

TEST(Compose, RefusesPagesBeyondTheLimitsOfPdf) {
  const TempFolder folder;
  for (const double dpi : {-1.0, 0.0, 1.0, 1.49, 4801.0}) {  // 1.5 dpi make 14,400 pt, 4,800 dpi make 3 pt
    const auto out = composed(page_of_jpeg(jpeg_of(quarters()), {300, 200}, dpi), folder / "p.pdf");
    ASSERT_FALSE(out) << dpi;
    EXPECT_EQ(out.error().code, ErrorCode::page_rejected_by_writer);
  }
  for (const double dpi : {1.5, 4800.0})
    EXPECT_TRUE(composed(page_of_jpeg(jpeg_of(quarters()), {300, 200}, dpi), folder / "p.pdf")) << dpi;
}

TEST(Compose, TellsAFullDiskFromAFolderThatIsNotThere) {
  const TempFolder folder;
  std::filesystem::create_symlink("/dev/full", folder / "full.pdf");
  const auto full = composed(page_of_jpeg(jpeg_of(quarters()), {300, 200}, 72), folder / "full.pdf");
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().code, ErrorCode::disk_full);
  EXPECT_TRUE(std::filesystem::exists("/dev/full"));
  const auto nowhere = composed(page_of_jpeg(jpeg_of(quarters()), {300, 200}, 72), folder / "missing/p.pdf");
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().code, ErrorCode::output_unwritable);
}

TEST(Placeholder, SaysInPrintThatThePageCouldNotBeRead) {
  const TempFolder folder;
  models::PageFacts facts;
  facts.id.number = 7;
  facts.source.file =
      "quyết định số 12/bản quét rất dài không có khoảng trắng_________________________________________________.jpg";
  const models::Error error{
      .code = ErrorCode::damaged, .stage = models::Stage::decode, .file = facts.source.file, .page = 7};
  const auto page = storage::compose_placeholder(facts, error, folder / "p.pdf");
  ASSERT_TRUE(page) << page.error().cause;
  EXPECT_EQ(page->facts.failure, error);
  EXPECT_EQ(page->facts.embedding, Embedding::none);
  EXPECT_TRUE(page->text.blocks.empty());
  cv::Mat shown;
  cv::cvtColor(rendered(folder / "p.pdf", 1, 150), shown, cv::COLOR_BGR2GRAY);
  EXPECT_EQ(shown.cols, 1240);
  EXPECT_EQ(shown.rows, 1754);
  const int ink = shown.rows * shown.cols - cv::countNonZero(shown > 128);
  EXPECT_GT(ink, 5000);
  EXPECT_EQ(cv::countNonZero(shown(cv::Rect(1240 - 100, 0, 100, 1754)) < 128), 0) << "runs into the margin";
}

}  // namespace
}  // namespace hoso::tests
