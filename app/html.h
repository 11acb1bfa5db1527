// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hoso/models/error_text.h"

/// Pages of HTML that stand alone: one file, no script, no network.
namespace hoso::app {

/// Text for an element or an attribute in double quotes.
std::string escaped(std::string_view text);

/// "data:image/jpeg;base64,…"
std::string jpeg_uri(const std::vector<std::uint8_t>& jpeg);

/// The page around `body`, with a style that prints well. `generator`: the command that made it.
std::string html_page(std::string_view title, std::string_view generator, std::string_view body,
                      models::MessageLanguage language);

}  // namespace hoso::app
