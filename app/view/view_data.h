// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "hoso/models/text.h"

namespace hoso::app {

/// data.js of a view: its language ("en", "vi"), the record as it is, and the lines of each page as [x, y, width,
/// height, confidence, text] a word. A script that sets one variable: a browser does not let a page fetch a file from a
/// stick.
std::string view_data(const nlohmann::json& record, const std::vector<models::PageText>& text,
                      std::string_view language);

}  // namespace hoso::app
