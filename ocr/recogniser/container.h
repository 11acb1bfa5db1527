// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

namespace hoso::ocr {

/// The parts of a .traineddata file that a line needs, by their place in its table of offsets.
enum class Component {
  network = 17,
  punctuation_words = 18,
  words = 19,
  numbers = 20,
  characters = 21,
  codes = 22,
};

/// The bytes of one part; empty if the file has none. Throws DamagedModel where the table of offsets makes no sense.
std::span<const std::uint8_t> component(std::span<const std::uint8_t> file, Component which);

}  // namespace hoso::ocr
