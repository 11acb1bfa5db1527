// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace hoso::ocr {

inline constexpr int kSpaceId = 0;  ///< the character " " in every model
inline constexpr int kNoCharacter = -1;

/// The characters of a model, and which output of the network (its code) stands for which.
struct Charset {
  std::vector<std::string> texts;  ///< by character id; UTF-8
  std::vector<bool> digits;        ///< by character id
  std::vector<int> id_of_code;     ///< by code; kNoCharacter for the null code and codes without a character
  std::vector<int> code_order;     ///< the codes in the order in which the search looks at them

  [[nodiscard]] int size() const { return static_cast<int>(texts.size()); }
  /// The ids that spell a text, longest characters first; empty if it cannot be spelt.
  [[nodiscard]] std::vector<int> ids_of(std::string_view text) const;
};

/// Reads the components `characters` and `codes`. Throws DamagedModel, or UnsupportedModel for codes of several parts
/// and for scripts without spaces.
Charset read_charset(std::span<const std::uint8_t> characters, std::span<const std::uint8_t> codes, int code_count,
                     int null_code);

}  // namespace hoso::ocr
