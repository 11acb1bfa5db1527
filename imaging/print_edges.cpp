// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "imaging/quality.h"

namespace hoso::imaging {
namespace {

constexpr double kRowsAnInch = 25, kColumnsAnInch = 12;  // that are looked at
constexpr int kHeightMin = 48;                           // of an edge, in levels; grain of paper is lower
constexpr int kBackslip = 12;                            // noise on an edge's way that does not end it
constexpr double kPrintShare = 0.6;  // of the height of the page's strong edges: lower ones are pictures and tints
constexpr int kEdgesMin = 120;
constexpr int kWidthsAPixel = 8, kWidths = 40 * kWidthsAPixel;

/// Edges by height and width: enough for quantiles, and no list to be sorted.
class Edges {
 public:
  void take(const std::uint8_t* levels, int count);
  [[nodiscard]] int height_min() const;
  [[nodiscard]] std::optional<double> median_width(int height_min) const;
  [[nodiscard]] double ink_level(int height_min) const;

 private:
  void add(int from, int to, int steepest);

  std::array<std::array<int, kWidths>, 256> by_height_{};
  std::array<std::array<int, 256>, 256> dark_{};  // by height: where the edge ends
  int total_ = 0;
};

void Edges::add(int from, int to, int steepest) {
  const int height = from - to;
  if (height < kHeightMin) return;
  const int width = std::min(kWidths - 1, height * kWidthsAPixel / std::max(1, steepest));
  ++by_height_.at(static_cast<std::size_t>(height)).at(static_cast<std::size_t>(width));
  ++dark_.at(static_cast<std::size_t>(height)).at(static_cast<std::size_t>(to));
  ++total_;
}

/// Ways down, from paper to ink.
void Edges::take(const std::uint8_t* levels, int count) {
  int top = levels[0], bottom = levels[0], steepest = 0;
  for (int at = 1; at < count; ++at) {
    const int level = levels[at], fall = levels[at - 1] - level;
    if (level > bottom + kBackslip || (level >= top && bottom == top)) {
      add(top, bottom, steepest);
      top = bottom = level;
      steepest = 0;
      continue;
    }
    steepest = std::max(steepest, fall);
    bottom = std::min(bottom, level);
  }
  add(top, bottom, steepest);
}

int Edges::height_min() const {
  constexpr double kStrong = 0.1;
  int above = 0, height = 255;
  for (; height > kHeightMin; --height) {
    for (const int count : by_height_.at(static_cast<std::size_t>(height))) above += count;
    if (above >= kStrong * total_) break;
  }
  return std::max(kHeightMin, static_cast<int>(kPrintShare * height));
}

std::optional<double> Edges::median_width(int height_min) const {
  std::array<int, kWidths> widths{};
  int total = 0;
  for (std::size_t height = static_cast<std::size_t>(height_min); height < by_height_.size(); ++height)
    for (std::size_t width = 0; width < widths.size(); ++width) {
      widths.at(width) += by_height_.at(height).at(width);
      total += by_height_.at(height).at(width);
    }
  if (total < kEdgesMin) return std::nullopt;
  int below = 0;
  std::size_t width = 0;
  while (2 * below < total) below += widths.at(width++);
  return static_cast<double>(width) / kWidthsAPixel;
}

double Edges::ink_level(int height_min) const {
  std::array<int, 256> ends{};
  int total = 0;
  for (std::size_t height = static_cast<std::size_t>(height_min); height < dark_.size(); ++height)
    for (std::size_t level = 0; level < ends.size(); ++level) {
      ends.at(level) += dark_.at(height).at(level);
      total += dark_.at(height).at(level);
    }
  int below = 0;
  std::size_t level = 0;
  while (level < 255 && 4 * below < total) below += ends.at(level++);
  return static_cast<double>(level);
}

}  // namespace

std::optional<PrintEdges> find_print_edges(const cv::Mat& readable, double dpi) {
  const int row_step = std::max(1, static_cast<int>(dpi / kRowsAnInch));
  const int column_step = std::max(1, static_cast<int>(dpi / kColumnsAnInch));
  Edges across, down;
  for (int y = row_step / 2; y < readable.rows; y += row_step)
    across.take(readable.ptr<std::uint8_t>(y), readable.cols);
  // Row by row, as the pixels lie in memory.
  cv::Mat columns((readable.cols + column_step - 1) / column_step, readable.rows, CV_8UC1);
  int count = 0;
  for (int y = 0; y < readable.rows; ++y) {
    const auto* levels = readable.ptr<std::uint8_t>(y);
    count = 0;
    for (int x = column_step / 2; x < readable.cols; x += column_step)
      columns.ptr<std::uint8_t>(count++)[y] = levels[x];
  }
  for (int column = 0; column < count; ++column) down.take(columns.ptr<std::uint8_t>(column), readable.rows);
  const int height_min = across.height_min();
  const auto widths_across = across.median_width(height_min), widths_down = down.median_width(height_min);
  if (!widths_across || !widths_down) return std::nullopt;
  return PrintEdges{std::max(*widths_across, *widths_down), across.ink_level(height_min)};
}

}  // namespace hoso::imaging
