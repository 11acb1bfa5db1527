// SPDX-License-Identifier: Apache-2.0
#include "ocr/recogniser/ink.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hoso::ocr {
namespace {

using Histogram = std::array<std::int64_t, 256>;

Histogram histogram_of(const GreyImage& line) {
  // Neighbours are mostly of one level: counted in one table, each would wait for the one before.
  constexpr int kTables = 4;
  std::array<std::array<std::uint32_t, 256>, kTables> tables{};
  for (int y = 0; y < line.height_px; ++y) {
    const std::uint8_t* row = line.pixels + y * line.stride;
    int x = 0;
    for (; x + kTables <= line.width_px; x += kTables) {
      for (int table = 0; table < kTables; ++table) ++tables[table][row[x + table]];
    }
    for (; x < line.width_px; ++x) ++tables[0][row[x]];
  }
  Histogram counts{};
  for (const auto& table : tables) {
    for (std::size_t level = 0; level < counts.size(); ++level) counts.at(level) += table.at(level);
  }
  return counts;
}

int column_in(double px, std::size_t count) {
  return static_cast<int>(std::clamp(std::floor(px), 0.0, static_cast<double>(count)));
}

/// How much print leans: italics up to 0.3, by hand more; to the left hardly ever.
constexpr std::array kSlopes{-0.1, -0.15, -0.2, -0.25, -0.3, -0.35, -0.4, 0.1, 0.2};
constexpr int kLeaningGapMin_px = 2;  // a narrower one may be between the strokes of a letter

struct Gap {
  int begin = 0, width = 0;
  [[nodiscard]] double middle() const { return begin + width / 2.0; }
};

/// The longest run of columns in [from, to) that are free; the first among equals.
template <typename IsFree>
Gap widest_gap(int from, int to, IsFree is_free) {
  Gap widest, gap;
  for (int x = from; x < to; ++x) {
    gap = is_free(x) ? Gap{gap.width == 0 ? x : gap.begin, gap.width + 1} : Gap{};
    if (gap.width > widest.width) widest = gap;
  }
  return widest;
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
  return std::any_of(row + from, row + to, [this](std::uint8_t value) { return is_ink(value); });
}

/// Where a cut crosses a row.
int Ink::column(const Cut& cut, int y) const {
  return column_in(cut.x_px + cut.slope * (y - (line_.height_px - 1) / 2.0), width());
}

bool Ink::is_free(const Cut& cut) const {
  for (int y = 0; y < line_.height_px; ++y) {
    const int x = column(cut, y);
    if (x < line_.width_px && is_ink(line_.pixels[y * line_.stride + x])) return false;
  }
  return true;
}

Cut Ink::cut_between(double from_px, double to_px) const {
  const int count = static_cast<int>(width());
  const int from = column_in(from_px, width()), to = std::min(std::max(from + 1, column_in(to_px, width())), count);
  const Gap upright = widest_gap(from, to, [this](int x) { return counts_[static_cast<std::size_t>(x)] == 0; });
  if (upright.width > 0) return {upright.middle()};
  Gap widest;
  Cut best{from + 0.5};
  for (const double slope : kSlopes) {
    const Gap gap = widest_gap(from, to, [&](int x) { return is_free({x + 0.5, slope}); });
    if (gap.width <= std::max(widest.width, kLeaningGapMin_px - 1)) continue;
    widest = gap;
    best = {gap.middle(), slope};
  }
  if (widest.width > 0 || from >= to) return best;
  return {static_cast<double>(std::min_element(counts_.begin() + from, counts_.begin() + to) - counts_.begin()) + 0.5};
}

/// Without the columns at the sides that have no ink.
models::Box Ink::upright_box(int left, int right) const {
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

models::Box Ink::box_between(const Cut& from, const Cut& to) const {
  if (from.slope == 0 && to.slope == 0) return upright_box(column(from, 0), column(to, 0));
  models::Box box;
  for (int y = 0; y < line_.height_px; ++y) {
    const std::uint8_t* row = line_.pixels + y * line_.stride;
    int left = column(from, y), right = column(to, y);
    while (left < right && !is_ink(row[left])) ++left;
    while (left < right && !is_ink(row[right - 1])) --right;
    if (left < right)
      box = models::united(box,
                           {static_cast<double>(left), static_cast<double>(y), static_cast<double>(right - left), 1});
  }
  return box;
}

}  // namespace hoso::ocr
