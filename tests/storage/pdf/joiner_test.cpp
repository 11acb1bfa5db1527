// SPDX-License-Identifier: Apache-2.0
#include "storage/pdf/joiner.h"

#include <fstream>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFOutlineDocumentHelper.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

#include "hoso/storage/fixity.h"
#include "storage/pdf/metadata.h"
#include "storage/pdf/outline.h"
#include "tests/storage/pdf/pdf_support.h"

namespace hoso::tests {
namespace {

using storage::PdfaLevel;

cv::Mat patch(int seed = 1) {
  cv::Mat image(140, 100, CV_8UC3);
  cv::theRNG().state = static_cast<std::uint64_t>(seed);
  cv::randu(image, cv::Scalar::all(0), cv::Scalar::all(256));
  return image;
}

models::PageText small_text(const std::string& words = "Quyết định") {
  models::Word word{words, {10, 10, 60, 12}, 1};
  return {{{{{{word}, word.box}}, word.box}}};
}

TEST(Joiner, KeepsEveryImageStreamAsThePageHadIt) {
  const TempFolder folder;
  DossierBuilder builder(folder.path());
  const auto jpeg = jpeg_of(patch());
  builder.add(page_of_jpeg(jpeg, {100, 140}, 72), small_text());
  builder.add(page_of_pixels(patch(2), 72), small_text());
  builder.add(page_of_pixels(cv::Mat(140, 100, CV_8UC1, cv::Scalar(255)), 72, true), small_text());
  const auto pdf = builder.write();
  QPDF document;
  open_pdf(document, pdf);
  for (int page = 1; page <= 3; ++page) {
    EXPECT_EQ(storage::sha256_of(raw_stream(image_of(document, page))),
              builder.dossier.pages[static_cast<std::size_t>(page) - 1].facts.image_sha256)
        << page;
  }
  EXPECT_EQ(raw_stream(image_of(document, 1)), std::string(jpeg.begin(), jpeg.end()));
}

TEST(Joiner, MakesTheSameBytesAgain) {
  const TempFolder one, other;
  std::string bytes[2];
  int i = 0;
  for (const TempFolder* folder : {&one, &other}) {
    DossierBuilder builder(folder->path(), PdfaLevel::a3u);
    builder.attachments = {{"record.json", "{}"}};
    builder.add(page_of_jpeg(jpeg_of(patch()), {100, 140}, 72), small_text());
    builder.add(page_of_jpeg(jpeg_of(patch(3)), {100, 140}, 72), small_text());
    builder.dossier.documents.push_back({.type = "quyet_dinh", .pages = {1, 2}});
    bytes[i] = read_file(builder.write(i == 0 ? "a.pdf" : "b.pdf"));
    ++i;
  }
  EXPECT_GT(bytes[0].size(), 1000U);
  EXPECT_TRUE(bytes[0] == bytes[1]);
}

TEST(Joiner, WritesTheVersionOfTheLevelAndNoObjectStreams) {
  const TempFolder folder;
  for (const auto& [level, header] : {std::pair{PdfaLevel::a1b, "%PDF-1.4\n"}, {PdfaLevel::a2u, "%PDF-1.7\n"}}) {
    DossierBuilder builder(folder.path(), level);
    builder.add(page_of_jpeg(jpeg_of(patch()), {100, 140}, 72));
    const std::string bytes = read_file(builder.write());
    EXPECT_TRUE(bytes.starts_with(header));
    EXPECT_EQ(bytes.find("/ObjStm"), std::string::npos);
    EXPECT_NE(bytes.find("\nxref\n"), std::string::npos);
  }
}

TEST(Joiner, WritesTitleDatesAndLanguage) {
  const TempFolder folder;
  DossierBuilder builder(folder.path());
  builder.add(page_of_jpeg(jpeg_of(patch()), {100, 140}, 72));
  QPDF document;
  open_pdf(document, builder.write());
  auto info = document.getTrailer().getKey("/Info");
  EXPECT_EQ(info.getKey("/Title").getUTF8Value(), "Hồ sơ thử & <kiểm tra>");
  EXPECT_EQ(info.getKey("/CreationDate").getStringValue(), "D:20260102030405+00'00'");
  EXPECT_EQ(document.getRoot().getKey("/Lang").getStringValue(), "vi-VN");
  EXPECT_EQ(document.getRoot().getKey("/PageLabels").unparseResolved(), "<< /Nums [ 0 << /S /D >> ] >>");
  const std::string xmp = raw_stream(document.getRoot().getKey("/Metadata"));
  EXPECT_THAT(xmp, testing::HasSubstr("Hồ sơ thử &amp; &lt;kiểm tra&gt;"));
  EXPECT_THAT(xmp, testing::HasSubstr("<xmp:CreateDate>2026-01-02T03:04:05+00:00<"));
}

TEST(Joiner, WritesNoDateWithoutATime) {
  const TempFolder folder;
  DossierBuilder builder(folder.path());
  builder.add(page_of_jpeg(jpeg_of(patch()), {100, 140}, 72));
  storage::PdfJob job = builder.job();
  job.time.reset();
  ASSERT_TRUE(storage::write_pdfa(job, folder / "out.pdf"));
  const std::string bytes = read_file(folder / "out.pdf");
  EXPECT_EQ(bytes.find("Date"), std::string::npos);
}

TEST(Joiner, KnowsTheCalendar) {
  EXPECT_EQ(storage::pdf_date(0), "D:19700101000000+00'00'");
  EXPECT_EQ(storage::pdf_date(951782400), "D:20000229000000+00'00'");
  EXPECT_EQ(storage::pdf_date(-1), "D:19691231235959+00'00'");
  EXPECT_EQ(storage::xmp_date(4107542399), "2100-02-28T23:59:59+00:00");
}

TEST(Joiner, BookmarksEachPaperAtItsFirstPage) {
  const TempFolder folder;
  DossierBuilder builder(folder.path());
  for (int i = 0; i < 3; ++i) builder.add(page_of_jpeg(jpeg_of(patch(i)), {100, 140}, 72));
  models::Document decision{.type = "quyet_dinh", .pages = {1, 2}};
  decision.fields = {{.name = "number", .value = "127"}, {.name = "symbol", .value = "QĐ-UBND"}};
  builder.dossier.documents = {
      decision, {.type = "bao_cao", .pages = {3}}, {.type = "other", .pages = {9}}, {.type = "other"}};
  QPDF document;
  open_pdf(document, builder.write());
  auto outlines = QPDFOutlineDocumentHelper(document).getTopLevelOutlines();
  ASSERT_EQ(outlines.size(), 2U);
  const auto pages = QPDFPageDocumentHelper(document).getAllPages();
  EXPECT_EQ(outlines[0].getTitle(), "Quyết định 127/QĐ-UBND");
  EXPECT_EQ(outlines[1].getTitle(), "Báo cáo");
  EXPECT_EQ(outlines[0].getDestPage().getObjGen(), pages[0].getObjectHandle().getObjGen());
  EXPECT_EQ(outlines[1].getDestPage().getObjGen(), pages[2].getObjectHandle().getObjGen());
}

TEST(Joiner, NamesAPaperByItsNumberWhicheverWayItWasRead) {
  models::Document document{.type = "quyet_dinh"};
  const auto title = [&](const std::string& number, const std::string& symbol) {
    document.fields.clear();
    if (!number.empty()) document.fields.push_back({.name = "number", .value = number});
    if (!symbol.empty()) document.fields.push_back({.name = "symbol", .value = symbol});
    return storage::title_of(document);
  };
  EXPECT_EQ(title("127", "127/QĐ-UBND"), "Quyết định 127/QĐ-UBND");
  EXPECT_EQ(title("127", "/QĐ-UBND"), "Quyết định 127/QĐ-UBND");
  EXPECT_EQ(title("", "127/QĐ-UBND"), "Quyết định 127/QĐ-UBND");
  EXPECT_EQ(title("127", ""), "Quyết định 127");
  EXPECT_EQ(title("", ""), "Quyết định");
  document.type = "never_heard_of";
  EXPECT_EQ(title("", ""), "Tài liệu");
}

TEST(Joiner, AttachesTheRecordOnlyIn3u) {
  const TempFolder folder;
  for (const PdfaLevel level : {PdfaLevel::a2u, PdfaLevel::a3u}) {
    DossierBuilder builder(folder.path(), level);
    builder.attachments = {{"record.json", R"({"name":"hồ sơ"})"}};
    builder.add(page_of_jpeg(jpeg_of(patch()), {100, 140}, 72));
    QPDF document;
    open_pdf(document, builder.write());
    const auto files = QPDFEmbeddedFileDocumentHelper(document).getEmbeddedFiles();
    ASSERT_EQ(files.size(), level == PdfaLevel::a3u ? 1U : 0U);
    EXPECT_EQ(document.getRoot().hasKey("/AF"), level == PdfaLevel::a3u);
    if (level != PdfaLevel::a3u) continue;
    EXPECT_EQ(files.begin()->second->getObjectHandle().getKey("/AFRelationship").getName(), "/Data");
    EXPECT_EQ(decoded_stream(files.begin()->second->getEmbeddedFileStream()), builder.attachments[0].second);
  }
}

TEST(Joiner, NamesThePageWhoseFileIsMissingOrDamaged) {
  const TempFolder folder;
  DossierBuilder builder(folder.path());
  builder.add(page_of_jpeg(jpeg_of(patch()), {100, 140}, 72));
  builder.add(page_of_jpeg(jpeg_of(patch()), {100, 140}, 72));
  write_file(builder.dossier.pages[1].pdf, "not a PDF");
  for (const bool missing : {false, true}) {
    if (missing) std::filesystem::remove(builder.dossier.pages[1].pdf);
    const auto written = storage::write_pdfa(builder.job(), folder / "out.pdf");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, models::ErrorCode::page_rejected_by_writer);
    EXPECT_EQ(written.error().page, 2);
    EXPECT_FALSE(std::filesystem::exists(folder / "out.pdf"));
  }
}

TEST(Joiner, TellsAFullDiskFromAFolderThatIsNotThere) {
  const TempFolder folder;
  DossierBuilder builder(folder.path());
  builder.add(page_of_jpeg(jpeg_of(patch()), {100, 140}, 72));
  std::filesystem::create_symlink("/dev/full", folder / "full.pdf");
  const auto full = storage::write_pdfa(builder.job(), folder / "full.pdf");
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().code, models::ErrorCode::disk_full);
  const auto nowhere = storage::write_pdfa(builder.job(), folder / "missing/out.pdf");
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().code, models::ErrorCode::output_unwritable);
  EXPECT_EQ(storage::write_pdfa({}, folder / "x.pdf").error().code, models::ErrorCode::no_pages);
}

long peak_kb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return std::stol(line.substr(6));
  }
  return 0;
}

TEST(Joiner, Joins300PagesWithoutHoldingThem) {
  const TempFolder folder;
  DossierBuilder builder(folder.path());
  cv::Mat big(1200, 900, CV_8UC3);
  cv::theRNG().state = 5;
  cv::randu(big, cv::Scalar::all(0), cv::Scalar::all(256));
  builder.add(page_of_jpeg(jpeg_of(big, 95), {900, 1200}, 100), small_text());
  const auto page_bytes = std::filesystem::file_size(builder.dossier.pages[0].pdf);
  ASSERT_GT(page_bytes, 500'000U);
  // Every page is the same file: what is measured is the joining.
  for (int i = 2; i <= 300; ++i) builder.dossier.pages.push_back(builder.dossier.pages[0]);
  const long before = peak_kb();
  const auto pdf = builder.write();
  const long grown_kb = peak_kb() - before;
  EXPECT_GT(std::filesystem::file_size(pdf), 300 * 500'000U);
#ifdef __SANITIZE_ADDRESS__
  constexpr long kMostKb = 1024 * 1024;  // it keeps what is freed for a while
#else
  constexpr long kMostKb = 40 * 1024;
#endif
  EXPECT_LT(grown_kb, kMostKb) << "300 pages of " << page_bytes / 1000 << " kB";
  QPDF document;
  open_pdf(document, pdf);
  EXPECT_EQ(QPDFPageDocumentHelper(document).getAllPages().size(), 300U);
}

}  // namespace
}  // namespace hoso::tests
