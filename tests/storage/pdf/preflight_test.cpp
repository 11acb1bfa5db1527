// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "hoso/storage/verify.h"
#include "tests/storage/pdf/broken_copies.h"
#include "tests/storage/pdf/pdf_support.h"

namespace hoso::tests {
namespace {

using storage::PdfaLevel;

/// PDFBox preflight's verdict on each file, true: valid PDF/A-1b. One Java process for all.
std::vector<bool> preflight(const std::vector<std::filesystem::path>& files, const TempFolder& folder) {
  std::string list;
  for (const auto& file : files) list += file.string() + "\n";
  write_file(folder / "list.txt", list);
  const auto result = run_process({"java", "-cp", pdfbox_class_path(), "org.apache.pdfbox.preflight.Validator_A1b",
                                   "xml", "group", (folder / "list.txt").string()});
  const std::string xml = read_file(folder / "list.txt.preflight.xml") + result.out;
  std::vector<bool> verdicts;
  for (const auto& file : files) {
    const auto at = xml.find("name=\"" + file.filename().string() + "\"");
    EXPECT_NE(at, std::string::npos) << file << " was not looked at\n" << result.err;
    const auto verdict = at == std::string::npos ? at : xml.find("<isValid", at);
    verdicts.push_back(verdict != std::string::npos && xml.substr(xml.find('>', verdict), 6).starts_with(">true"));
  }
  return verdicts;
}

class Renditions {
 public:
  explicit Renditions(const TempFolder& folder) : folder_(&folder) {}

  DossierBuilder& begin(const std::string& name) {
    std::filesystem::create_directory(folder_->path() / name);
    names_.push_back(name);
    builders_.push_back(std::make_unique<DossierBuilder>(folder_->path() / name, PdfaLevel::a1b));
    return *builders_.back();
  }
  std::vector<std::filesystem::path> write() {
    std::vector<std::filesystem::path> files;
    for (std::size_t i = 0; i < names_.size(); ++i) files.push_back(builders_[i]->write(names_[i] + ".pdf"));
    return files;
  }

 private:
  const TempFolder* folder_;
  std::vector<std::string> names_;
  std::vector<std::unique_ptr<DossierBuilder>> builders_;
};

cv::Mat in_grey(const cv::Mat& image) {
  cv::Mat grey;
  cv::cvtColor(image, grey, cv::COLOR_BGR2GRAY);
  return grey;
}

models::SeenPage jpeg_page(const cv::Mat& image, double dpi) {
  return page_of_jpeg(jpeg_of(image), {image.cols, image.rows}, dpi, image.channels());
}

models::SeenPage turned_page(const cv::Mat& image, double dpi, models::ExifOrientation lies) {
  models::SeenPage page = jpeg_page(image, dpi);
  const models::Size size{image.cols, image.rows};
  show_through(page, models::upright_map(lies, size), models::upright_size(lies, size));
  return page;
}

void add_kinds_of_image(Renditions& all, const DrawnPage& drawn, double dpi) {
  const cv::Mat& image = drawn.image;
  const cv::Mat grey = in_grey(image), bits = grey > 128;
  all.begin("colour-jpeg").add(jpeg_page(image, dpi), drawn.truth);
  all.begin("grey-jpeg").add(jpeg_page(grey, dpi), drawn.truth);
  all.begin("rgb-jpeg").add(page_of_jpeg(rgb_jpeg_of(image, true), {image.cols, image.rows}, dpi), drawn.truth);
  all.begin("unmarked-rgb-jpeg")
      .add(page_of_jpeg(rgb_jpeg_of(image, false), {image.cols, image.rows}, dpi), drawn.truth);
  all.begin("g4").add(page_of_pixels(bits, dpi, true), drawn.truth);
  all.begin("grey-flate").add(page_of_pixels(grey, dpi), drawn.truth);
  all.begin("colour-flate").add(page_of_pixels(image, dpi), drawn.truth);
  cv::Mat deep;
  grey.convertTo(deep, CV_16U, 257);
  all.begin("16-bit").add(page_of_pixels(deep, dpi), drawn.truth);
  models::SeenPage cmyk = page_of_pixels(image, dpi);
  cmyk.master.reencode_jpeg = true;
  cmyk.master.note = "CMYK turned into RGB";
  all.begin("cmyk").add(std::move(cmyk), drawn.truth);
  models::SeenPage marked = jpeg_page(image, dpi);
  marked.overlays.push_back({{20, 20, 50, 50}, cv::Mat(50, 50, CV_8UC3, cv::Scalar(0, 0, 255))});
  all.begin("with-marks").add(std::move(marked), drawn.truth);
}

void add_kinds_of_page(Renditions& all, const DrawnPage& drawn, double dpi) {
  const cv::Mat& image = drawn.image;
  all.begin("no-text").add(jpeg_page(image, dpi));
  all.begin("a5").add(jpeg_page(image, dpi * 1.414), drawn.truth);
  all.begin("a3").add(jpeg_page(image, dpi / 1.414), drawn.truth);
  all.begin("id-card").add(jpeg_page(image(cv::Rect(0, 0, 200, 125)), 59));
  cv::Mat lying;
  cv::rotate(image, lying, cv::ROTATE_90_CLOCKWISE);
  all.begin("landscape").add(jpeg_page(lying, dpi));
  all.begin("turned").add(turned_page(lying, dpi, models::ExifOrientation::turned_270), drawn.truth);
  all.begin("mirrored").add(turned_page(image, dpi, models::ExifOrientation::mirrored));
  models::SeenPage skewed = jpeg_page(rotated(image, 3), dpi);
  show_through(skewed, turn_about_centre({image.cols, image.rows}, -3), {image.cols, image.rows});
  all.begin("skewed").add(std::move(skewed), drawn.truth);
}

void add_dossiers(Renditions& all, const DrawnPage& drawn, double dpi, const TempFolder& folder) {
  DossierBuilder& mixed = all.begin("mixed");
  mixed.add(jpeg_page(drawn.image, dpi), drawn.truth);
  mixed.add(page_of_pixels(in_grey(drawn.image) > 128, dpi, true));
  auto placeholder = storage::compose_placeholder({}, {.code = models::ErrorCode::damaged}, folder / "placeholder.pdf");
  ASSERT_TRUE(placeholder);
  mixed.dossier.pages.push_back(*placeholder);
  mixed.dossier.documents = {{.type = "quyet_dinh", .pages = {1}}, {.type = "other", .pages = {2, 3}}};
  DossierBuilder& large = all.begin("300-pages");
  models::PageText few_words;
  few_words.blocks.push_back({{drawn.truth.blocks[0].lines[0]}, drawn.truth.blocks[0].lines[0].box});
  large.add(jpeg_page(drawn.image, dpi), few_words);
  for (int i = 2; i <= 300; ++i) large.dossier.pages.push_back(large.dossier.pages[0]);
}

TEST(Preflight, AcceptsEveryKindOfPage) {
  const TempFolder folder;
  const DrawnPage drawn = draw_decision(50);
  Renditions all(folder);
  add_kinds_of_image(all, drawn, 50);
  add_kinds_of_page(all, drawn, 50);
  add_dossiers(all, drawn, 50, folder);
  const auto files = all.write();
  ASSERT_GE(files.size(), 20U);
  const auto verdicts = preflight(files, folder);
  for (std::size_t i = 0; i < files.size(); ++i) {
    EXPECT_TRUE(verdicts[i]) << files[i].filename();
    const auto report = storage::verify_pdfa(files[i]);
    ASSERT_TRUE(report);
    for (const auto& finding : report->findings)
      ADD_FAILURE() << files[i].filename() << ": " << finding.clause << ' ' << finding.what;
  }
}

TEST(Preflight, IsNotSimplyContentWithEverything) {
  const TempFolder folder;
  DossierBuilder builder(folder.path(), PdfaLevel::a1b);
  const DrawnPage drawn = draw_decision(50);
  builder.add(jpeg_page(drawn.image, 50), drawn.truth);
  const auto valid = builder.write("valid.pdf");
  std::vector<std::filesystem::path> broken;
  for (const BrokenCopy& copy : broken_copies()) {
    if (copy.name != "XMP removed" && copy.name != "page transparency group" && copy.name != "Launch link") continue;
    broken.push_back(folder / fmt::format("broken-{}.pdf", broken.size()));
    copy.make(valid, broken.back());
  }
  ASSERT_EQ(broken.size(), 3U);
  EXPECT_THAT(preflight(broken, folder), testing::Each(false));
}

}  // namespace
}  // namespace hoso::tests
