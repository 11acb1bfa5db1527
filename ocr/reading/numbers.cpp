// SPDX-License-Identifier: Apache-2.0
#include "ocr/reading/numbers.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <string_view>
#include <utility>

#include <unicode/uchar.h>
#include <unicode/unistr.h>

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

/// What a character is in the eyes of `parted_at_numbers`.
struct Kind {
  bool digit = false, letter = false, small = false, marked = false;
};

Kind kind_of(const LineCharacter& character) {
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(character.text);
  const UChar32 first = text.isEmpty() ? 0 : text.char32At(0);
  return {.digit = u_isdigit(first) != 0,
          .letter = u_isalpha(first) != 0,
          .small = u_islower(first) != 0,
          .marked = u_isalpha(first) != 0 && first > 0x7F};
}

/// Whether the characters [first, last) spell a syllable as only running text has it: small letters but for the first,
/// one of them with a mark.
bool is_marked_syllable(const std::vector<Kind>& kinds, std::size_t first, std::size_t last) {
  bool marked = false;
  for (std::size_t index = first; index < last; ++index) {
    if (!kinds[index].letter || (index > first && !kinds[index].small)) return false;
    marked |= kinds[index].marked;
  }
  return marked && last >= first + 2;
}

/// Where the run of letters that ends before `end` begins.
std::size_t letters_before(const std::vector<Kind>& kinds, std::size_t end) {
  while (end > 0 && kinds[end - 1].letter) --end;
  return end;
}

std::size_t letters_after(const std::vector<Kind>& kinds, std::size_t first) {
  while (first < kinds.size() && kinds[first].letter) ++first;
  return first;
}

/// Whether a new word begins at `index`.
bool begins_word(const LineWord& word, const std::vector<Kind>& kinds, std::size_t index, const GapTest& gap) {
  const auto& characters = word.characters;
  if (kinds[index - 1].digit && kinds[index].letter) {
    return is_marked_syllable(kinds, index, letters_after(kinds, index));
  }
  if (!kinds[index].digit) return false;
  if (kinds[index - 1].letter) return is_marked_syllable(kinds, letters_before(kinds, index), index);
  return characters[index - 1].text == ":" && is_marked_syllable(kinds, letters_before(kinds, index - 1), index - 1) &&
         gap(characters[index - 1], characters[index]);
}

/// The characters [first, last) as a word of their own.
LineWord part_of(const LineWord& word, std::size_t first, std::size_t last) {
  LineWord part = word;
  part.characters.assign(word.characters.begin() + static_cast<std::ptrdiff_t>(first),
                         word.characters.begin() + static_cast<std::ptrdiff_t>(last));
  rebuild(part);
  const double left = first == 0 ? word.box.x : part.characters.front().left_px;
  const double right = last == word.characters.size() ? word.box.right() : part.characters.back().right_px;
  part.box.x = left;
  part.box.width = std::max(1.0, right - left);
  return part;
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

void put_apostrophe_right(LineWord& word) {
  constexpr std::array<std::string_view, 7> kReadAs{"'", "”", "“", "\"", "‘", "`", "´"};
  auto& characters = word.characters;
  if (characters.size() < 4 || std::ranges::find(kReadAs, characters[1].text) == kReadAs.end()) return;
  const Kind first = kind_of(characters[0]);
  if (!first.letter || first.small || !kind_of(characters[2]).letter || !kind_of(characters[3]).letter) return;
  characters[1].text = "’";
  rebuild(word);
}

std::vector<LineWord> parted_at_numbers(LineWord word, const GapTest& gap) {
  std::vector<Kind> kinds;
  for (const LineCharacter& character : word.characters) kinds.push_back(kind_of(character));
  std::vector<LineWord> parts;
  std::size_t first = 0;
  for (std::size_t index = 1; index < kinds.size(); ++index) {
    if (!begins_word(word, kinds, index, gap)) continue;
    parts.push_back(part_of(word, first, index));
    first = index;
  }
  if (first == 0) return {std::move(word)};
  parts.push_back(part_of(word, first, kinds.size()));
  return parts;
}

}  // namespace hoso::ocr
