// SPDX-License-Identifier: Apache-2.0
#include "pipeline/ledger.h"

#include <gtest/gtest.h>

#include "pipeline/dossier_work.h"

namespace hoso::pipeline {
namespace {

/// What is told of a page whose words were read with a confidence of 0.6.
std::optional<double> confidence_told(int words, const std::vector<models::Barcode>& barcodes) {
  models::Line line;
  for (int i = 0; i < words; ++i) line.words.push_back({.text = "TO", .confidence = 0.6});
  models::ComposedPage page;
  page.text.blocks = {{.lines = {line}}};
  page.facts.barcodes = barcodes;
  const auto work = std::make_shared<DossierWork>();
  work->name = *models::DossierName::from("HS-1");
  std::optional<double> told;
  const Progress progress = [&](const Event& event) { told = event.confidence; };
  Ledger ledger(progress);
  ledger.page_finished({.dossier = work, .number = 1, .page = std::move(page)});
  return told;
}

TEST(Ledger, TellsHowSureThePagesWordsAreButOfSeparatorSheets) {
  const models::Barcode sheet{.format = "QRCode", .text = "HOSO:START:HS-1"}, patch{.format = "PatchCode", .text = "T"},
      other{.format = "QRCode", .text = "HS-1"}, odd{.format = "QRCode", .text = "HOSO:START:a b"};
  EXPECT_TRUE(confidence_told(6, {}));
  EXPECT_FALSE(confidence_told(0, {}));
  EXPECT_FALSE(confidence_told(6, {sheet}));
  EXPECT_FALSE(confidence_told(6, {patch}));
  EXPECT_TRUE(confidence_told(6, {other}));
  EXPECT_TRUE(confidence_told(6, {odd}));
  EXPECT_TRUE(confidence_told(600, {sheet})) << "a page of print that shows such a code";
}

}  // namespace
}  // namespace hoso::pipeline
