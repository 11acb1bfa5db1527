// SPDX-License-Identifier: Apache-2.0
#include "ocr/layout/blue_pen.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace hoso::ocr {
namespace {

const cv::Scalar kInk(160, 50, 40), kPaper(240, 242, 244);
constexpr double kLetters_px = 24;

cv::Mat signature_at(const cv::Point& where, double size) {
  cv::Mat page(600, 1200, CV_8UC3, kPaper);
  std::vector<cv::Point> stroke;
  for (const auto& [x, y] : {std::pair{0, 60}, {60, 0}, {90, 120}, {150, 10}, {200, 110}, {300, 50}})
    stroke.emplace_back(where.x + cvRound(size * x), where.y + cvRound(size * y));
  cv::polylines(page, stroke, false, kInk, 5, cv::LINE_AA);
  return page;
}

TEST(BluePen, IsWhatIsDrawnAcrossLines) {
  const auto found = find_blue_pen(signature_at({400, 200}, 1), kLetters_px);
  ASSERT_EQ(found.size(), 1U);
  const cv::Rect drawn(398, 198, 305, 125);
  EXPECT_GT((found.front() & drawn).area(), 0.9 * drawn.area());
  EXPECT_LT(found.front().area(), 1.3 * drawn.area());
  EXPECT_TRUE(find_blue_pen(signature_at({400, 200}, 0.4), kLetters_px).empty()) << "no higher than a line";
}

TEST(BluePen, IsNoPictureAndNotOnGreyPages) {
  cv::Mat page(600, 1200, CV_8UC3, kPaper);
  cv::rectangle(page, {400, 200, 200, 260}, kInk, cv::FILLED);
  EXPECT_TRUE(find_blue_pen(page, kLetters_px).empty());
  cv::Mat grey;
  cv::cvtColor(signature_at({400, 200}, 1), grey, cv::COLOR_BGR2GRAY);
  EXPECT_TRUE(find_blue_pen(grey, kLetters_px).empty());
  EXPECT_TRUE(find_blue_pen({}, kLetters_px).empty());
}

TEST(BluePen, IsPaintedWhiteInItsRowsWherePrintStays) {
  cv::Mat page = signature_at({400, 200}, 1), print(page.size(), CV_8UC3, kPaper), grey;
  cv::putText(print, "UY BAN NHAN DAN", {300, 270}, cv::FONT_HERSHEY_SIMPLEX, 1.6, {20, 20, 20}, 5, cv::LINE_AA);
  cv::min(page, print, page);
  cv::cvtColor(page, grey, cv::COLOR_BGR2GRAY);
  cv::cvtColor(print, print, cv::COLOR_BGR2GRAY);
  const cv::Mat painted = without_blue_pen(grey, page, {0, page.rows});
  const auto darker = [](const cv::Mat& one, const cv::Mat& other) { return cv::countNonZero(one + 60 < other); };
  EXPECT_LT(darker(painted, print), 60) << "the pen is gone";
  EXPECT_EQ(cv::countNonZero((print < 40) & (painted > 60)), 0) << "the print is not";
  EXPECT_EQ(darker(without_blue_pen(grey, page, {400, 500}), print), darker(grey, print)) << "other rows";
}

}  // namespace
}  // namespace hoso::ocr
