// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hoso/models/text.h"

namespace hoso::ocr {

/// One character as the engine placed it.
struct Symbol {
  std::string text;
  models::Box box;
};

/// Whether a word holds three leader dots or rule marks in a row ("Họ tên:........", "____"): they are no text.
bool holds_leader(std::string_view text);

/// What is left of a word on both sides of its leaders: none, one or several words, each with the box of its symbols.
std::vector<models::Word> without_leaders(const std::vector<Symbol>& symbols, double confidence);

}  // namespace hoso::ocr
