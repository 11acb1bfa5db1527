// SPDX-License-Identifier: Apache-2.0
#include "ocr/reading/machine_readable.h"

#include <algorithm>
#include <cctype>
#include <cstddef>

namespace hoso::ocr {
namespace {

constexpr std::size_t kTd1Length = 30;
constexpr std::string_view kLetters = "OQDIZSBG", kDigits = "00012586";

bool is_digit(char character) { return std::isdigit(static_cast<unsigned char>(character)) != 0; }

char as_digit(char character) {
  const auto at = kLetters.find(character);
  return at == std::string_view::npos ? character : kDigits[at];
}

char as_letter(char character) {
  constexpr std::string_view kFrom = "01258", kTo = "OIZSB";
  const auto at = kFrom.find(character);
  return at == std::string_view::npos ? character : kTo[at];
}

void digits_in(std::string& text, std::size_t from, std::size_t to) {
  for (std::size_t at = from; at < to; ++at) text[at] = as_digit(text[at]);
}

void letters_in(std::string& text, std::size_t from, std::size_t to) {
  for (std::size_t at = from; at < to; ++at) text[at] = as_letter(text[at]);
}

std::size_t count_digits(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, is_digit));
}

}  // namespace

bool looks_machine_readable(std::string_view text) {
  constexpr std::ptrdiff_t kFillersMin = 2;
  constexpr std::size_t kLengthMin = 24;
  const auto fillers = std::ranges::count(text, '<');
  const auto spaces = std::ranges::count(text, ' ');
  return text.size() >= kLengthMin && fillers >= kFillersMin && spaces <= 3;
}

std::string with_td1_shapes(std::string text) {
  if (text.size() != kTd1Length) return text;
  const std::size_t digits = count_digits(text);
  if (digits <= 4 && text.find("<<") != std::string::npos && count_digits(text.substr(0, 5)) <= 1) {
    letters_in(text, 0, kTd1Length);  // names
  } else if (count_digits(text.substr(0, 6)) >= 4) {
    digits_in(text, 0, 7);   // date of birth, check digit
    digits_in(text, 8, 15);  // date of expiry, check digit
    letters_in(text, 15, 18);
    digits_in(text, 29, 30);
  } else if (text.substr(2, 3) == "VNM" || text.front() == 'I') {
    letters_in(text, 0, 5);  // kind of document, country
    if (text.front() == 'T' || text.front() == 'L') text.front() = 'I';
    digits_in(text, 14, 15);
    digits_in(text, 29, 30);
    // Vietnam's cards have numbers only in the rest.
    if (text.substr(2, 3) == "VNM") digits_in(text, 5, 27);
  }
  return text;
}

}  // namespace hoso::ocr
