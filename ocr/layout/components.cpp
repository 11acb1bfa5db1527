// SPDX-License-Identifier: Apache-2.0
#include "ocr/layout/components.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <numeric>

namespace hoso::ocr {

bool is_dot(const Component& component, double fill_min) {
  const cv::Rect& box = component.box;
  const double fill = static_cast<double>(component.area_px) / box.area();
  return fill > fill_min && 5 * box.width > 3 * box.height && 3 * box.width < 5 * box.height;
}

namespace {

bool is_letter_like(const Component& component) {
  constexpr int kHeightMin = 5;
  const cv::Rect& box = component.box;
  return box.height >= kHeightMin && box.width < 4 * box.height && box.height < 6 * box.width;
}

constexpr double kBinsPerFactorE = 16;
using Bins = std::array<double, 128>;  // of heights, by their logarithm

double sum_around(const Bins& bins, std::ptrdiff_t bin) {
  constexpr std::ptrdiff_t kReach = 5;  // a factor of 1.37: low letters and those with ascenders
  const auto from = std::max<std::ptrdiff_t>(0, bin - kReach);
  const auto to = std::min<std::ptrdiff_t>(std::ssize(bins), bin + kReach + 1);
  return std::accumulate(bins.begin() + from, bins.begin() + to, 0.0);
}

/// Of a few lines of large print and many letters of much smaller print, the height of the small ones; else `mode`. All
/// of a machine-readable zone's letters are of one height, so that they make the highest peak of a card.
std::ptrdiff_t smaller_print(const Bins& bins, std::ptrdiff_t mode) {
  constexpr std::ptrdiff_t kNearest = 8, kFarthest = 20;  // factors of 1.65 and 3.5
  constexpr double kSumMin = 0.3, kValleyMax = 0.15, kBelowMax = 0.5;
  if (mode < kFarthest) return mode;
  const auto peak = std::max_element(bins.begin() + (mode - kFarthest), bins.begin() + (mode - kNearest + 1));
  const auto found = peak - bins.begin();
  const double valley = *std::min_element(peak, bins.begin() + mode);
  // Specks are the more the smaller they are.
  const double below = *std::max_element(bins.begin(), bins.begin() + std::max<std::ptrdiff_t>(1, found - kNearest));
  const bool print = valley <= kValleyMax * *peak && below <= kBelowMax * *peak;
  return print && sum_around(bins, found) >= kSumMin * sum_around(bins, mode) ? found : mode;
}

/// The height that most of them have, in bins of 6 %. Specks are many; what is taller says more.
double most_frequent_height(std::span<const Component> letters) {
  Bins bins{};
  for (const Component& letter : letters) {
    const auto bin = static_cast<std::size_t>(kBinsPerFactorE * std::log(letter.box.height));
    if (bin == 0 || bin + 1 >= bins.size()) continue;
    const double weight = std::min(letter.box.height, 60);
    bins.at(bin) += weight;
    bins.at(bin - 1) += weight / 2;
    bins.at(bin + 1) += weight / 2;
  }
  auto mode = bins.begin() + smaller_print(bins, std::ranges::max_element(bins) - bins.begin());
  // Low letters and those with ascenders or marks may be about as frequent: then the low ones count, else a few letters
  // more or less would change the unit of everything.
  constexpr std::ptrdiff_t kBelowMin = 4, kBelowMax = 8;  // in bins: factors of 1.28 and 1.65
  constexpr double kAsFrequent = 0.6;
  if (mode - bins.begin() >= kBelowMax) {
    const auto low = std::max_element(mode - kBelowMax, mode - kBelowMin + 1);
    if (*low > kAsFrequent * *mode) mode = low;
  }
  return std::exp((static_cast<double>(mode - bins.begin()) + 0.5) / kBinsPerFactorE);
}

}  // namespace

double usual_letter_height(std::span<const Component> components, std::size_t letters_min) {
  std::vector<Component> letters;
  std::ranges::copy_if(components, std::back_inserter(letters), is_letter_like);
  // A form may have more dots of leaders than letters.
  const auto may_be_dot = [](const Component& letter) { return is_dot(letter, 0.55); };
  if (3 * std::ranges::count_if(letters, may_be_dot) > std::ssize(letters)) std::erase_if(letters, may_be_dot);
  return letters.size() < letters_min ? 0 : most_frequent_height(letters);
}

BoxGrid::BoxGrid(std::span<const cv::Rect> boxes, cv::Size page, int cell_px)
    : boxes_(boxes),
      cell_px_(std::max(8, cell_px)),
      columns_(page.width / cell_px_ + 1),
      rows_(page.height / cell_px_ + 1),
      cells_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_)) {
  for (std::size_t index = 0; index < boxes.size(); ++index) {
    const cv::Rect cells = cells_of(boxes[index]);
    for (int row = cells.y; row < cells.y + cells.height; ++row) {
      for (int column = cells.x; column < cells.x + cells.width; ++column) {
        cells_.at(static_cast<std::size_t>(row * columns_ + column)).push_back(static_cast<int>(index));
      }
    }
  }
}

cv::Rect BoxGrid::cells_of(const cv::Rect& area) const {
  const int left = std::clamp(area.x / cell_px_, 0, columns_ - 1), top = std::clamp(area.y / cell_px_, 0, rows_ - 1);
  const int right = std::clamp((area.x + area.width) / cell_px_, 0, columns_ - 1);
  const int bottom = std::clamp((area.y + area.height) / cell_px_, 0, rows_ - 1);
  return {left, top, right - left + 1, bottom - top + 1};
}

std::vector<int> BoxGrid::touching(const cv::Rect& area) const {
  std::vector<int> found;
  const cv::Rect cells = cells_of(area);
  for (int row = cells.y; row < cells.y + cells.height; ++row) {
    for (int column = cells.x; column < cells.x + cells.width; ++column) {
      for (const int index : cells_.at(static_cast<std::size_t>(row * columns_ + column))) {
        const cv::Rect& box = boxes_[static_cast<std::size_t>(index)];
        if (overlap_x(box, area) > 0 && overlap_y(box, area) > 0) found.push_back(index);
      }
    }
  }
  std::ranges::sort(found);
  found.erase(std::ranges::unique(found).begin(), found.end());
  return found;
}

}  // namespace hoso::ocr
