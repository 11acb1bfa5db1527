// SPDX-License-Identifier: Apache-2.0
#include "extraction/cards/zone.h"
#include "extraction/cards/zone_text.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "extraction/cards/mrz.h"
#include "extraction/cards/ocr_b.h"
#include "tests/support/drawing.h"

namespace hoso::extraction {
namespace {

// Lines 1 and 2 are the made-up vector of docs/domain-vietnam.md, §4.
const std::vector<std::string> kZone{"IDVNM0850000009001085000000<<0", "8502120M4502122VNM<<<<<<<<<<<8",
                                     "NGUYEN<<VAN<AN<<<<<<<<<<<<<<<<"};

tests::DrawnPage drawn_zone(const std::vector<std::string>& lines, const std::string& font = "OCR B") {
  std::vector<tests::PrintedLine> print;
  double y = 200;
  for (const std::string& line : lines)
    print.push_back({.text = line, .x_px = 150, .y_px = y, .font_px = 64, .font = font}), y += 86;
  return tests::draw_page({1800, 700}, print);
}

cv::Mat noisy(const cv::Mat& image, double spread) {
  cv::Mat noise(image.size(), CV_16SC3), out;
  cv::RNG rng(7);
  rng.fill(noise, cv::RNG::NORMAL, 0, spread);
  cv::add(image, noise, out, cv::noArray(), CV_8UC3);
  return out;
}

TEST(Zone, IsReadFromItsPixels) {
  const auto page = drawn_zone(kZone);
  const auto zones = read_zones(page.image, page.truth);
  ASSERT_EQ(zones.size(), 1U);
  EXPECT_EQ(zones[0].lines, kZone);
  EXPECT_GT(zones[0].confidence, 0.9);
  EXPECT_NEAR(zones[0].box.x, 150, 12);
}

TEST(Zone, WhatTheTextSaysDoesNotMatter) {
  auto page = drawn_zone(kZone);
  for (auto& line : page.truth.blocks.at(0).lines)
    for (char& c : line.words.at(0).text)
      if (c == '0') c = 'O';
  const auto zones = read_zones(page.image, page.truth);
  ASSERT_EQ(zones.size(), 1U);
  EXPECT_EQ(zones[0].lines, kZone);
}

TEST(Zone, IsReadOnAPoorCopyThatLiesAskew) {
  auto page = drawn_zone(kZone);
  cv::Mat small, large;
  cv::resize(noisy(page.image, 25), small, {}, 0.45, 0.45, cv::INTER_AREA);
  cv::resize(small, large, page.image.size(), 0, 0, cv::INTER_LINEAR);
  const auto zones = read_zones(tests::rotated(large, 0.5), page.truth);
  ASSERT_EQ(zones.size(), 1U);
  EXPECT_EQ(zones[0].lines, kZone);
}

TEST(Zone, ASpeckBesideALineDoesNotMoveIt) {
  auto page = drawn_zone(kZone);
  models::Line& line = page.truth.blocks.at(0).lines.at(0);
  line.box = {line.box.x - 80, line.box.y - 30, line.box.width + 80, line.box.height + 30};
  const auto zones = read_zones(page.image, page.truth);
  ASSERT_EQ(zones.size(), 1U);
  EXPECT_EQ(zones[0].lines, kZone);
}

TEST(Zone, AHiddenDigitGivesWayToTheCheckDigits) {
  const auto page = drawn_zone(kZone);
  const models::Box& line = page.truth.blocks.at(0).lines.at(1).box;
  const double pitch = line.width / 29.7;
  cv::Mat image = page.image.clone();  // a stroke through the "5" of the year of birth
  cv::line(image, cv::Point2d(line.x + 1.1 * pitch, line.y + 6), cv::Point2d(line.x + 1.8 * pitch, line.bottom() - 4),
           cv::Scalar::all(0), 7);
  const auto zones = read_zones(image, page.truth);
  ASSERT_EQ(zones.size(), 1U);
  const auto mrz = read_mrz({zones[0].lines[0], zones[0].lines[1], zones[0].lines[2]});
  ASSERT_TRUE(mrz);
  if (mrz->checked) {
    EXPECT_EQ(mrz->birth, "850212");  // never another day with the digits in order
  }
}

TEST(Zone, WrongCheckDigitsAreNotMadeToHold) {
  auto lines = kZone;
  lines[1][1] = '7';
  lines[1][3] = '9';
  const auto page = drawn_zone(lines);
  const auto zones = read_zones(page.image, page.truth);
  ASSERT_EQ(zones.size(), 1U);
  EXPECT_EQ(zones[0].lines[1], lines[1]);
}

TEST(Zone, TakesThePlaceOfWhatTheTextHasThereIfItsCheckDigitsHold) {
  auto page = drawn_zone(kZone);
  for (auto& line : page.truth.blocks.at(0).lines) line.words.at(0).text[0] = '?';
  auto zones = read_zones(page.image, page.truth);
  ASSERT_EQ(zones.size(), 1U);
  models::PageText text = page.truth;
  put_zone_into_text(zones[0], text);
  EXPECT_EQ(models::text_of(text), kZone[0] + "\n" + kZone[1] + "\n" + kZone[2] + "\n");
  EXPECT_EQ(text.blocks.at(0).lines.at(1).words.at(0).box, page.truth.blocks.at(0).lines.at(1).box);
  char& digit = zones[0].lines[1][2];
  digit = digit == '1' ? '2' : '1';
  text = page.truth;
  put_zone_into_text(zones[0], text);
  EXPECT_EQ(models::text_of(text), models::text_of(page.truth));
}

TEST(Zone, OrdinaryPrintIsNone) {
  const auto page = drawn_zone({"các cơ quan và đơn vị có liên quan << thực",
                                "hiện theo đúng quy định của pháp luật và", "báo cáo kết quả về Văn phòng để tổng hợp"},
                               "Liberation Serif");
  EXPECT_TRUE(read_zones(page.image, page.truth).empty());
  EXPECT_TRUE(read_zones(cv::Mat(400, 600, CV_8UC1, cv::Scalar(255)), {}).empty());
}

TEST(OcrB, ADamagedNetIsRefused) {
  EXPECT_FALSE(OcrB::from_bytes(""));
  EXPECT_FALSE(OcrB::from_bytes("OCRB"));
  EXPECT_FALSE(OcrB::from_bytes(std::string("OCRB") + std::string(200, '\x7f')));
  EXPECT_EQ(OcrB::built_in().characters().size(), 37U);
}

}  // namespace
}  // namespace hoso::extraction
