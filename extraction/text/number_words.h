// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hoso::extraction {

/// The number that Vietnamese words say, given as keys ("hai", "muoi", "lam", "trieu", "mot", "tram", "nghin"): with or
/// without "linh" and "lẻ", nghìn or ngàn, mươi or mười, tư or bốn, tỷ or tỉ. Reads up to the first word that is none;
/// nullopt if there is no number.
std::optional<std::int64_t> number_of_words(const std::vector<std::string>& keys);

}  // namespace hoso::extraction
