// SPDX-License-Identifier: Apache-2.0
#include "extraction/text/separator_code.h"

#include <algorithm>
#include <cctype>

namespace hoso::extraction {
namespace {

constexpr std::size_t kCodeMax = 60;

bool is_number(std::string_view text) {
  return std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; });
}

}  // namespace

bool is_separator_code(std::string_view code) {
  if (code.empty() || code.size() > kCodeMax || code.find("..") != std::string_view::npos) return false;
  return std::ranges::all_of(code, [](unsigned char c) {
    return c < 0x80 &&
           (std::isalnum(c) != 0 || std::string_view(".-_/").find(static_cast<char>(c)) != std::string_view::npos);
  });
}

bool is_dossier_code(std::string_view text) {
  if (std::ranges::count(text, '-') != 2 || text.size() > kCodeMax) return false;
  const auto first = text.find('-'), second = text.rfind('-');
  return second == first + 7 && first >= 3 && text.size() >= second + 5 &&
         is_number(text.substr(first + 1, second - first - 1)) && is_number(text.substr(second + 1));
}

}  // namespace hoso::extraction
