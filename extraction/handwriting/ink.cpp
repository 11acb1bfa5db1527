// SPDX-License-Identifier: Apache-2.0
#include "extraction/handwriting/ink.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <opencv2/imgproc.hpp>

#include "hoso/imaging/channel.h"

namespace hoso::extraction {
namespace {

constexpr double kPaperReach = 2;  // heights of capitals: ink is narrower than this
constexpr double kDarkShare = 0.01, kLightShare = 0.85, kContrastMin = 25;
constexpr double kSmoothing = 0.35;  // px of the smaller image

/// The page around the gap with its ground made even.
cv::Mat1f evened(const cv::Mat& shown, const cv::Rect& part, double cap_px) {
  cv::Mat inside, paper, smooth;
  const int right = std::max(0, part.br().x - shown.cols), below = std::max(0, part.br().y - shown.rows);
  cv::copyMakeBorder(pen_channel(shown(part & cv::Rect({}, shown.size()))), inside, std::max(0, -part.y), below,
                     std::max(0, -part.x), right, cv::BORDER_REPLICATE);
  const int side = 2 * cvRound(kPaperReach * cap_px / 2) + 1;
  cv::morphologyEx(inside, paper, cv::MORPH_CLOSE, cv::getStructuringElement(cv::MORPH_RECT, {side, side}));
  cv::blur(paper, smooth, {side, side});
  cv::Mat1f out, ground;
  inside.convertTo(out, CV_32F);
  smooth.convertTo(ground, CV_32F);
  cv::divide(out, cv::max(ground, 1), out, 255);
  return out;
}

float quantile(std::vector<float>& values, double share) {
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

}  // namespace

cv::Mat pen_channel(const cv::Mat& shown) { return imaging::channel_of(shown, imaging::Channel::red); }

double ink_scale(const Gap& gap, const GapView& view) { return kInkCap / gap.cap_px * view.stretch_x; }

cv::Mat1f ink_of(const cv::Mat& shown, const Gap& gap, const GapView& view) {
  const double sx = ink_scale(gap, view), sy = kInkCap / gap.cap_px * view.stretch_y;
  const int columns = std::max(8, 2 * cvCeil((gap.to_px - gap.from_px) * sx / 2));
  const double top = gap.base_px - (kInkBase + view.lift_px) / sy;
  const cv::Rect part(cvFloor(gap.from_px) - 2, cvFloor(top) - 2, cvCeil(columns / sx) + 5, cvCeil(kInkRows / sy) + 5);
  if ((part & cv::Rect({}, shown.size())).empty()) return cv::Mat1f::zeros(kInkRows, columns);
  cv::Mat1f source = evened(shown, part, gap.cap_px), out;
  if (sx < 1) cv::GaussianBlur(source, source, {}, kSmoothing / sx, kSmoothing / sy);
  // Middles of pixels: x of the page = from + (column + 0.5) / scale - 0.5.
  const cv::Matx23d map(1 / sx, 0, gap.from_px - part.x + 0.5 / sx - 0.5, 0, 1 / sy, top - part.y + 0.5 / sy - 0.5);
  cv::warpAffine(source, out, map, {columns, kInkRows}, cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
  std::vector<float> values(out.begin(), out.end());
  const float dark = quantile(values, kDarkShare), light = quantile(values, kLightShare);
  out = (light - out) / std::max<double>(kContrastMin, light - dark);
  return cv::min(cv::max(out, 0), 1);
}

}  // namespace hoso::extraction
