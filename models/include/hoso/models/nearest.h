// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hoso::models {

/// How many letters must be added, left out, changed or swapped with their neighbour to make one word of the other
/// (Damerau-Levenshtein, each letter touched once).
int edit_distance(std::string_view a, std::string_view b);

/// The known word that was probably meant, if one is near: a third of its letters may be wrong, or it begins so.
/// Capitals do not matter.
std::optional<std::string> nearest(std::string_view typed, const std::vector<std::string>& known);

/// "the key "langauge" (did you mean "language"?)", in English as `retold` knows it.
std::string unknown_key(std::string_view key, const std::vector<std::string>& known);

}  // namespace hoso::models
