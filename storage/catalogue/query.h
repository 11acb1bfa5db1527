// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace hoso::storage {

/// The FTS5 expression for what a user typed: all words must be there; "…" (also “…”) is a phrase, open to the end
/// where it is not closed; a * at a word's end stands for any ending. Every word is quoted, so that nothing typed is
/// FTS5 syntax: 12/QĐ-UBND is a phrase of three words, AND is a word. Empty: there is nothing to look for.
std::string match_expression(std::string_view typed);

}  // namespace hoso::storage
