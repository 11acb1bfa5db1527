// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "hoso/models/error_text.h"

namespace hoso::models {

/// A text for people in their language, from data/messages/LANGUAGE.po; the English text is its name there. What stands
/// in no catalogue comes back as it is. Valid as long as the program runs, if `english` is.
std::string_view translated(std::string_view english, MessageLanguage language);

/// Every English text that `describe` can need.
std::vector<std::string_view> error_texts();

}  // namespace hoso::models
