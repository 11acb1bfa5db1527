// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace hoso::storage {

/// What FTS5's highlight() is to put around the words that match: signs that stand in no text.
inline constexpr std::string_view kMarkBegin = "\x01", kMarkEnd = "\x02";

/// The line with most words that match, each between ‹ and ›, cut with … where it is long. Empty: nothing is marked.
std::string hit_line(std::string_view highlighted);

}  // namespace hoso::storage
