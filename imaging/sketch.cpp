// SPDX-License-Identifier: Apache-2.0
#include "imaging/sketch.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>

#include <opencv2/imgproc.hpp>

namespace hoso::imaging {
namespace {

constexpr double kSketchDpi = 75;
constexpr double kLongSideMin = 900;   // small papers are looked at more closely
constexpr double kLongSideMax = 2400;  // and plans from farther away
constexpr std::size_t kPointsMax = 40'000;
constexpr int kSpeckArea = 3;
constexpr double kInkDarkness = 20;  // more than this is ink

double scale_for(cv::Size size, double dpi) {
  const double long_side = std::max(size.width, size.height);
  const double scale = std::max(kSketchDpi / dpi, kLongSideMin / long_side);
  return std::min({1.0, scale, kLongSideMax / long_side});
}

cv::Size scaled_size(cv::Size size, double scale) {
  return {std::max(1, static_cast<int>(size.width * scale)), std::max(1, static_cast<int>(size.height * scale))};
}

/// How much darker each pixel is than its surroundings, in levels of the range that make_readable gave the page.
cv::Mat local_darkness(const cv::Mat& small) {
  cv::Mat mean, darkness;
  cv::blur(small, mean, {25, 25}, {-1, -1}, cv::BORDER_REPLICATE);
  cv::subtract(mean, small, darkness);
  return darkness;
}

bool is_content(const int* stats, cv::Size page) {
  const int left = stats[cv::CC_STAT_LEFT], top = stats[cv::CC_STAT_TOP];
  const int right = left + stats[cv::CC_STAT_WIDTH], bottom = top + stats[cv::CC_STAT_HEIGHT];
  const bool at_edge = left <= 0 || top <= 0 || right >= page.width || bottom >= page.height;
  return !at_edge && stats[cv::CC_STAT_AREA] >= kSpeckArea;
}

struct Content {
  cv::Mat ink;
  int pieces = 0;
};

Content without_specks_and_borders(const cv::Mat& ink) {
  cv::Mat labels, stats, centres;
  const int count = cv::connectedComponentsWithStats(ink, labels, stats, centres, 8, CV_32S);
  std::vector<std::uint8_t> keep(static_cast<std::size_t>(count), 0);
  for (int label = 1; label < count; ++label) {
    keep[static_cast<std::size_t>(label)] = is_content(stats.ptr<int>(label), ink.size()) ? 255 : 0;
  }
  Content content{cv::Mat(ink.size(), CV_8UC1), static_cast<int>(std::ranges::count(keep, 255))};
  for (int y = 0; y < ink.rows; ++y) {
    const int* label = labels.ptr<int>(y);
    auto* out = content.ink.ptr<std::uint8_t>(y);
    for (int x = 0; x < ink.cols; ++x) out[x] = keep[static_cast<std::size_t>(label[x])];
  }
  return content;
}

std::vector<InkPoint> points_of(const cv::Mat& ink, const cv::Mat& darkness) {
  std::vector<cv::Point> all;
  cv::findNonZero(ink, all);
  const float centre_x = static_cast<float>(ink.cols - 1) / 2, centre_y = static_cast<float>(ink.rows - 1) / 2;
  std::vector<InkPoint> points;
  for (const std::size_t index : spread_over(all.size(), kPointsMax)) {
    const cv::Point& pixel = all[index];
    points.push_back({.x = static_cast<float>(pixel.x) - centre_x,
                      .y = static_cast<float>(pixel.y) - centre_y,
                      .darkness = static_cast<float>(darkness.at<std::uint8_t>(pixel))});
  }
  return points;
}

}  // namespace

std::vector<std::size_t> spread_over(std::size_t count, std::size_t enough) {
  const double step = std::max(1.0, static_cast<double>(count) / static_cast<double>(enough));
  std::vector<std::size_t> chosen;
  std::mt19937 random;  // the same in each run
  for (double part = 0; part < static_cast<double>(count); part += step) {
    const double within = step > 1 ? step * random() / 4294967296.0 : 0;
    chosen.push_back(std::min(count - 1, static_cast<std::size_t>(part + within)));
  }
  return chosen;
}

Sketch make_sketch(const Readable& readable, double dpi) {
  Sketch sketch;
  if (readable.image.empty()) return sketch;
  sketch.scale = scale_for(readable.image.size(), dpi);
  const cv::Mat small = readable.at(scaled_size(readable.image.size(), sketch.scale));
  const cv::Mat darkness = local_darkness(small);
  Content content = without_specks_and_borders(darkness > kInkDarkness);
  sketch.ink = content.ink;
  sketch.pieces = content.pieces;
  sketch.points = points_of(sketch.ink, darkness);
  return sketch;
}

Sketch without_long_pieces(const Sketch& sketch, double side_max_px) {
  Sketch rest = sketch;
  cv::Mat labels, stats, centres;
  cv::connectedComponentsWithStats(sketch.ink, labels, stats, centres, 8, CV_32S);
  const auto is_long = [&](int label) {
    const int* row = stats.ptr<int>(label);
    return std::max(row[cv::CC_STAT_WIDTH], row[cv::CC_STAT_HEIGHT]) > side_max_px;
  };
  rest.points.clear();
  const float centre_x = static_cast<float>(labels.cols - 1) / 2, centre_y = static_cast<float>(labels.rows - 1) / 2;
  for (const InkPoint& point : sketch.points) {
    const auto x = static_cast<int>(std::lround(point.x + centre_x)),
               y = static_cast<int>(std::lround(point.y + centre_y));
    const int label = labels.at<int>(y, x);
    if (label == 0 || !is_long(label)) rest.points.push_back(point);
  }
  return rest;
}

std::optional<models::Box> ink_extent(const Sketch& sketch, const models::Affine& map) {
  std::vector<cv::Point> inked;
  if (!sketch.ink.empty()) cv::findNonZero(sketch.ink, inked);
  if (inked.empty()) return std::nullopt;
  models::Box extent;
  for (const cv::Point& pixel : inked) {
    const models::Box cell{pixel.x / sketch.scale, pixel.y / sketch.scale, 1 / sketch.scale, 1 / sketch.scale};
    extent = models::united(extent, models::mapped(map, cell));
  }
  return extent;
}

}  // namespace hoso::imaging
