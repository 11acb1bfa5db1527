// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace hoso::storage {

/// Code points of UTF-8.
inline std::size_t letters(std::string_view text) {
  const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  return static_cast<std::size_t>(std::ranges::count_if(text, begins));
}

/// At most `most` letters; what is longer ends with an ellipsis, after a whole word where there is one.
inline std::string shortened(std::string_view text, std::size_t most) {
  if (letters(text) <= most) return std::string(text);
  std::size_t end = 0;
  for (std::size_t count = 0; count < most; ++count) do
      ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80);
  std::string out(text.substr(0, end));
  // Room for the ellipsis.
  const std::size_t space = out.rfind(' ');
  if (space != std::string::npos && space > 0) {
    out.resize(space);
  } else {
    while (!out.empty() && (static_cast<unsigned char>(out.back()) & 0xC0) == 0x80) out.pop_back();
    out.pop_back();
  }
  return out + "…";
}

}  // namespace hoso::storage
