// SPDX-License-Identifier: Apache-2.0
#include "ocr/reading/numbers.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <string_view>

namespace hoso::ocr {
namespace {

struct Lookalike {
  std::string_view letter, digit;
  bool on_both_sides;  ///< needs digits on both sides: letters of codes ("A4", "O1") stand beside digits too
};
constexpr std::array<Lookalike, 7> kLookalikes{{{"ó", "6", false},
                                                {"Ó", "6", false},
                                                {"Ø", "0", false},
                                                {"O", "0", true},
                                                {"o", "0", true},
                                                {"l", "1", true},
                                                {"I", "1", true}}};

bool is_digit(const LineWord& word, std::ptrdiff_t index) {
  if (index < 0 || index >= std::ssize(word.characters)) return false;
  const std::string& text = word.characters[static_cast<std::size_t>(index)].text;
  return text.size() == 1 && std::isdigit(static_cast<unsigned char>(text.front())) != 0;
}

void rebuild(LineWord& word) {
  word.text.clear();
  for (const LineCharacter& character : word.characters) word.text += character.text;
}

bool put_right(LineWord& word, std::ptrdiff_t index) {
  LineCharacter& character = word.characters[static_cast<std::size_t>(index)];
  const auto* found = std::ranges::find(kLookalikes, character.text, &Lookalike::letter);
  if (found == kLookalikes.end()) return false;
  const bool before = is_digit(word, index - 1), after = is_digit(word, index + 1);
  if (found->on_both_sides ? !(before && after) : !(before || after)) return false;
  character.text = found->digit;
  return true;
}

}  // namespace

void put_digits_right(LineWord& word) {
  bool changed = false;
  for (std::ptrdiff_t index = 0; index < std::ssize(word.characters); ++index) changed |= put_right(word, index);
  // A run of them has its digit at the other end.
  for (std::ptrdiff_t index = std::ssize(word.characters); index-- > 0;) changed |= put_right(word, index);
  if (changed) rebuild(word);
}

void put_exponent_right(LineWord& word, const RaisedTest& raised) {
  constexpr std::array<std::string_view, 10> kReadAs{"2", "?", "”", "“", "\"", "'", "*", "°", "ˆ", "’"};
  auto& characters = word.characters;
  for (std::size_t index = 1; index < characters.size(); ++index) {
    const bool after_unit = characters[index - 1].text == "m" && (index == 1 || characters[index - 2].text.size() == 1);
    if (!after_unit || std::ranges::find(kReadAs, characters[index].text) == kReadAs.end()) continue;
    const bool ends = index + 1 == characters.size() ||
                      std::ispunct(static_cast<unsigned char>(characters[index + 1].text.front())) != 0;
    if (!ends || !raised(characters[index])) continue;
    characters[index].text = "²";
    rebuild(word);
    return;
  }
}

}  // namespace hoso::ocr
