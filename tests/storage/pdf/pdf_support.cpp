// SPDX-License-Identifier: Apache-2.0
#include "tests/storage/pdf/pdf_support.h"

#include <cmath>
#include <cstdio>
#include <numbers>
#include <regex>
#include <sstream>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <jpeglib.h>
#include <opencv2/imgproc.hpp>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

#include "hoso/models/text.h"

namespace hoso::tests {
namespace {

std::vector<std::uint8_t> encoded(const cv::Mat& pixels, int quality, J_COLOR_SPACE stored, bool adobe_marker) {
  jpeg_error_mgr errors;
  jpeg_compress_struct codec{};
  codec.err = jpeg_std_error(&errors);
  jpeg_create_compress(&codec);
  unsigned char* bytes = nullptr;
  unsigned long size = 0;
  jpeg_mem_dest(&codec, &bytes, &size);
  codec.image_width = static_cast<JDIMENSION>(pixels.cols);
  codec.image_height = static_cast<JDIMENSION>(pixels.rows);
  codec.input_components = pixels.channels();
  codec.in_color_space = pixels.channels() == 1 ? JCS_GRAYSCALE : JCS_EXT_BGR;
  jpeg_set_defaults(&codec);
  jpeg_set_colorspace(&codec, stored);
  jpeg_set_quality(&codec, quality, TRUE);
  if (stored == JCS_RGB) codec.write_Adobe_marker = adobe_marker ? TRUE : FALSE;
  jpeg_start_compress(&codec, TRUE);
  while (codec.next_scanline < codec.image_height) {
    auto* row = const_cast<JSAMPROW>(pixels.ptr(static_cast<int>(codec.next_scanline)));
    jpeg_write_scanlines(&codec, &row, 1);
  }
  jpeg_finish_compress(&codec);
  jpeg_destroy_compress(&codec);
  std::vector<std::uint8_t> out(bytes, bytes + size);
  std::free(bytes);
  return out;
}

models::SeenPage plain_page(models::Size size, double dpi) {
  models::SeenPage page;
  page.facts.id.number = 1;
  page.facts.source = {"scan.jpg", 0, {}};
  page.facts.delivered = page.facts.shown = size;
  page.facts.delivered_dpi = {dpi, dpi, models::DpiSource::file, 1, ""};
  page.facts.shown_dpi = dpi;
  page.master.size = size;
  return page;
}

std::string read_back(const std::vector<std::string>& command) {
  const ProcessResult result = run_process(command);
  EXPECT_EQ(result.exit_code, 0) << command[0] << ": " << result.err;
  return models::collapsed(models::nfc(result.out));
}

std::string unescaped(std::string text) {
  for (const auto& [entity, character] : {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&amp;", "&"}}) {
    for (auto at = text.find(entity); at != std::string::npos; at = text.find(entity, at + 1)) {
      text.replace(at, std::string_view(entity).size(), character);
    }
  }
  return text;
}

}  // namespace

std::vector<std::uint8_t> jpeg_of(const cv::Mat& pixels, int quality) {
  return encoded(pixels, quality, pixels.channels() == 1 ? JCS_GRAYSCALE : JCS_YCbCr, false);
}

std::vector<std::uint8_t> rgb_jpeg_of(const cv::Mat& bgr, bool adobe_marker) {
  return encoded(bgr, 95, JCS_RGB, adobe_marker);
}

models::SeenPage page_of_jpeg(std::vector<std::uint8_t> jpeg, models::Size size, double dpi, int components) {
  models::SeenPage page = plain_page(size, dpi);
  page.facts.mode = components == 1 ? models::ColourMode::grey : models::ColourMode::colour;
  page.master.kind = models::MasterKind::jpeg;
  page.master.bytes = std::move(jpeg);
  page.master.components = components;
  return page;
}

models::SeenPage page_of_pixels(const cv::Mat& pixels, double dpi, bool bilevel) {
  models::SeenPage page = plain_page({pixels.cols, pixels.rows}, dpi);
  page.facts.mode = bilevel                  ? models::ColourMode::bw
                    : pixels.channels() == 1 ? models::ColourMode::grey
                                             : models::ColourMode::colour;
  page.facts.bits_per_sample = bilevel ? 1 : pixels.depth() == CV_16U ? 16 : 8;
  page.master.pixels = pixels.clone();
  page.master.bilevel = bilevel;
  page.master.components = pixels.channels();
  return page;
}

void show_through(models::SeenPage& page, const models::Affine& map, models::Size shown) {
  page.facts.transform = map;
  page.facts.shown = shown;
}

models::Affine turn_about_centre(models::Size size, double degrees) {
  const double angle = degrees * std::numbers::pi / 180, c = std::cos(angle), s = std::sin(angle);
  const double x = size.width_px / 2.0, y = size.height_px / 2.0;
  // y points down, so counter-clockwise to the eye is this way round.
  return {c, s, x - c * x - s * y, -s, c, y + s * x - c * y};
}

DossierBuilder::DossierBuilder(const std::filesystem::path& folder, storage::PdfaLevel level)
    : folder_(folder), level_(level) {
  dossier.name = models::DossierName::from("dossier").value();
}

models::ComposedPage& DossierBuilder::add(models::SeenPage page, models::PageText text) {
  const int number = static_cast<int>(dossier.pages.size()) + 1;
  page.facts.id = {dossier.name, number};
  page.text = std::move(text);
  auto composed = storage::compose(std::move(page), level_, folder_ / fmt::format("page-{}.pdf", number));
  EXPECT_TRUE(composed.has_value()) << (composed ? "" : composed.error().cause);
  dossier.pages.push_back(composed ? std::move(*composed) : models::ComposedPage{});
  return dossier.pages.back();
}

storage::PdfJob DossierBuilder::job() const {
  return {.dossier = &dossier,
          .level = level_,
          .title = "Hồ sơ thử & <kiểm tra>",
          .time = 1767323045,
          .attachments = attachments,
          .producer = "hoso 0.1.0"};
}

std::filesystem::path DossierBuilder::write(std::string_view name) {
  auto out = folder_ / name;
  const auto written = storage::write_pdfa(job(), out);
  EXPECT_TRUE(written.has_value()) << (written ? "" : written.error().cause);
  return out;
}

cv::Mat rendered(const std::filesystem::path& pdf, int page, double dpi) {
  ProcessResult result = run_process(
      {"pdftoppm", "-r", fmt::format("{}", dpi), "-f", std::to_string(page), "-l", std::to_string(page), pdf.string()});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  std::istringstream header(result.out);
  std::string magic;
  int width = 0, height = 0, highest = 0;
  header >> magic >> width >> height >> highest;
  EXPECT_EQ(magic, "P6");
  const auto begin = static_cast<std::size_t>(header.tellg()) + 1;
  cv::Mat rgb(height, width, CV_8UC3, result.out.data() + begin), bgr;
  cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
  return bgr;
}

std::string read_by_pdftotext(const std::filesystem::path& pdf, const std::vector<std::string>& options) {
  std::vector<std::string> command{"pdftotext"};
  command.insert(command.end(), options.begin(), options.end());
  command.insert(command.end(), {pdf.string(), "-"});
  return read_back(command);
}

std::string read_by_mutool(const std::filesystem::path& pdf) {
  return read_back({"mutool", "draw", "-q", "-F", "text", pdf.string()});
}

std::string read_by_pdfbox(const std::filesystem::path& pdf) {
  return read_back({"java", "-cp", pdfbox_class_path(), "org.apache.pdfbox.tools.PDFBox", "ExtractText", "-console",
                    "-encoding", "UTF-8", pdf.string()});
}

std::string expected_text(const models::Dossier& dossier) {
  std::string all;
  for (const models::ComposedPage& page : dossier.pages) all += models::text_of(page.text) + "\n";
  return models::collapsed(models::nfc(all));
}

std::vector<models::Word> boxes_by_pdftotext(const std::filesystem::path& pdf) {
  const std::string xml = run_process({"pdftotext", "-bbox", pdf.string(), "-"}).out;
  static const std::regex word(
      R"re(<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>)re");
  std::vector<models::Word> words;
  for (std::sregex_iterator it(xml.begin(), xml.end(), word), end; it != end; ++it) {
    const double x = std::stod((*it)[1]), y = std::stod((*it)[2]);
    words.push_back({unescaped((*it)[5]), {x, y, std::stod((*it)[3]) - x, std::stod((*it)[4]) - y}, 1});
  }
  return words;
}

void open_pdf(QPDF& document, const std::filesystem::path& pdf) {
  document.setSuppressWarnings(true);
  document.processFile(pdf.c_str());
}

QPDFObjectHandle image_of(QPDF& document, int page, const std::string& name) {
  auto object = QPDFPageDocumentHelper(document).getAllPages().at(static_cast<std::size_t>(page) - 1).getObjectHandle();
  return object.getKey("/Resources").getKey("/XObject").getKey(name);
}

std::string raw_stream(QPDFObjectHandle stream) {
  const auto data = stream.getRawStreamData();
  return {reinterpret_cast<const char*>(data->getBuffer()), data->getSize()};
}

std::string decoded_stream(QPDFObjectHandle stream) {
  const auto data = stream.getStreamData(qpdf_dl_specialized);
  return {reinterpret_cast<const char*>(data->getBuffer()), data->getSize()};
}

std::string pdfbox_class_path() {
  std::string path;
  for (const char* jar :
       {"preflight", "pdfbox2", "pdfbox2-tools", "fontbox2", "xmpbox", "commons-logging", "commons-io",
        "javax.activation", "jaxb-api", "jaxb-runtime", "istack-commons-runtime", "bcprov"}) {
    path += fmt::format("{}/usr/share/java/{}.jar", path.empty() ? "" : ":", jar);
  }
  return path;
}

}  // namespace hoso::tests
