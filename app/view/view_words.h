// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace hoso::app {

/// The English texts of the view, in data/view/index.html and view.js.
std::span<const std::string_view> view_texts();

/// words.js: the names of papers, and of all texts and keys their translation into the language that is spoken.
std::string view_words();

}  // namespace hoso::app
