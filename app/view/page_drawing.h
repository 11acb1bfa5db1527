// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "hoso/models/geometry.h"
#include "hoso/models/text.h"

namespace hoso::app {

/// The page's image, and beside it its text, each word in its box and coloured by its confidence: what a search finds.
/// Takes and gives PNG; `shown` is the size in pixels that the boxes are of. Nothing where the image cannot be read.
std::optional<std::string> draw_text_beside(std::string_view page_png, models::Size shown,
                                            const models::PageText& text);

}  // namespace hoso::app
