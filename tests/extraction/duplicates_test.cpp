// SPDX-License-Identifier: Apache-2.0
#include "hoso/extraction/duplicates.h"

#include <bit>

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "extraction/duplicates/look.h"
#include "tests/extraction/paper.h"

namespace hoso::extraction {
namespace {

using tests::Paper;

models::ComposedPage form(int number, const std::string& name, const std::string& code, std::uint64_t look = 0xABCD) {
  Paper paper(number);
  paper.print(80, 60, "TỜ KHAI ĐĂNG KÝ KHAI SINH CHO TRẺ EM").print(80, 90, "Họ và tên: " + name);
  paper.print(80, 120, "Số định danh: " + code).print(80, 150, "Tôi cam đoan những lời khai trên đây là đúng sự thật");
  models::ComposedPage page = paper.page();
  page.facts.look = look;
  return page;
}

models::Dossier marked(std::vector<models::ComposedPage> pages, std::vector<models::Document> documents = {}) {
  models::Dossier dossier{.name = models::DossierName::from("d").value()};
  dossier.pages = std::move(pages);
  dossier.documents = std::move(documents);
  mark_duplicates(dossier);
  return dossier;
}

TEST(Duplicates, TheSameSheetScannedTwiceIsMarked) {
  const auto dossier =
      marked({form(1, "Nguyễn Văn An", "001085000009"), form(2, "Nguyễn Văn An", "001085000009", 0xABCF)},
             {{.type = "don_to_khai", .pages = {1}}, {.type = "don_to_khai", .pages = {2}}});
  EXPECT_EQ(dossier.pages[0].facts.duplicate_of, 0);
  EXPECT_EQ(dossier.pages[1].facts.duplicate_of, 1);
  EXPECT_EQ(dossier.documents[1].duplicate_of, 1);
}

TEST(Duplicates, AFormForSomebodyElseIsNone) {
  const auto dossier = marked({form(1, "Nguyễn Văn An", "001085000009"), form(2, "Nguyễn Văn An", "001190000012")});
  EXPECT_EQ(dossier.pages[1].facts.duplicate_of, 0);
}

TEST(Duplicates, WhatLooksAltogetherDifferentIsNone) {
  const auto dossier =
      marked({form(1, "Nguyễn Văn An", "001085000009"), form(2, "Nguyễn Văn An", "001085000009", ~0xABCDULL)});
  EXPECT_EQ(dossier.pages[1].facts.duplicate_of, 0);
}

TEST(Duplicates, TheSameBytesAreTheSameSheetHoweverTheyWereRead) {
  models::ComposedPage one = form(1, "Nguyễn Văn An", "001085000009"), other = form(2, "Trần Thị Bình", "079190000012");
  one.facts.source.sha256.hex = other.facts.source.sha256.hex = std::string(64, 'a');
  EXPECT_EQ(marked({one, other}).pages[1].facts.duplicate_of, 1);
  other.facts.source.index = 1;
  EXPECT_EQ(marked({one, other}).pages[1].facts.duplicate_of, 0) << "another page of the file";
}

TEST(Duplicates, BlankSheetsAreNotHeldAgainstEachOther) {
  models::ComposedPage one = Paper(1).blank().page(), other = Paper(2).blank().page();
  EXPECT_EQ(marked({one, other}).pages[1].facts.duplicate_of, 0);
}

TEST(Duplicates, SheetsWithOtherCodesAreOthersHoweverAlike) {
  const auto sticker = [](int number, const std::string& code) {
    auto page = Paper(number).barcode("QRCode", code).page();
    page.facts.look = 0x0123456789abcdefULL;
    return page;
  };
  EXPECT_EQ(marked({sticker(1, "A-1"), sticker(2, "B-2")}).pages[1].facts.duplicate_of, 0);
  EXPECT_EQ(marked({sticker(1, "A-1"), sticker(2, "A-1")}).pages[1].facts.duplicate_of, 1);
}

TEST(Duplicates, ADocumentIsOneOnlyWithAllItsPages) {
  const auto dossier =
      marked({form(1, "A B", "001085000009"), form(2, "C D", "001085000011"), form(3, "A B", "001085000009")},
             {{.type = "don_to_khai", .pages = {1, 2}}, {.type = "don_to_khai", .pages = {3}}});
  EXPECT_EQ(dossier.pages[2].facts.duplicate_of, 1);
  EXPECT_EQ(dossier.documents[1].duplicate_of, 0);
}

TEST(Look, ScansOfOneSheetDifferInFewBitsAndOthersInMany) {
  cv::Mat sheet(1000, 700, CV_8UC1, cv::Scalar(250)), other = sheet.clone();
  for (int i = 0; i < 9; ++i) {
    cv::rectangle(sheet, {50 + 37 * (i % 4), 60 + 90 * i, 200 + 30 * i, 40}, cv::Scalar(20), cv::FILLED);
    cv::rectangle(other, {400 - 33 * (i % 5), 100 + 80 * i, 90 + 20 * (i % 3), 30}, cv::Scalar(20), cv::FILLED);
  }
  cv::Mat again, noise(sheet.size(), CV_8UC1);
  cv::RNG(7).fill(noise, cv::RNG::UNIFORM, 0, 12);
  cv::subtract(sheet, noise, again);
  cv::resize(again, again, {1400, 2000});
  EXPECT_LE(std::popcount(look_of(sheet) ^ look_of(again)), 4);
  EXPECT_GE(std::popcount(look_of(sheet) ^ look_of(other)), 10);
}

}  // namespace
}  // namespace hoso::extraction
