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
  line_ = line;
  first_ = static_cast<std::uint8_t>(light_on_dark ? std::min(threshold + 1, 255) : 0);
  last_ = static_cast<std::uint8_t>(light_on_dark ? 255 : threshold);
  counts_.assign(static_cast<std::size_t>(line.width_px), 0);
  // Without branches, for many columns at once.
  const std::uint8_t first = first_, span = static_cast<std::uint8_t>(last_ - first_);
  for (int y = 0; y < line.height_px; ++y) {
    const std::uint8_t* row = line.pixels + y * line.stride;
    std::int16_t* counts = counts_.data();
    for (int x = 0; x < line.width_px; ++x) {
      const auto above = static_cast<std::uint8_t>(row[x] - first);
      counts[x] = static_cast<std::int16_t>(counts[x] + (above <= span ? 1 : 0));
    }
  }
}

bool Ink::holds_ink(int y, int from, int to) const {
  const std::uint8_t* row = line_.pixels + y * line_.stride;
  return std::any_of(row + from, row + to, [this](std::uint8_t value) { return value >= first_ && value <= last_; });
}

double Ink::cut_between(double from_px, double to_px) const {
  const int from = column_in(from_px, width()), to = std::max(from + 1, column_in(to_px, width()));
  int widest = 0, cut_begin = from, gap = 0, least = from;
  for (int x = from; x < std::min(to, static_cast<int>(width())); ++x) {
    const int ink = counts_[static_cast<std::size_t>(x)];
    if (ink < counts_[static_cast<std::size_t>(least)]) least = x;
    gap = ink == 0 ? gap + 1 : 0;
    if (gap > widest) {
      widest = gap;
      cut_begin = x + 1 - gap;
    }
  }
  return widest > 0 ? cut_begin + widest / 2.0 : least + 0.5;
}

models::Box Ink::box_between(double from_px, double to_px) const {
  int left = column_in(from_px, width()), right = column_in(to_px, width());
  const auto blank = [this](int x) { return counts_[static_cast<std::size_t>(x)] == 0; };
  while (left < right && blank(left)) ++left;
  while (left < right && blank(right - 1)) --right;
  if (left >= right) return {};
  int top = 0, bottom = line_.height_px;
  while (!holds_ink(top, left, right)) ++top;
  while (!holds_ink(bottom - 1, left, right)) --bottom;
  return {static_cast<double>(left), static_cast<double>(top), static_cast<double>(right - left),
          static_cast<double>(bottom - top)};
}

}  // namespace hoso::ocr
