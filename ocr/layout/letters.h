// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "ocr/layout/components.h"

namespace hoso::ocr {

enum class Role : std::uint8_t {
  letter,  ///< makes lines: stands as high as letters do
  mark,    ///< belongs to a line: accent, dot, comma, dash
  large,   ///< higher than letters and without others like it: pen, seal, picture
  speck    ///< too small to be anything
};

/// What each component is, judged by its size and its neighbours. `letter_height_px` as usual_letter_height().
std::vector<Role> roles_of(std::span<const Component> components, cv::Size page, double letter_height_px);

}  // namespace hoso::ocr
