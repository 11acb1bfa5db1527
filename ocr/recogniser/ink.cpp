// SPDX-License-Identifier: Apache-2.0
#include "ocr/recogniser/ink.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hoso::ocr {
namespace {

using Histogram = std::array<std::int64_t, 256>;

Histogram histogram_of(const GreyImage& line) {
  Histogram counts{};
  for (int y = 0; y < line.height_px; ++y) {
    const std::uint8_t* row = line.pixels + y * line.stride;
    for (int x = 0; x < line.width_px; ++x) ++counts[row[x]];
  }
  return counts;
}

int column_in(double px, std::size_t count) {
  return static_cast<int>(std::clamp(std::floor(px), 0.0, static_cast<double>(count)));
}

}  // namespace

int otsu_threshold(const GreyImage& line) {
  const Histogram counts = histogram_of(line);
  double total = 0, sum = 0;
  for (std::size_t value = 0; value < counts.size(); ++value) {
    total += static_cast<double>(counts.at(value));
    sum += static_cast<double>(counts.at(value)) * static_cast<double>(value);
  }
  double below = 0, below_sum = 0, best = -1;
  int threshold = 0;
  for (std::size_t value = 0; value < counts.size(); ++value) {
    below += static_cast<double>(counts.at(value));
    below_sum += static_cast<double>(counts.at(value)) * static_cast<double>(value);
    if (below == 0 || below == total) continue;
    const double difference = below_sum / below - (sum - below_sum) / (total - below);
    const double between = below * (total - below) * difference * difference;
    if (between > best) {
      best = between;
      threshold = static_cast<int>(value);
    }
  }
  return threshold;
}

void Ink::look_at(const GreyImage& line, bool light_on_dark) {
  const int threshold = otsu_threshold(line);
  columns_.assign(static_cast<std::size_t>(line.width_px), {});
  for (int y = 0; y < line.height_px; ++y) {
    const std::uint8_t* row = line.pixels + y * line.stride;
    for (int x = 0; x < line.width_px; ++x) {
      if ((row[x] <= threshold) == light_on_dark) continue;
      Column& column = columns_[static_cast<std::size_t>(x)];
      if (column.ink++ == 0) column.top = y;
      column.bottom = y + 1;
    }
  }
}

double Ink::cut_between(double from_px, double to_px) const {
  const int from = column_in(from_px, columns_.size()), to = std::max(from + 1, column_in(to_px, columns_.size()));
  int widest = 0, cut_begin = from, gap = 0, least = from;
  for (int x = from; x < std::min(to, static_cast<int>(columns_.size())); ++x) {
    const int ink = columns_[static_cast<std::size_t>(x)].ink;
    if (ink < columns_[static_cast<std::size_t>(least)].ink) least = x;
    gap = ink == 0 ? gap + 1 : 0;
    if (gap > widest) {
      widest = gap;
      cut_begin = x + 1 - gap;
    }
  }
  return widest > 0 ? cut_begin + widest / 2.0 : least + 0.5;
}

models::Box Ink::box_between(double from_px, double to_px) const {
  const int from = column_in(from_px, columns_.size()), to = column_in(to_px, columns_.size());
  int left = to, right = from, top = 0, bottom = 0;
  for (int x = from; x < to; ++x) {
    const Column& column = columns_[static_cast<std::size_t>(x)];
    if (column.ink == 0) continue;
    top = left == to ? column.top : std::min(top, column.top);
    bottom = std::max(bottom, column.bottom);
    left = std::min(left, x);
    right = x + 1;
  }
  if (left >= right) return {};
  return {static_cast<double>(left), static_cast<double>(top), static_cast<double>(right - left),
          static_cast<double>(bottom - top)};
}

}  // namespace hoso::ocr
