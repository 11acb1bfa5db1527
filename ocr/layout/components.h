// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <opencv2/core.hpp>

#include "hoso/imaging/components.h"

namespace hoso::ocr {

using imaging::Component;
using imaging::components_of;

/// Whether it is a dot, as of a leader: about as wide as high, and filled with ink by that share at least. Above 0.65
/// hardly any letter is so full.
bool is_dot(const Component& component, double fill_min);

inline constexpr std::size_t kLettersOfPage = 6;  ///< fewer may be anything

/// The height that letters on the page most often have: between x-height and the height of capitals. 0 where there are
/// fewer than `letters_min`.
double usual_letter_height(std::span<const Component> components, std::size_t letters_min = kLettersOfPage);

/// How far two spans overlap; negative where they are apart.
inline int overlap(int from, int to, int other_from, int other_to) {
  return std::min(to, other_to) - std::max(from, other_from);
}
inline int overlap_x(const cv::Rect& a, const cv::Rect& b) { return overlap(a.x, a.x + a.width, b.x, b.x + b.width); }
inline int overlap_y(const cv::Rect& a, const cv::Rect& b) { return overlap(a.y, a.y + a.height, b.y, b.y + b.height); }

/// Finds boxes near a place without looking at all of them.
class BoxGrid {
 public:
  /// The boxes must outlive the grid; cells of about a few letters' size serve best.
  BoxGrid(std::span<const cv::Rect> boxes, cv::Size page, int cell_px);

  /// Calls `visit(index)` once for each box that touches the area, by rising index.
  template <typename Visit>
  void visit(const cv::Rect& area, Visit visit) const {
    for (const int index : touching(area)) visit(static_cast<std::size_t>(index));
  }

 private:
  std::span<const cv::Rect> boxes_;
  int cell_px_, columns_, rows_;
  std::vector<std::vector<int>> cells_;

  [[nodiscard]] cv::Rect cells_of(const cv::Rect& area) const;
  [[nodiscard]] std::vector<int> touching(const cv::Rect& area) const;
};

}  // namespace hoso::ocr
