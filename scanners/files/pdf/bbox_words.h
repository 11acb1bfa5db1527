// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "hoso/models/text.h"

namespace hoso::scanners {

/// The words of pdftotext's output for one page (-bbox), in points from the top left corner of the page. Words that are
/// no text are left out, and so are all where there are more than a page can hold (nothing is returned).
std::optional<std::vector<models::GivenWord>> parse_bbox_words(std::string_view output);

}  // namespace hoso::scanners
