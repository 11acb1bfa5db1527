// SPDX-License-Identifier: Apache-2.0
#include "ocr/layout/components.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>

namespace hoso::ocr {

namespace {

/// A stretch of ink in a row, from `begin` up to but not at `end`.
struct Run {
  int begin, end;
  std::size_t set;
};

/// Pieces of ink that grow from row to row and meet (union-find over runs).
class GrowingComponents {
 public:
  /// A new piece of one run.
  std::size_t add(int row, int begin, int end) {
    parents_.push_back(parents_.size());
    extents_.push_back({begin, row, end, row + 1, end - begin});
    return parents_.size() - 1;
  }

  void extend(std::size_t set, int row, int begin, int end) {
    Extent& extent = extents_[root(set)];
    extent.left = std::min(extent.left, begin);
    extent.right = std::max(extent.right, end);
    extent.bottom = row + 1;
    extent.area += end - begin;
  }

  void join(std::size_t one, std::size_t other) {
    const std::size_t a = root(one), b = root(other);
    if (a == b) return;
    const std::size_t kept = std::min(a, b), gone = std::max(a, b);
    parents_[gone] = kept;
    Extent& into = extents_[kept];
    const Extent& from = extents_[gone];
    into = {std::min(into.left, from.left), std::min(into.top, from.top), std::max(into.right, from.right),
            std::max(into.bottom, from.bottom), into.area + from.area};
  }

  [[nodiscard]] std::vector<Component> take() const {
    std::vector<Component> components;
    for (std::size_t set = 0; set < parents_.size(); ++set) {
      if (parents_[set] != set) continue;
      const Extent& extent = extents_[set];
      components.push_back(
          {{extent.left, extent.top, extent.right - extent.left, extent.bottom - extent.top}, extent.area});
    }
    return components;
  }

 private:
  struct Extent {
    int left, top, right, bottom, area;
  };
  std::vector<std::size_t> parents_;
  std::vector<Extent> extents_;

  std::size_t root(std::size_t set) {
    while (parents_[set] != set) set = parents_[set] = parents_[parents_[set]];
    return set;
  }
};

/// The first place from `x` on where the row has ink. Paper is skipped eight pixels at a time.
int next_ink(const std::uint8_t* row, int x, int width) {
  for (; x + 8 <= width; x += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, row + x, sizeof eight);
    if (eight != 0) break;
  }
  while (x < width && row[x] == 0) ++x;
  return x;
}

}  // namespace

std::vector<Component> components_of(const cv::Mat& ink) {
  GrowingComponents components;
  std::vector<Run> above, runs;
  for (int y = 0; y < ink.rows; ++y) {
    const auto* row = ink.ptr<std::uint8_t>(y);
    runs.clear();
    auto candidate = above.begin();
    for (int x = next_ink(row, 0, ink.cols); x < ink.cols; x = next_ink(row, x, ink.cols)) {
      const int begin = x;
      while (x < ink.cols && row[x] != 0) ++x;
      // Runs touch also by their corners.
      while (candidate != above.end() && candidate->end < begin) ++candidate;
      Run run{begin, x, 0};
      bool known = false;
      for (auto touching = candidate; touching != above.end() && touching->begin <= x; ++touching) {
        if (known) {
          components.join(run.set, touching->set);
        } else {
          components.extend(touching->set, y, begin, x);
          run.set = touching->set;
          known = true;
        }
      }
      if (!known) run.set = components.add(y, begin, x);
      runs.push_back(run);
    }
    above.swap(runs);
  }
  return components.take();
}

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

/// The height that most of them have, in bins of 6 %. Specks are many; what is taller says more.
double most_frequent_height(std::span<const Component> letters) {
  constexpr double kBinsPerFactorE = 16;
  std::array<double, 128> bins{};
  for (const Component& letter : letters) {
    const auto bin = static_cast<std::size_t>(kBinsPerFactorE * std::log(letter.box.height));
    if (bin == 0 || bin + 1 >= bins.size()) continue;
    const double weight = std::min(letter.box.height, 60);
    bins.at(bin) += weight;
    bins.at(bin - 1) += weight / 2;
    bins.at(bin + 1) += weight / 2;
  }
  const auto mode = std::ranges::max_element(bins) - bins.begin();
  return std::exp((static_cast<double>(mode) + 0.5) / kBinsPerFactorE);
}

}  // namespace

double usual_letter_height(std::span<const Component> components) {
  constexpr std::size_t kCountMin = 6;
  std::vector<Component> letters;
  std::ranges::copy_if(components, std::back_inserter(letters), is_letter_like);
  // A form may have more dots of leaders than letters.
  const auto may_be_dot = [](const Component& letter) { return is_dot(letter, 0.55); };
  if (3 * std::ranges::count_if(letters, may_be_dot) > std::ssize(letters)) std::erase_if(letters, may_be_dot);
  return letters.size() < kCountMin ? 0 : most_frequent_height(letters);
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
