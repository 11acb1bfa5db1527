// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "hoso/models/text.h"

namespace hoso::app {

/// data.js of a view: its language ("en", "vi"), the record (failures in that language), and the lines of each page as
/// [x, y, width, height, confidence, text] a word. A script that sets one variable: a browser does not let a page fetch
/// a file from a stick.
std::string view_data(const nlohmann::json& record, const std::vector<models::PageText>& text,
                      std::string_view language);

/// A value for a script: plain ASCII, and nothing that ends a script, whatever stands on the paper.
std::string in_script(const nlohmann::json& json);

}  // namespace hoso::app
