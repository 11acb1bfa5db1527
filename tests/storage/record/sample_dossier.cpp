// SPDX-License-Identifier: Apache-2.0
#include "tests/storage/record/sample_dossier.h"

#include <gtest/gtest.h>

#include <sstream>

#include "hoso/storage/compose.h"
#include "tests/support/temp_folder.h"

namespace hoso::tests {
namespace {

const std::string kHash(64, 'a');

models::ComposedPage decision(const models::DossierName& name) {
  models::ComposedPage page =
      text_page(name, 1,
                {"ỦY BAN NHÂN DÂN XÃ HOÀ BÌNH", "Số: 127/QĐ-UBND", "QUYẾT ĐỊNH",
                 "Phê duyệt kế hoạch trên Đường Đồng Đăng, TP. Hồ Chí Minh", "Người nhận: A & B <c> \"d\""});
  models::PageFacts& facts = page.facts;
  facts.source = {.file = "scan/trang 1.jpg", .index = 0, .sha256 = {kHash}};
  facts.source_time = 1'700'000'000;
  facts.delivered = {3508, 2480};
  facts.delivered_dpi = {
      .x = 300, .y = 299.5, .source = models::DpiSource::estimated, .confidence = 0.91, .paper = "A4"};
  facts.mode = models::ColourMode::colour;
  facts.orientation = {.degrees = 90, .confidence = 0.987654, .method = "reading", .scores = {0.1, 0.9, 0.05, 0.02}};
  facts.skew = {.degrees = 1.23456789, .confidence = 0.8, .applied = true};
  facts.transform = {.xx = 0.0215, .xy = 0.99976886, .x0 = -1.5, .yx = -0.99976886, .yy = 0.0215, .y0 = 3508.25};
  facts.barcodes = {{.format = "QRCode", .text = "001085012345|Nguyễn Văn A", .box = {1800, 200, 240, 240}}};
  facts.marks = {{2000.125, 100, 50, 50}};
  facts.seals = {{.box = {1300, 2500, 425, 425}, .coloured = true, .confidence = 0.975}};
  facts.text_layer = {{.words = 61,
                       .placed = 0.987654,
                       .agreement = 0.97,
                       .marked_agreement = 0.95,
                       .used = models::TextSource::given}};
  facts.look = 0x0123456789ABCDEF;
  facts.embedding = models::Embedding::jpeg_kept;
  facts.image_sha256 = {kHash};
  facts.notes = {"alpha channel flattened on white"};
  return page;
}

models::ComposedPage undecodable(const models::DossierName& name) {
  models::ComposedPage page = text_page(name, 3, {});
  page.facts.source = {.file = "scan/trang 3.jpg"};
  page.facts.failure = models::Error{.code = models::ErrorCode::truncated,
                                     .stage = models::Stage::decode,
                                     .file = "/home/someone/scan/trang 3.jpg",
                                     .cause = "premature end"};
  return page;
}

models::Document decision_document() {
  return {.type = "quyet_dinh",
          .confidence = 0.97,
          .pages = {1, 2},
          .fields = {{.name = "symbol",
                      .value = "127/QĐ-UBND",
                      .confidence = 0.93,
                      .verdict = models::Verdict::accept,
                      .page = 1,
                      .box = {170, 200, 300.129, 40}},
                     {.name = "date",
                      .value = "ngày 05 tháng 11 năm 2025",
                      .normalised = "2025-11-05",
                      .confidence = 0.9,
                      .page = 1,
                      .box = {1240, 430, 500, 40},
                      .checks = {{.name = "calendar"}},
                      .alternatives = {{.value = "ngày 06 tháng 11 năm 2025",
                                        .why = "also_found",
                                        .confidence = 0.4,
                                        .page = 1,
                                        .box = {1240, 900, 500, 40}}}},
                     {.name = "signer", .verdict = models::Verdict::missing}},
          .evidence = {"heading quyet_dinh on page 1"}};
}

}  // namespace

models::DossierName dossier_name(const std::string& text) {
  auto name = models::DossierName::from(text);
  EXPECT_TRUE(name) << text;
  return name.value_or(models::DossierName{});
}

models::PageText page_text(const std::vector<std::string>& lines) {
  models::PageText text;
  models::Block block;
  double y = 100;
  for (const std::string& line : lines) {
    models::Line made;
    std::istringstream words(line);
    double x = 100;
    for (std::string word; words >> word; x += 100) {
      made.words.push_back({.text = word, .box = {x, y, 80.456, 40}, .confidence = 0.9});
      made.box = models::united(made.box, made.words.back().box);
    }
    block.box = models::united(block.box, made.box);
    block.lines.push_back(std::move(made));
    y += 60;
  }
  if (!block.lines.empty()) text.blocks.push_back(std::move(block));
  return text;
}

models::ComposedPage text_page(const models::DossierName& name, int number, const std::vector<std::string>& lines) {
  models::ComposedPage page;
  page.facts.id = {name, number};
  page.facts.source.file = "page" + std::to_string(number) + ".png";
  page.facts.delivered = page.facts.shown = {2480, 3508};
  page.text = page_text(lines);
  return page;
}

models::Dossier sample_dossier(const std::string& name, const std::filesystem::path& folder) {
  models::Dossier dossier{.name = dossier_name(name)};
  dossier.pages = {decision(dossier.name), text_page(dossier.name, 2, {}), undecodable(dossier.name)};
  dossier.pages[1].facts.blank = true;
  dossier.pages[1].facts.blank_evidence = {.ink_coverage = 0.000123456, .text_components = 2};
  dossier.documents = {decision_document()};
  dossier.ignored_files = {"Thumbs.db"};
  if (folder.empty()) return dossier;
  make_page_files(dossier, folder);
  write_file(folder / "signed.pdf", "%PDF-1.4 signed");
  dossier.originals = {{.path = folder / "signed.pdf", .name = "công văn.pdf", .reason = "signed"}};
  return dossier;
}

void make_page_files(models::Dossier& dossier, const std::filesystem::path& folder) {
  for (models::ComposedPage& page : dossier.pages) {
    const auto path = folder / (std::to_string(page.facts.id.number) + ".pdf");
    const models::Error error{.code = models::ErrorCode::truncated, .stage = models::Stage::decode};
    const auto made = storage::compose_placeholder(page.facts, error, path);
    ASSERT_TRUE(made) << made.error().cause;
    page.pdf = made->pdf;
  }
}

storage::Provenance sample_provenance() {
  return {.language = "vie",
          .profile = {.name = "default", .values = {{"deskew", "true"}}},
          .tools = {{"hoso", "0.1.0"}, {"tesseract", "5.3.0"}, {"qpdf", "11.3.0"}},
          .settings = {{"deskew", "on"}}};
}

storage::RunFacts sample_run(const std::string& finished_at) {
  return {.started_at = "2025-11-05T07:29:00Z",
          .finished_at = finished_at,
          .host = "scan-station",
          .seconds_a_stage = {{"decode", 1.23456}, {"recognise", 8}}};
}

}  // namespace hoso::tests
