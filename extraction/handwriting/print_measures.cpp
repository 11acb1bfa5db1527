// SPDX-License-Identifier: Apache-2.0
#include "extraction/handwriting/print_measures.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <opencv2/imgproc.hpp>

#include "extraction/handwriting/ink.h"

namespace hoso::extraction {
namespace {

// Of Times, in heights of its capitals.
constexpr double kCapitalWidth = 1.06, kSmallWidth = 0.73, kDigitWidth = 0.755, kDashWidth = 0.5, kOtherWidth = 0.42;
constexpr double kLetterMin = 0.6, kLetterMax = 1.5;  // of the expected height
constexpr double kSlashMin = 0.85, kSlashMax = 1.6, kSlashThin = 0.2, kSlashWide = 0.75, kSlashLean = 0.12;
constexpr double kEdgeReach = 0.2, kSlashTop = 1.15, kSlashFoot = 0.2,
                 kSlashOwn = 0.34;   // of a slash that touches a letter
constexpr double kSlashReach = 1.1;  // capitals' heights to either side of where it should be

struct Component {
  cv::Rect box;
  cv::Mat mask;
};

/// The dark components of a part of the page, boxes in the page's pixels.
std::vector<Component> components_in(const cv::Mat& shown, const cv::Rect& wanted) {
  const cv::Rect part = wanted & cv::Rect({}, shown.size());
  std::vector<Component> out;
  if (part.width < 3 || part.height < 3) return out;
  cv::Mat dark, labels, stats, centres;
  cv::threshold(pen_channel(shown(part)), dark, 0, 255, cv::THRESH_BINARY_INV | cv::THRESH_OTSU);
  const int count = cv::connectedComponentsWithStats(dark, labels, stats, centres, 8);
  for (int i = 1; i < count; ++i) {
    const cv::Rect box(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                       stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT));
    out.push_back({box + part.tl(), labels(box) == i});
  }
  return out;
}

double lower_median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// How far the upper quarter of a stroke stands right of the lower one, px.
double lean_of(const cv::Mat& mask) {
  const int quarter = std::max(1, mask.rows / 4);
  const cv::Moments top = cv::moments(mask.rowRange(0, quarter), true);
  const cv::Moments bottom = cv::moments(mask.rowRange(mask.rows - quarter, mask.rows), true);
  return top.m00 > 0 && bottom.m00 > 0 ? top.m10 / top.m00 - bottom.m10 / bottom.m00 : 0;
}

bool is_slash(const Component& component, double cap_px) {
  const double height = component.box.height / cap_px, width = component.box.width / cap_px;
  if (height < kSlashMin || height > kSlashMax || width < kSlashThin || width > kSlashWide) return false;
  return lean_of(component.mask) > kSlashLean * cap_px;
}

}  // namespace

double width_in_caps(std::string_view text) {
  double width = 0;
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < length;) {
    UChar32 c = 0;
    U8_NEXT(text.data(), i, length, c);
    if (c < 0 || u_charType(c) == U_NON_SPACING_MARK) continue;
    if (u_isdigit(c) != 0)
      width += kDigitWidth;
    else if (u_isupper(c) != 0)
      width += kCapitalWidth;
    else if (u_isalpha(c) != 0)
      width += kSmallWidth;
    else
      width += c == '-' ? kDashWidth : kOtherWidth;
  }
  return width;
}

std::optional<PrintMeasure> measure_capitals(const cv::Mat& shown, const models::Box& word, double about_px) {
  const int margin = cvRound(about_px / 4);
  const cv::Rect part(cvRound(word.x), cvRound(word.y) - margin, cvRound(word.width),
                      cvRound(word.height) + 2 * margin);
  std::vector<double> heights, bottoms;
  for (const Component& component : components_in(shown, part)) {
    if (component.box.height < kLetterMin * about_px || component.box.height > kLetterMax * about_px) continue;
    heights.push_back(component.box.height);
    bottoms.push_back(component.box.br().y);
  }
  if (heights.empty()) return std::nullopt;
  return PrintMeasure{.base_px = lower_median(bottoms), .cap_px = lower_median(heights)};
}

std::optional<double> find_slash(const cv::Mat& shown, const PrintMeasure& print, double about_px) {
  const double reach = (kSlashReach + kSlashWide) * print.cap_px;
  const cv::Rect part(cvFloor(about_px - reach), cvFloor(print.base_px - 1.5 * print.cap_px), cvCeil(2 * reach),
                      cvCeil(2 * print.cap_px));
  std::optional<double> nearest;
  for (const Component& component : components_in(shown, part)) {
    if (!is_slash(component, print.cap_px)) continue;
    const double x = component.box.x;
    if (std::abs(x - about_px) > kSlashReach * print.cap_px) continue;
    if (!nearest || std::abs(x - about_px) < std::abs(*nearest - about_px)) nearest = x;
  }
  return nearest;
}

std::optional<double> find_slash_before_letter(const cv::Mat& shown, const PrintMeasure& print, double about_px) {
  const double cap = print.cap_px;
  const cv::Rect part = cv::Rect(cvFloor(about_px - kEdgeReach * cap), cvFloor(print.base_px - kSlashTop * cap),
                                 cvCeil((2 * kEdgeReach + kSlashOwn) * cap), cvCeil((kSlashTop + kSlashFoot) * cap)) &
                        cv::Rect({}, shown.size());
  if (part.width < 3 || part.height < 3) return std::nullopt;
  cv::Mat dark, columns;
  cv::threshold(pen_channel(shown(part)), dark, 0, 255, cv::THRESH_BINARY_INV | cv::THRESH_OTSU);
  cv::reduce(dark, columns, 0, cv::REDUCE_MAX);
  const auto is_white = [&](int x) { return columns.at<std::uint8_t>(x) == 0; };
  const int reach = std::min(cvCeil(2 * kEdgeReach * cap), part.width - 1);
  for (int x = 1; x <= reach; ++x) {
    if (!is_white(x - 1) || is_white(x)) continue;
    const cv::Mat stroke = dark.colRange(x, std::min(part.width, x + cvRound(kSlashOwn * cap)));
    const cv::Rect ink = cv::boundingRect(stroke);
    const bool high = ink.height >= kSlashMin * cap && ink.height <= kSlashMax * cap;
    if (high && lean_of(stroke(ink)) > kSlashLean * cap) return part.x + x;
  }
  return std::nullopt;
}

}  // namespace hoso::extraction
