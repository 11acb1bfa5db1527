// SPDX-License-Identifier: Apache-2.0
#include "hoso/ocr/read_line_image.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "hoso/ocr/line_readers.h"
#include "tests/ocr/line_drawing.h"

namespace hoso::ocr {
namespace {

constexpr const char* kText = "Căn cứ Luật Tổ chức chính quyền";

std::unique_ptr<LineRecogniser> recogniser(const RecogniserOptions& options = {}) {
  return line_readers(options).value().make().value();
}

LineText read(const cv::Mat& image, const LineOptions& options = {}) {
  return read_line_image(image, *recogniser(), options).value();
}

/// The line on paper that is larger by so much on each side.
cv::Mat on_paper(const cv::Mat& line, int margin_px, int paper = 255) {
  cv::Mat image;
  cv::copyMakeBorder(line, image, margin_px, margin_px, margin_px, margin_px, cv::BORDER_CONSTANT, cv::Scalar(paper));
  return image;
}

void expect_boxes(const LineText& text, const tests::DrawnLine& line, int shift_px) {
  ASSERT_EQ(text.words.size(), line.words.size()) << text.text();
  for (std::size_t index = 0; index < text.words.size(); ++index) {
    EXPECT_NEAR(text.words[index].box.x, line.words[index].x + shift_px, 2) << text.words[index].text;
    EXPECT_NEAR(text.words[index].box.y, line.words[index].y + shift_px, 2) << text.words[index].text;
    EXPECT_NEAR(text.words[index].box.right(), line.words[index].right() + shift_px, 2) << text.words[index].text;
  }
}

TEST(ReadLineImage, FindsTheLineOnLargerPaper) {
  const auto line = tests::drawn_line(kText);
  const LineText text = read(on_paper(line.grey, 150));
  EXPECT_EQ(text.text(), kText);
  expect_boxes(text, line, 150);
}

TEST(ReadLineImage, GoesOnWithPaperWhereTheCropIsTight) {
  const auto line = tests::drawn_line(kText);
  const cv::Rect tight(5, 5, line.grey.cols - 10, line.grey.rows - 10);
  const LineText text = read(line.grey(tight));
  EXPECT_EQ(text.text(), kText);
  expect_boxes(text, line, -5);
  for (const LineWord& word : text.words) {
    EXPECT_GE(word.box.x, 0);
    EXPECT_LE(word.box.right(), tight.width);
  }
}

TEST(ReadLineImage, ReadsColourAndLightPrintOnDarkGround) {
  const auto line = tests::drawn_line(kText);
  cv::Mat colour, negative;
  cv::cvtColor(on_paper(line.grey, 40), colour, cv::COLOR_GRAY2BGR);
  EXPECT_EQ(read(colour).text(), kText);
  cv::bitwise_not(on_paper(line.grey, 40), negative);
  const LineText text = read(negative);
  EXPECT_EQ(text.text(), kText);
  EXPECT_TRUE(text.inverted);
  expect_boxes(text, line, 40);
}

TEST(ReadLineImage, TakesSpecksForNoInk) {
  const auto line = tests::drawn_line(kText);
  cv::Mat image = on_paper(line.grey, 100);
  for (int x = 7; x < image.cols; x += 50) image.at<std::uint8_t>(x % 90, x) = 0;
  const LineText text = read(image);
  EXPECT_EQ(text.text(), kText);
}

TEST(ReadLineImage, FindsNoWordsWithoutInk) {
  EXPECT_TRUE(read(cv::Mat(80, 300, CV_8UC1, cv::Scalar(255))).words.empty());
  EXPECT_TRUE(read(cv::Mat(80, 300, CV_8UC3, cv::Scalar(0, 0, 0))).words.empty());
  EXPECT_TRUE(read(cv::Mat(1, 1, CV_8UC1, cv::Scalar(9))).words.empty());
  cv::Mat grain(80, 300, CV_8UC1);
  cv::RNG(1).fill(grain, cv::RNG::UNIFORM, 245, 255);
  EXPECT_TRUE(read(grain).words.empty());
}

TEST(ReadLineImage, RefusesWhatIsNoImage) {
  EXPECT_EQ(read_line_image({}, *recogniser()).error().code, models::ErrorCode::unsupported_image);
  EXPECT_EQ(read_line_image(cv::Mat(9, 9, CV_16UC1), *recogniser()).error().code, models::ErrorCode::unsupported_image);
}

TEST(ReadLineImage, ReadsOnlyWhatIsAllowedAlsoThroughLibtesseract) {
  const auto line = tests::drawn_line("O12B l5");
  const auto tesseract = make_tesseract_line_recogniser("vie").value();
  const std::string digits = "0123456789";
  const std::string text = read_line_image(line.grey, *tesseract, {.allowed = digits}).value().text();
  EXPECT_FALSE(text.empty());
  EXPECT_EQ(text.find_first_not_of(digits + " "), std::string::npos) << text;
  EXPECT_NE(read_line_image(line.grey, *tesseract).value().text().find_first_not_of(digits + " "), std::string::npos);
}

TEST(LineReaders, GiveTheWordsOfTheUserToEachRecogniser) {
  const auto line = tests::drawn_line("Xqozwm");
  const auto readers = line_readers({.user_words = {"Xqozwm"}}).value();
  for (int count = 0; count < 2; ++count) {
    const auto text = readers.make().value()->read_line(line.view(), {}).value();
    ASSERT_EQ(text.words.size(), 1U);
    EXPECT_TRUE(text.words.front().in_dictionary);
    EXPECT_GT(text.words.front().probability, 0.5);
  }
}

TEST(LineReaders, SayWhenTheWordsOfTheUserAreNotUsed) {
  const auto readers = line_readers({.language = "vie+vie", .user_words = {"Xqozwm"}}).value();
  EXPECT_NE(readers.note.find("words of the list"), std::string::npos);
}

}  // namespace
}  // namespace hoso::ocr
