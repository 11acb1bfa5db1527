// SPDX-License-Identifier: Apache-2.0
#include "ocr/reading/framed_marks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include "hoso/ocr/page_readers.h"
#include "ocr/layout/small_frames.h"
#include "tests/support/drawing.h"

namespace hoso::ocr {
namespace {

const cv::Scalar kRed(40, 40, 210), kBlack = cv::Scalar::all(30);
constexpr double kPixelsAMm = 300 / 25.4;

/// Words in a frame of 9 mm height, as a stamp of TT 24/2020/TT-BCA has it, on white.
cv::Mat stamp(const std::string& words, int width_mm, const cv::Scalar& ink) {
  const cv::Size size(cvRound(width_mm * kPixelsAMm), cvRound(9 * kPixelsAMm));
  cv::Mat image =
      tests::draw_page({size.width, size.height}, {{words, 28, 14, 64, true, "Liberation Serif", ink}}).image;
  cv::rectangle(image, cv::Rect(5, 5, size.width - 10, size.height - 10), ink, 7);
  return image;
}

/// A page of print (A4 at 300 dpi) with the stamp turned about its middle at (x, y), as ink lies over print.
cv::Mat stamped(const cv::Mat& stamp, double degrees, cv::Point2f at) {
  cv::Mat page = tests::draw_page({2480, 3508}, {{"Về việc tiếp công dân tại trụ sở Ủy ban nhân dân", 300, 700, 54},
                                                 {"Căn cứ Luật Tiếp công dân ngày 25 tháng 11 năm 2013", 300, 800, 54},
                                                 {"Nơi nhận: như trên; lưu: văn thư", 300, 3200, 54}})
                     .image;
  cv::Mat map = cv::getRotationMatrix2D({stamp.cols / 2.0F, stamp.rows / 2.0F}, degrees, 1);
  map.at<double>(0, 2) += at.x - stamp.cols / 2.0;
  map.at<double>(1, 2) += at.y - stamp.rows / 2.0;
  cv::Mat layer;
  cv::warpAffine(stamp, layer, map, page.size(), cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar::all(255));
  cv::min(page, layer, page);
  return page;
}

std::vector<std::string> marks_of(const cv::Mat& shown) {
  cv::Mat grey = shown;
  if (shown.channels() == 3) cv::cvtColor(shown, grey, cv::COLOR_BGR2GRAY);
  const auto readers = page_readers({});
  const auto reader = readers->make();
  const auto text = (*reader)->read_page({.grey = grey, .dpi = 300, .shown = shown}, {});
  std::vector<std::string> out;
  for (const models::Line& line : text->framed) out.push_back(models::text_of(line));
  return out;
}

using testing::ElementsAre;
using testing::IsEmpty;

class TurnedStamp : public ::testing::TestWithParam<int> {};

TEST_P(TurnedStamp, IsReadInRedAndInBlackWhereverItStands) {
  const int degrees = GetParam();
  for (const float y : {420.0F, 2600.0F}) {
    EXPECT_THAT(marks_of(stamped(stamp("MẬT", 21, kRed), degrees, {600, y})), ElementsAre("MẬT")) << y;
    EXPECT_THAT(marks_of(stamped(stamp("TUYỆT MẬT", 42, kRed), degrees, {600, y})), ElementsAre("TUYỆT MẬT")) << y;
    cv::Mat copy;
    cv::cvtColor(stamped(stamp("TỐI MẬT", 33, kBlack), degrees, {600, y}), copy, cv::COLOR_BGR2GRAY);
    EXPECT_THAT(marks_of(copy), ElementsAre("TỐI MẬT")) << y;
  }
}

INSTANTIATE_TEST_SUITE_P(Degrees, TurnedStamp,
                         ::testing::Values(0, 7, -15, 30, -44, 180, 173, 200, -140, 60, -75, 90, -90));

TEST(FramedMarks, ARedStampAcrossPrintIsRead) {
  EXPECT_THAT(marks_of(stamped(stamp("TỐI MẬT", 33, kRed), 20, {250, 740})), ElementsAre("TỐI MẬT"));
}

TEST(FramedMarks, WordsWithoutAFrameOrInSmallLettersAreNone) {
  cv::Mat bare = stamp("MẬT", 21, kRed);
  cv::rectangle(bare, cv::Rect(5, 5, bare.cols - 10, bare.rows - 10), cv::Scalar::all(255), 7);
  EXPECT_THAT(marks_of(stamped(bare, 20, {600, 420})), IsEmpty());
  EXPECT_THAT(marks_of(stamped(stamp("Mẫu số", 33, kBlack), 0, {600, 420})), IsEmpty());
}

TEST(SmallFrames, HaveTheirAngleAndSize) {
  for (const int degrees : {0, 10, -25, 43}) {
    cv::Mat page;
    cv::cvtColor(stamped(stamp("MẬT", 21, kBlack), degrees, {600, 420}), page, cv::COLOR_BGR2GRAY);
    cv::resize(page, page, {}, 1.0 / 3, 1.0 / 3, cv::INTER_AREA);
    const auto frames = find_small_frames(page, 100);
    ASSERT_EQ(frames.size(), 1U) << degrees;
    EXPECT_NEAR(frames[0].angle, -degrees, 1.5);
    EXPECT_NEAR(frames[0].center.x, 200, 2);
    EXPECT_NEAR(frames[0].center.y, 140, 2);
    EXPECT_NEAR(frames[0].size.width, 7 * kPixelsAMm, 6);
  }
}

TEST(SmallFrames, CellsBoxesAndBarsAreNone) {
  cv::Mat page(3508, 2480, CV_8UC1, cv::Scalar(255));
  for (int row = 0; row < 4; ++row)
    for (int column = 0; column < 3; ++column)
      cv::rectangle(page, cv::Rect(300 + 300 * column, 300 + 100 * row, 300, 100), cv::Scalar(20), 4);
  for (int box = 0; box < 5; ++box) cv::rectangle(page, cv::Rect(300 + 90 * box, 1000, 40, 40), cv::Scalar(20), 4);
  cv::rectangle(page, cv::Rect(300, 1300, 300, 100), cv::Scalar(20), cv::FILLED);
  cv::rectangle(page, cv::Rect(300, 1600, 1200, 100), cv::Scalar(20), 4);
  cv::resize(page, page, {}, 0.25, 0.25, cv::INTER_AREA);
  EXPECT_TRUE(find_small_frames(page, 75).empty());
}

}  // namespace
}  // namespace hoso::ocr
