// SPDX-License-Identifier: Apache-2.0
#include "extraction/marks/check_boxes.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include <opencv2/imgproc.hpp>

#include "hoso/imaging/channel.h"
#include "hoso/imaging/reduced.h"

namespace hoso::extraction {
namespace {

// In letter heights.
constexpr double kSideMin = 0.6, kSideMax = 2.2;
constexpr double kLargeLetterPx = 30;  // of such print a half is enough to see what a frame looks like
constexpr double kInkWindow = 2.5;
constexpr double kSquare = 0.14;                    // of the longer side
constexpr double kFrameCovered = 0.85;              // share of a side's length that has ink
constexpr double kFrameReach = 0.18;                // of the side: where the frame's ink may lie outside the hole
constexpr double kCorner = 0.08, kCornerInk = 0.5;  // of the side; of the corner's area
constexpr double kOutsideMax = 2.2;                 // of the side: a larger piece is a table
constexpr double kInset = 0.14;                     // of the side: what the frame may reach into the inside
constexpr double kTicked = 0.05, kEmpty = 0.02;     // share of ink inside
constexpr int kDarker = 18;                         // grey levels than what is around

cv::Mat ink_of(const cv::Mat& grey, double letter_height_px) {
  const int window = 2 * cvRound(kInkWindow * letter_height_px / 2) + 1;
  cv::Mat mean, ink;
  cv::boxFilter(grey, mean, -1, {window, window});
  cv::subtract(mean, grey, mean);
  cv::threshold(mean, ink, kDarker, 255, cv::THRESH_BINARY);
  return ink;
}

/// Share of a strip's length that has ink somewhere across it.
double covered(const cv::Mat& strip, bool lies) {
  cv::Mat line;
  cv::reduce(strip, line, lies ? 0 : 1, cv::REDUCE_MAX);
  return line.empty() ? 0 : cv::countNonZero(line) / static_cast<double>(line.total());
}

/// Ink along all four sides just outside the hole, to the corners, where round letters have none.
bool is_framed(const cv::Mat& ink, const cv::Rect& hole) {
  const int reach = std::max(2, cvRound(kFrameReach * std::max(hole.width, hole.height)));
  const cv::Rect outer(hole.x - reach, hole.y - reach, hole.width + 2 * reach, hole.height + 2 * reach);
  if ((outer & cv::Rect({}, ink.size())) != outer) return false;
  return covered(ink({outer.x + reach, outer.y, hole.width, reach}), true) > kFrameCovered &&
         covered(ink({outer.x + reach, hole.br().y, hole.width, reach}), true) > kFrameCovered &&
         covered(ink({outer.x, outer.y + reach, reach, hole.height}), false) > kFrameCovered &&
         covered(ink({hole.br().x, outer.y + reach, reach, hole.height}), false) > kFrameCovered;
}

bool is_square(const cv::Rect& hole, double letter_height_px) {
  const int longer = std::max(hole.width, hole.height), shorter = std::min(hole.width, hole.height);
  return shorter >= kSideMin * letter_height_px && longer <= kSideMax * letter_height_px &&
         longer - shorter <= kSquare * longer;
}

/// A frame has ink where its sides meet, outside the corners of the inside; round letters have paper there.
bool has_square_corners(const cv::Mat& ink, const cv::Rect& hole) {
  const int side = std::max(2, cvRound(kCorner * std::max(hole.width, hole.height)));
  int closed = 0;
  for (const int x : {hole.x - side, hole.br().x})
    for (const int y : {hole.y - side, hole.br().y})
      closed += cv::countNonZero(ink({x, y, side, side})) >= kCornerInk * side * side ? 1 : 0;
  return closed >= 3;
}

/// A finder of a QR code: a black square in a white ring. A cross has ink in the corners too.
bool is_finder(const cv::Mat& ink, const cv::Rect& hole) {
  const int corner = std::max(2, hole.width / 6), inset = hole.width / 4;
  const cv::Rect core(hole.x + inset, hole.y + inset, hole.width - 2 * inset, hole.height - 2 * inset);
  if (cv::countNonZero(ink(core)) < 0.9 * core.area()) return false;
  int inked = 0;
  for (const int x : {hole.x, hole.br().x - corner})
    for (const int y : {hole.y, hole.br().y - corner}) inked += cv::countNonZero(ink({x, y, corner, corner}));
  return inked < 0.4 * 4 * corner * corner;
}

double ink_inside(const cv::Mat& ink, const cv::Rect& hole) {
  const int inset = std::max(1, cvRound(kInset * std::max(hole.width, hole.height)));
  const cv::Rect inside(hole.x + inset, hole.y + inset, hole.width - 2 * inset, hole.height - 2 * inset);
  return cv::countNonZero(ink(inside)) / static_cast<double>(inside.area());
}

models::CheckBox box_of(const cv::Rect& hole, double inside, double scale) {
  models::CheckBox box{.box = {hole.x / scale, hole.y / scale, hole.width / scale, hole.height / scale},
                       .ticked = inside >= kTicked};
  const double sure = box.ticked ? inside / (2 * kTicked) : (kTicked - inside) / (kTicked - kEmpty);
  box.confidence = std::clamp(0.5 + 0.49 * sure, 0.5, 0.99);
  return box;
}

/// The rectangle around all holes of each piece of ink.
std::vector<cv::Rect> holes_of(const cv::Mat& ink) {
  std::vector<std::vector<cv::Point>> contours;
  std::vector<cv::Vec4i> tree;  // next, previous, first child, parent
  cv::findContours(ink, contours, tree, cv::RETR_CCOMP, cv::CHAIN_APPROX_SIMPLE);
  std::vector<cv::Rect> out;
  for (std::size_t i = 0; i < contours.size(); ++i) {
    if (tree[i][3] >= 0 || tree[i][2] < 0) continue;
    cv::Rect holes;
    for (int child = tree[i][2]; child >= 0; child = tree[static_cast<std::size_t>(child)][0])
      holes |= cv::boundingRect(contours[static_cast<std::size_t>(child)]);
    const cv::Rect outside = cv::boundingRect(contours[i]);
    holes = {holes.x + 1, holes.y + 1, holes.width - 2, holes.height - 2};  // a hole's contour lies on the ink
    if (std::max(outside.width, outside.height) <= kOutsideMax * std::max(holes.width, holes.height))
      out.push_back(holes);
  }
  return out;
}

}  // namespace

std::vector<models::CheckBox> find_check_boxes(const cv::Mat& shown, const cv::Mat& half, double letter_height_px) {
  std::vector<models::CheckBox> out;
  if (shown.empty() || letter_height_px < 4) return out;
  double scale = letter_height_px >= kLargeLetterPx ? 0.5 : 1;
  // In red light a red seal over a box is paper.
  cv::Mat grey = imaging::channel_of(scale == 1 ? shown : half, imaging::Channel::red);
  for (; letter_height_px * scale >= kLargeLetterPx; scale /= 2) grey = imaging::halved(grey);
  const double letter_px = letter_height_px * scale;
  const cv::Mat ink = ink_of(grey, letter_px);
  for (const cv::Rect& hole : holes_of(ink)) {
    if (!is_square(hole, letter_px) || !is_framed(ink, hole)) continue;
    const double inside = ink_inside(ink, hole);
    if (is_finder(ink, hole) || !has_square_corners(ink, hole)) continue;
    out.push_back(box_of(hole, inside, scale));
  }
  std::sort(out.begin(), out.end(), [](const models::CheckBox& one, const models::CheckBox& other) {
    return std::tie(one.box.y, one.box.x) < std::tie(other.box.y, other.box.x);
  });
  return out;
}

}  // namespace hoso::extraction
