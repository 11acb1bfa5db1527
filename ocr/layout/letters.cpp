// SPDX-License-Identifier: Apache-2.0
#include "ocr/layout/letters.h"

#include <algorithm>
#include <cmath>

namespace hoso::ocr {
namespace {

constexpr double kLetterMin = 0.62, kSmallLetterMin = 0.22, kSpeck = 0.1, kLarge = 2.5;  // of the usual letter height
constexpr double kLikeRatio = 1.7, kLikeGap = 1.0;
constexpr double kOverRatio = 1.55, kOverGap = 0.4;
constexpr int kLikeNeighbours = 3;
constexpr double kDotFill = 0.74;  // of its box: a disc has 0.79, bold small letters less
constexpr double kJoinedMax = 10, kJoinedFill = 0.45;
constexpr double kLargeLetterMax = 12;
constexpr double kLetterFill = 0.18;  // of its box: a thin L has 0.25, arcs of a finger print and seals 0.1

std::vector<cv::Rect> boxes_of(std::span<const Component> components) {
  std::vector<cv::Rect> boxes;
  boxes.reserve(components.size());
  for (const Component& component : components) boxes.push_back(component.box);
  return boxes;
}

double fill_of(const Component& component) { return static_cast<double>(component.area_px) / component.box.area(); }

/// The surroundings in which a component is judged.
class Surroundings {
 public:
  Surroundings(std::span<const Component> components, cv::Size page, double letter_height)
      : letter_height_(letter_height),
        components_(components),
        boxes_(boxes_of(components)),
        grid_(boxes_, page, static_cast<int>(2 * letter_height)) {}

  /// Components of about its height in its row, within a few letters.
  [[nodiscard]] int like_neighbours(std::size_t index) const {
    const cv::Rect& box = boxes_[index];
    const int reach = static_cast<int>(3.5 * (1 + kLikeGap) * box.height);
    int found = 0;
    grid_.visit({box.x - reach, box.y, box.width + 2 * reach, box.height}, [&](std::size_t other) {
      const cv::Rect& near = boxes_[other];
      const double ratio = static_cast<double>(std::max(box.height, near.height)) / std::min(box.height, near.height);
      if (other != index && ratio <= kLikeRatio && 2 * overlap_y(box, near) >= std::min(box.height, near.height))
        ++found;
    });
    return found;
  }

  /// A letter with a mark over or under it: the mark is the lower one.
  [[nodiscard]] bool sits_at_a_letter(std::size_t index) const {
    const cv::Rect& box = boxes_[index];
    const int reach = static_cast<int>(2 * box.height);
    bool sits = false;
    grid_.visit({box.x, box.y - reach, box.width, box.height + 2 * reach}, [&](std::size_t other) {
      const cv::Rect& near = boxes_[other];
      // A pen stroke over a name has no marks, nor has a finger print under small print.
      const bool may_be_letter = near.height <= kLarge * letter_height_ && near.width <= 4 * near.height &&
                                 fill_of(components_[other]) > kLetterFill;
      if (!may_be_letter || near.height < kOverRatio * box.height) return;
      if (2 * overlap_x(box, near) < box.width || box.width > 1.6 * near.width) return;
      const int gap = -overlap_y(box, near);
      sits |= gap >= -box.height / 4 && gap < kOverGap * near.height;
    });
    return sits;
  }

 private:
  double letter_height_;
  std::span<const Component> components_;
  std::vector<cv::Rect> boxes_;
  BoxGrid grid_;
};

bool is_solid_letter(const Component& component) {
  // A frame or an arc is nearly empty, a leftover of a ruling is long and thin.
  const cv::Rect& box = component.box;
  return fill_of(component) > 0.06 && box.width < 30 * box.height && box.height < 14 * box.width;
}

/// Letters that have grown together: not longer than a day, and nearly as full as each of them. Arcs of a finger print
/// are longer or emptier.
bool may_be_joined(const Component& component) {
  const cv::Rect& box = component.box;
  return box.width < kJoinedMax * box.height && fill_of(component) > kJoinedFill;
}

Role role_of(const Component& component, std::size_t index, const Surroundings& around, double letter_height) {
  const double height = component.box.height / letter_height;
  const double width = component.box.width / letter_height;
  if (std::max(height, width) < kSpeck) return Role::speck;
  if (!is_solid_letter(component)) return height > kLetterMin ? Role::large : Role::mark;
  if (height > kLarge) {
    const bool print = height < kLargeLetterMax && fill_of(component) > kLetterFill;
    return print && around.like_neighbours(index) >= 2 ? Role::letter : Role::large;
  }
  if (height >= kLetterMin) return around.sits_at_a_letter(index) ? Role::mark : Role::letter;
  if (height < kSmallLetterMin || width > 12 * height || is_dot(component, kDotFill)) return Role::mark;
  const bool small_print = around.like_neighbours(index) >= kLikeNeighbours && !around.sits_at_a_letter(index);
  return small_print && (width < 3 * height || may_be_joined(component)) ? Role::letter : Role::mark;
}

}  // namespace

std::vector<Role> roles_of(std::span<const Component> components, cv::Size page, double letter_height_px) {
  const Surroundings around(components, page, letter_height_px);
  std::vector<Role> roles;
  roles.reserve(components.size());
  for (std::size_t index = 0; index < components.size(); ++index) {
    roles.push_back(role_of(components[index], index, around, letter_height_px));
  }
  return roles;
}

}  // namespace hoso::ocr
