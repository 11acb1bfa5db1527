// SPDX-License-Identifier: Apache-2.0
#include "hoso/storage/verify.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/storage/pdf/broken_copies.h"
#include "tests/storage/pdf/pdf_support.h"

namespace hoso::tests {
namespace {

using storage::PdfaLevel;

constexpr std::array kLevels{PdfaLevel::a1b, PdfaLevel::a2u, PdfaLevel::a3u};

/// Two pages: a JPEG with text, and 1 bit without.
std::filesystem::path valid_file(const std::filesystem::path& folder, PdfaLevel level) {
  const DrawnPage decision = draw_decision(50);
  DossierBuilder builder(folder, level);
  if (level == PdfaLevel::a3u) builder.attachments = {{"record.json", "{}"}};
  builder.add(page_of_jpeg(jpeg_of(decision.image), {decision.image.cols, decision.image.rows}, 50), decision.truth);
  builder.add(page_of_pixels(cv::Mat(140, 100, CV_8UC1, cv::Scalar(255)), 72, true));
  builder.dossier.documents.push_back({.type = "quyet_dinh", .pages = {1}});
  return builder.write("valid.pdf");
}

std::string told(const storage::VerifyReport& report) {
  std::string out;
  for (const auto& finding : report.findings)
    out += fmt::format("{} [page {}] {}\n", finding.clause, finding.page, finding.what);
  return out;
}

TEST(Verify, AcceptsWhatHosoWritesAndSaysHowMuchItLookedAt) {
  const TempFolder folder;
  for (const PdfaLevel level : kLevels) {
    const auto report = storage::verify_pdfa(valid_file(folder.path(), level));
    ASSERT_TRUE(report);
    EXPECT_EQ(told(*report), "");
    EXPECT_EQ(report->claims, level);
    EXPECT_EQ(report->pages, 2);
    EXPECT_GT(report->checks, 100);
  }
}

TEST(Verify, AcceptsACopyThatIsOnlyRewritten) {
  const TempFolder folder;
  for (const PdfaLevel level : kLevels) {
    QPDF document;
    open_pdf(document, valid_file(folder.path(), level));
    write_as_is(document, folder / "copy.pdf");
    EXPECT_EQ(told(*storage::verify_pdfa(folder / "copy.pdf")), "");
  }
}

TEST(Verify, RejectsEveryBrokenCopyThatIsIllegalInItsLevel) {
  const TempFolder folder;
  for (const PdfaLevel level : kLevels) {
    const auto valid = valid_file(folder.path(), level);
    for (const BrokenCopy& copy : broken_copies()) {
      copy.make(valid, folder / "broken.pdf");
      const auto report = storage::verify_pdfa(folder / "broken.pdf");
      ASSERT_TRUE(report) << copy.name;
      EXPECT_EQ(report->findings.empty(), !copy.illegal_in.contains(level))
          << copy.name << " in level " << static_cast<int>(level) << "\n"
          << told(*report);
      for (const auto& finding : report->findings) {
        EXPECT_THAT(finding.clause, testing::MatchesRegex("ISO (19005-[123]|32000-1) [0-9].*")) << copy.name;
        EXPECT_TRUE(finding.what.ends_with('.')) << finding.what;
      }
    }
  }
}

TEST(Verify, NamesThePage) {
  const TempFolder folder;
  QPDF document;
  open_pdf(document, valid_file(folder.path(), PdfaLevel::a2u));
  image_of(document, 2).getDict().replaceKey("/Interpolate", QPDFObjectHandle::newBool(true));
  write_as_is(document, folder / "broken.pdf");
  const auto report = storage::verify_pdfa(folder / "broken.pdf");
  ASSERT_EQ(report->findings.size(), 1U);
  EXPECT_EQ(report->findings[0].page, 2);
  EXPECT_EQ(report->findings[0].clause, "ISO 19005-2 6.2.8");
}

TEST(Verify, TellsWhenThereIsNothingToRead) {
  const TempFolder folder;
  EXPECT_EQ(storage::verify_pdfa(folder / "none.pdf").error().code, models::ErrorCode::file_not_found);
  EXPECT_EQ(storage::verify_pdfa(folder.path()).error().code, models::ErrorCode::file_unreadable);
}

}  // namespace
}  // namespace hoso::tests
