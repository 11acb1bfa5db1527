// SPDX-License-Identifier: Apache-2.0
#include "imaging/quality.h"

#include <algorithm>
#include <vector>

#include <opencv2/core.hpp>

#include "imaging/sheet_edges.h"

namespace hoso::imaging {
namespace {

constexpr double kMillimetresPerInch = 25.4;
constexpr int kPatch = 16;           // px
constexpr int kPatchesAcross = 40;   // looked at, and as many down
constexpr double kPaperLevel = 225;  // mean of a patch of Readable::image without much print
constexpr std::size_t kPatchesMin = 50;

/// The middle one of the patches' spreads. Borders are white in `readable` and far darker than paper in `pixels`.
std::optional<double> noise_of(const cv::Mat& pixels, const cv::Mat& readable) {
  struct Patch {
    double light, spread;
  };
  std::vector<Patch> patches;
  const int step_x = std::max(kPatch, pixels.cols / kPatchesAcross),
            step_y = std::max(kPatch, pixels.rows / kPatchesAcross);
  for (int y = 0; y + kPatch <= pixels.rows; y += step_y)
    for (int x = 0; x + kPatch <= pixels.cols; x += step_x) {
      const cv::Rect box(x, y, kPatch, kPatch);
      if (cv::mean(readable(box))[0] < kPaperLevel) continue;
      cv::Scalar mean, deviation;
      cv::meanStdDev(grey_for_reading(pixels(box)), mean, deviation);
      patches.push_back({mean[0], deviation[0] / std::max(1.0, mean[0])});
    }
  const auto median = [&](auto member) {
    const auto middle = patches.begin() + static_cast<std::ptrdiff_t>(patches.size() / 2);
    std::ranges::nth_element(patches, middle, {}, member);
    return (*middle).*member;
  };
  if (patches.size() < kPatchesMin) return std::nullopt;
  const double paper = median(&Patch::light);
  std::erase_if(patches, [&](const Patch& patch) { return patch.light < paper / 2; });
  return median(&Patch::spread);
}

}  // namespace

models::ImageQuality measure_quality(const cv::Mat& pixels, const Readable& readable, double dpi, bool bilevel) {
  models::ImageQuality quality;
  if (pixels.empty()) return quality;
  const double millimetres = kMillimetresPerInch / dpi;
  quality.cut_lines = count_cut_lines(readable, dpi);
  if (const auto depth = missing_corner_px(readable)) quality.missing_corner_mm = *depth * millimetres;
  if (bilevel) return quality;
  quality.noise = noise_of(pixels, readable.image);
  if (const auto edges = find_print_edges(readable.image, dpi)) {
    quality.blur_mm = edges->width_px * millimetres;
    const double range = readable.white_level - readable.black_level;
    quality.contrast = 1 - (readable.black_level + edges->ink_level / 255 * range);
  }
  return quality;
}

}  // namespace hoso::imaging
