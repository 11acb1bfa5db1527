// SPDX-License-Identifier: Apache-2.0
#include "ocr/given/comparison.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <utility>
#include <vector>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "hoso/models/text.h"

namespace hoso::ocr {
namespace {

using Characters = std::u32string;

constexpr std::size_t kComparedMax = 500;  // characters; more stand in no place
constexpr std::size_t kEditShare = 3;      // one edit in so many characters is near

icu::UnicodeString compatible(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto source = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  return icu::Normalizer2::getNFKCInstance(status)->normalize(source, status);
}

Characters characters_of(const icu::UnicodeString& text) {
  Characters out;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1))
    if (const UChar32 c = text.char32At(i); !u_isUWhiteSpace(c)) out += static_cast<char32_t>(c);
  return out;
}

/// Quotes and dashes of all forms are one: which of them is printed the pixels hardly tell.
char32_t plain(char32_t c) {
  constexpr std::u32string_view kDashes = U"\u2010\u2011\u2012\u2013\u2014\u2015\u2212";
  constexpr std::u32string_view kDouble = U"\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB";
  constexpr std::u32string_view kSingle = U"\u2018\u2019\u201A\u201B\u2032\u0060\u00B4";
  if (kDashes.find(c) != kDashes.npos) return U'-';
  if (kDouble.find(c) != kDouble.npos) return U'"';
  return kSingle.find(c) != kSingle.npos ? U'\'' : c;
}

Characters compared(std::string_view text) {
  Characters out = characters_of(compatible(text));
  std::ranges::transform(out, out.begin(), plain);
  return out;
}

/// Edits between two texts (Levenshtein), a row at a time.
std::size_t edits(const Characters& one, const Characters& other) {
  std::vector<std::size_t> row(other.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < one.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < other.size(); ++j) {
      const std::size_t replaced = diagonal + (one[i] == other[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

/// "UBND-KGVX", "12/QĐ-UBND", "VKS/2024": a slash or a hyphen among capitals and digits.
bool is_symbol(const Characters& text) {
  bool joined = false, small = false;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) joined |= text[i] == U'/' || text[i] == U'-';
  joined |= text.size() > 1 && text.front() == U'/';
  for (const char32_t c : text) small |= u_islower(static_cast<UChar32>(c)) != 0;
  return joined && !small;
}

Characters kept(const Characters& text, UBool (*keeps)(UChar32)) {
  Characters out;
  std::ranges::copy_if(text, std::back_inserter(out), [&](char32_t c) { return keeps(static_cast<UChar32>(c)) != 0; });
  return out;
}

}  // namespace

Likeness likeness_of(std::string_view read, std::string_view given) {
  const Characters one = compared(read), other = compared(given);
  if (one == other) return Likeness::same;
  const std::size_t longer = std::max(one.size(), other.size());
  if (longer > kComparedMax) return Likeness::other;
  const auto bare = [](std::string_view text) { return compared(models::folded(text)); };
  if (bare(read) == bare(given)) return Likeness::marks;
  return edits(one, other) * kEditShare <= longer ? Likeness::near : Likeness::other;
}

bool same_where_it_counts(std::string_view read, std::string_view given) {
  const Characters one = compared(read), other = compared(given);
  const auto keeps = is_symbol(one) || is_symbol(other) ? u_isalnum : u_isdigit;
  return kept(one, keeps) == kept(other, keeps);
}

bool same_characters(std::string_view read, std::string_view given) {
  return characters_of(compatible(read)) == characters_of(compatible(given));
}

bool is_marked(std::string_view word) {
  return std::ranges::any_of(characters_of(compatible(word)),
                             [](char32_t c) { return c > 0x7F && u_isalpha(static_cast<UChar32>(c)); });
}

std::string with_letters_meant(std::string_view given) {
  static const std::unordered_map<UChar32, UChar32> meanings{
      {0x00D0, 0x0110}, {0x0189, 0x0110}, {0x01A2, 0x01AF}, {0x01A3, 0x01B0}};
  const auto source = icu::UnicodeString::fromUTF8({given.data(), static_cast<int32_t>(given.size())});
  icu::UnicodeString out;
  for (int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
    const auto meant = meanings.find(source.char32At(i));
    out.append(meant == meanings.end() ? source.char32At(i) : meant->second);
  }
  std::string text;
  out.toUTF8String(text);
  return models::nfc(text);
}

}  // namespace hoso::ocr
