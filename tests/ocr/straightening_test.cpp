// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "hoso/imaging/clean.h"
#include "hoso/ocr/page_readers.h"
#include "hoso/ocr/recognise.h"
#include "hoso/ocr/recogniser.h"
#include "tests/support/drawing.h"

/// Orientation and deskew with the real reader, as a table that only ever tightens.
namespace hoso::ocr {
namespace {

struct Paper {
  std::string name;
  cv::Mat image;
};

cv::Mat low_contrast(const cv::Mat& image) {
  cv::Mat out;
  image.convertTo(out, -1, 40 / 255.0, 175);
  return out;
}

cv::Mat noisy(const cv::Mat& image) {
  cv::Mat noise(image.size(), CV_16SC3), out;
  cv::RNG random(2);
  random.fill(noise, cv::RNG::NORMAL, 0, 25);
  image.convertTo(out, CV_16SC3);
  out += noise;
  out.convertTo(out, CV_8UC3);
  return out;
}

cv::Mat on_black_lid(const cv::Mat& image) {
  cv::Mat out;
  cv::copyMakeBorder(image, out, 60, 0, 0, 80, cv::BORDER_CONSTANT, cv::Scalar(14, 12, 12));
  return out;
}

cv::Mat receipt() {
  return tests::draw_page({900, 420}, {{"PHIẾU HẸN TRẢ KẾT QUẢ", 200, 60, 44, true},
                                       {"Người nộp: Trần Văn Minh", 80, 170, 40},
                                       {"Ngày trả: 12/11/2025", 80, 250, 40}})
      .image;
}

std::vector<Paper> papers() {
  const cv::Mat decision = tests::draw_decision(150).image;
  return {{"decision", decision},
          {"low contrast", low_contrast(decision)},
          {"noisy", noisy(decision)},
          {"black lid", on_black_lid(decision)},
          {"ten words", receipt()}};
}

/// How the paper was fed.
struct Feed {
  int turned_clockwise;
  double skew_degrees;
};

struct Verdicts {
  int right = 0, wrong = 0;
};

constexpr double kSkewTolerance = 0.15;

bool is_right(const models::PageFacts& facts, const Feed& feed) {
  const double undone = facts.skew.applied ? facts.skew.degrees : 0;
  return facts.orientation.degrees == feed.turned_clockwise && std::abs(undone - feed.skew_degrees) < kSkewTolerance;
}

models::PageFacts facts_of(const cv::Mat& paper, const Feed& feed, Recogniser& reader) {
  cv::Mat fed;
  cv::copyMakeBorder(paper, fed, 40, 40, 40, 40, cv::BORDER_REPLICATE);
  fed = tests::rotated(fed, feed.skew_degrees);
  for (int quarter = 0; quarter < feed.turned_clockwise / 90; ++quarter)
    cv::rotate(fed.clone(), fed, cv::ROTATE_90_CLOCKWISE);
  models::DecodedPage page;
  page.facts.delivered = {fed.cols, fed.rows};
  page.facts.delivered_dpi = {.x = 150, .y = 150};
  page.pixels = fed;
  return imaging::clean(std::move(page), {}, [&](const cv::Mat& line) { return reader.legibility(line); }).facts;
}

struct Row {
  std::string paper;
  int pages, right_min, wrong_max;
};

class Straightening : public testing::TestWithParam<Row> {};

TEST_P(Straightening, BringsPagesUprightAndStraight) {
  const Row& row = GetParam();
  const auto all = papers();
  const auto paper = std::ranges::find(all, row.paper, &Paper::name);
  ASSERT_NE(paper, all.end());
  const auto reader = make_tesseract({});
  ASSERT_TRUE(reader);
  const std::vector<Feed> feeds{{0, 0}, {90, 0}, {180, 0}, {270, 0}, {0, 1.3}, {90, -2.4}, {180, 6.1}, {270, -11.5}};
  ASSERT_EQ(static_cast<int>(feeds.size()), row.pages);
  Verdicts verdicts;
  for (const Feed& feed : feeds) {
    const models::PageFacts facts = facts_of(paper->image, feed, **reader);
    if (is_right(facts, feed)) {
      ++verdicts.right;
    } else if (facts.orientation.method == "reading" && facts.orientation.degrees != feed.turned_clockwise) {
      ++verdicts.wrong;
    }
  }
  EXPECT_GE(verdicts.right, row.right_min);
  EXPECT_LE(verdicts.wrong, row.wrong_max);
}

/// A sheet on a dark table, its left side farther away: lines rise above the middle and fall below it.
cv::Mat photographed_aslant(const cv::Mat& sheet) {
  const auto width = static_cast<float>(sheet.cols), height = static_cast<float>(sheet.rows);
  const std::array<cv::Point2f, 4> corners{{{0, 0}, {width, 0}, {width, height}, {0, height}}};
  std::array<cv::Point2f, 4> seen{{{60, 90}, {width, 40}, {width, height}, {60, height - 50}}};
  for (cv::Point2f& corner : seen) corner += cv::Point2f(40, 40);
  cv::Mat photo(sheet.rows + 120, sheet.cols + 120, CV_8UC3, cv::Scalar(38, 32, 30));
  cv::warpPerspective(sheet, photo, cv::getPerspectiveTransform(corners.data(), seen.data()), photo.size(),
                      cv::INTER_LINEAR, cv::BORDER_TRANSPARENT);
  return photo;
}

tests::DrawnPage full_page() {
  std::vector<tests::PrintedLine> lines;
  for (int row = 0; row < 30; ++row)
    lines.push_back(
        {"Ủy ban nhân dân phường tổ chức tiếp công dân theo quy định của pháp luật", 260, 280.0 + 95 * row, 54});
  return tests::draw_page({2480, 3508}, lines);
}

TEST(Straightening, ReadsASheetPhotographedAslantHoweverItLies) {
  const auto readers = page_readers({});
  ASSERT_TRUE(readers);
  const auto reader = readers->make();
  ASSERT_TRUE(reader);
  const auto drawn = full_page();
  const auto words = static_cast<double>(models::word_count(drawn.truth));
  for (const int degrees : {0, 90, 180, 270}) {
    cv::Mat photo = photographed_aslant(drawn.image);
    for (int quarter = 0; quarter < degrees / 90; ++quarter) cv::rotate(photo.clone(), photo, cv::ROTATE_90_CLOCKWISE);
    models::DecodedPage page;
    page.facts.delivered = {photo.cols, photo.rows};
    page.facts.delivered_dpi = {.x = 300, .y = 300};
    page.pixels = photo;
    models::CleanPage clean =
        imaging::clean(std::move(page), {}, [&](const cv::Mat& line) { return (*reader)->legibility(line); });
    ASSERT_TRUE(clean.fan) << degrees;
    EXPECT_NEAR(clean.facts.skew.range_degrees, 2 * 180 / CV_PI * std::atan2(50, drawn.image.cols), 0.8);
    const models::ReadPage read = recognise(std::move(clean), **reader, {});
    EXPECT_NEAR(static_cast<double>(models::word_count(read.text)), words, 3) << degrees;
    EXPECT_GT(models::mean_confidence(read.text), 0.96) << degrees;
    // The boxes hold their words' ink on the page as shown, where lines still fan.
    for (const models::Block& block : read.text.blocks)
      for (const models::Line& line : block.lines)
        for (const models::Word& word : line.words) {
          const cv::Rect box(cvFloor(word.box.x), cvFloor(word.box.y), cvCeil(word.box.width), cvCeil(word.box.height));
          cv::Mat levels;
          cv::cvtColor(read.shown(box & cv::Rect({0, 0}, read.shown.size())), levels, cv::COLOR_BGR2GRAY);
          double darkest = 255;
          cv::minMaxLoc(levels, &darkest);
          EXPECT_LT(darkest, 120) << word.text;
        }
  }
}

std::string test_name(const testing::TestParamInfo<Row>& row) {
  std::string name = row.param.paper;
  std::ranges::replace(name, ' ', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Papers, Straightening,
                         testing::Values(Row{"decision", 8, 8, 0}, Row{"low contrast", 8, 8, 0}, Row{"noisy", 8, 8, 0},
                                         Row{"black lid", 8, 6, 0}, Row{"ten words", 8, 8, 0}),
                         test_name);

}  // namespace
}  // namespace hoso::ocr
