// SPDX-License-Identifier: Apache-2.0
#include "hoso/models/text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace hoso::models {
namespace {

const icu::Normalizer2& normalizer(bool compose) {
  UErrorCode status = U_ZERO_ERROR;
  return compose ? *icu::Normalizer2::getNFCInstance(status) : *icu::Normalizer2::getNFDInstance(status);
}

icu::UnicodeString normalised(std::string_view text, bool compose) {
  UErrorCode status = U_ZERO_ERROR;
  const auto source = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  return normalizer(compose).normalize(source, status);
}

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

}  // namespace

std::string text_of(const Line& line) {
  std::string out;
  for (const Word& word : line.words) out.append(out.empty() ? "" : " ").append(word.text);
  return out;
}

std::string text_of(const PageText& text) {
  std::string out;
  for (const Block& block : text.blocks) {
    if (!out.empty()) out += '\n';
    for (const Line& line : block.lines) out.append(text_of(line)).append("\n");
  }
  return out;
}

std::size_t word_count(const PageText& text) {
  std::size_t count = 0;
  for (const Block& block : text.blocks)
    for (const Line& line : block.lines) count += line.words.size();
  return count;
}

double mean_confidence(const PageText& text) {
  const std::size_t count = word_count(text);
  double sum = 0;
  for (const Block& block : text.blocks)
    for (const Line& line : block.lines)
      for (const Word& word : line.words) sum += word.confidence;
  return count == 0 ? 0 : sum / static_cast<double>(count);
}

std::string nfc(std::string_view text) { return utf8(normalised(text, true)); }

std::string folded(std::string_view text) {
  const icu::UnicodeString decomposed = normalised(text, false);
  icu::UnicodeString out;
  for (int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    const UChar32 c = u_tolower(decomposed.char32At(i));
    if (u_charType(c) == U_NON_SPACING_MARK) continue;
    out.append(c == 0x0111 ? UChar32{'d'} : c);
  }
  UErrorCode status = U_ZERO_ERROR;
  return utf8(normalizer(true).normalize(out, status));
}

std::string collapsed(std::string_view text) {
  const auto source = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  icu::UnicodeString out;
  bool space = false;
  for (int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
    const UChar32 c = source.char32At(i);
    if (u_isUWhiteSpace(c)) {
      space = true;
      continue;
    }
    if (space && !out.isEmpty()) out.append(UChar32{' '});
    space = false;
    out.append(c);
  }
  return utf8(out);
}

}  // namespace hoso::models
