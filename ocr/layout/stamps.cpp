// SPDX-License-Identifier: Apache-2.0
#include "ocr/layout/stamps.h"

#include <algorithm>
#include <optional>

#include <opencv2/imgproc.hpp>

#include "ocr/layout/histogram.h"

namespace hoso::ocr {
namespace {

bool may_be_stamp(const cv::Rect& box, double letter_height) {
  constexpr double kSideMin = 4, kSideMax = 30, kAspectMax = 1.8;
  const int shorter = std::min(box.width, box.height), longer = std::max(box.width, box.height);
  return shorter >= kSideMin * letter_height && longer <= kSideMax * letter_height && longer <= kAspectMax * shorter;
}

/// The level that parts the ink of a region in print and stamp, where it has both.
std::optional<int> level_between(const cv::Mat& grey, const cv::Mat& ink) {
  constexpr double kApartMin = 38, kShareMin = 0.03;
  const Histogram counts = histogram_of(grey, ink);
  const Split split = otsu(counts);
  const double total = split.count_below + split.count_above;
  const bool both = std::min(split.count_below, split.count_above) > kShareMin * total;
  if (!both || split.mean_above - split.mean_below < kApartMin) return std::nullopt;
  return split.level;
}

}  // namespace

bool take_out_pale_stamps(cv::Mat& ink, const cv::Mat& grey, std::span<const Component> components,
                          double letter_height_px) {
  bool changed = false;
  for (const Component& component : components) {
    if (!may_be_stamp(component.box, letter_height_px)) continue;
    cv::Mat region = ink(component.box);
    const cv::Mat levels = grey(component.box);
    const auto level = level_between(levels, region);
    if (!level) continue;
    region.setTo(cv::Scalar(0), levels > *level);
    changed = true;
  }
  return changed;
}

}  // namespace hoso::ocr
