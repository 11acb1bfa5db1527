// SPDX-License-Identifier: Apache-2.0
#include "ocr/layout/components.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include <opencv2/imgproc.hpp>

namespace hoso::ocr {

std::vector<Component> components_of(const cv::Mat& ink) {
  cv::Mat labels, statistics, centres;
  const int count = cv::connectedComponentsWithStats(ink, labels, statistics, centres, 8, CV_32S);
  std::vector<Component> components;
  components.reserve(static_cast<std::size_t>(std::max(0, count - 1)));
  for (int label = 1; label < count; ++label) {
    const int* row = statistics.ptr<int>(label);
    components.push_back(
        {{row[cv::CC_STAT_LEFT], row[cv::CC_STAT_TOP], row[cv::CC_STAT_WIDTH], row[cv::CC_STAT_HEIGHT]},
         row[cv::CC_STAT_AREA]});
  }
  return components;
}

double usual_letter_height(std::span<const Component> components) {
  constexpr double kBinsPerFactorE = 16;  // bins of 6 %
  constexpr int kHeightMin = 5, kCountMin = 6;
  std::array<double, 128> bins{};
  int count = 0;
  for (const Component& component : components) {
    const cv::Rect& box = component.box;
    const bool letter_like = box.height >= kHeightMin && box.width < 4 * box.height && box.height < 6 * box.width;
    const auto bin = static_cast<std::size_t>(kBinsPerFactorE * std::log(std::max(1, box.height)));
    if (!letter_like || bin + 1 >= bins.size() || bin == 0) continue;
    ++count;
    // Specks are many; what is taller says more.
    const double weight = std::min(box.height, 60);
    bins.at(bin) += weight;
    bins.at(bin - 1) += weight / 2;
    bins.at(bin + 1) += weight / 2;
  }
  if (count < kCountMin) return 0;
  const auto mode = std::ranges::max_element(bins) - bins.begin();
  return std::exp((static_cast<double>(mode) + 0.5) / kBinsPerFactorE);
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
