// SPDX-License-Identifier: Apache-2.0
#include "ocr/leaders.h"

#include <algorithm>
#include <cstddef>

namespace hoso::ocr {
namespace {

constexpr std::size_t kRunMin = 3;

bool is_leader(std::string_view symbol) {
  return symbol == "." || symbol == "_" || symbol == "…" || symbol == "·" || symbol == "-" || symbol == "—" ||
         symbol == ",";
}

std::size_t run_length(const std::vector<Symbol>& symbols, std::size_t from) {
  std::size_t to = from;
  while (to < symbols.size() && is_leader(symbols[to].text)) ++to;
  return to - from;
}

std::string_view first_code_point(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) ++length;
  return text.substr(0, length);
}

}  // namespace

bool holds_leader(std::string_view text) {
  std::size_t run = 0;
  while (!text.empty()) {
    const std::string_view symbol = first_code_point(text);
    run = is_leader(symbol) ? run + 1 : 0;
    if (run >= kRunMin) return true;
    text.remove_prefix(symbol.size());
  }
  return false;
}

std::vector<models::Word> without_leaders(const std::vector<Symbol>& symbols, double confidence) {
  std::vector<models::Word> words;
  models::Word word{.text = {}, .box = {}, .confidence = confidence};
  const auto finish = [&] {
    word.text = models::collapsed(models::nfc(word.text));
    if (!word.text.empty() && !word.box.empty()) words.push_back(word);
    word = {.text = {}, .box = {}, .confidence = confidence};
  };
  for (std::size_t index = 0; index < symbols.size();) {
    const std::size_t run = run_length(symbols, index);
    if (run >= kRunMin) {
      finish();
      index += run;
      continue;
    }
    word.text += symbols[index].text;
    word.box = models::united(word.box, symbols[index].box);
    ++index;
  }
  finish();
  return words;
}

}  // namespace hoso::ocr
