// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hoso/models/geometry.h"
#include "hoso/models/text.h"

namespace hoso::storage {

/// The box around a line's words.
models::Box line_box(const models::Line& line);
/// The usual height of a line on a page; 0 without lines.
double median_line_height_px(const models::PageText& text);

}  // namespace hoso::storage
