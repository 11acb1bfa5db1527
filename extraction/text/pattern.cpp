// SPDX-License-Identifier: Apache-2.0
#include "extraction/text/pattern.h"

#include <unicode/regex.h>
#include <unicode/unistr.h>

#include "hoso/models/messages.h"
#include "hoso/models/text.h"

namespace hoso::extraction {
namespace {

constexpr int32_t kMatchTimeLimit = 200;  // ICU's steps; a line of print needs a few

icu::UnicodeString utf16(std::string_view text) {
  return icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
}

/// Folded text whose positions are those of `text`; letters that fold to another length (ligatures) stay as they are.
icu::UnicodeString folded_in_place(const icu::UnicodeString& text) {
  icu::UnicodeString out;
  for (int32_t i = 0; i < text.length(); ++i) {
    std::string one;
    text.tempSubString(i, 1).toUTF8String(one);
    const icu::UnicodeString plain = utf16(models::folded(one));
    if (text[i] == 0x00D0 || text[i] == 0x00F0)
      out.append(u'd');
    else if (plain.length() == 1)
      out.append(plain);
    else
      out.append(text[i]);
  }
  return out;
}

Piece piece_of(const Segment& segment, const icu::UnicodeString& text, int32_t begin, int32_t end) {
  Piece piece;
  text.tempSubStringBetween(begin, end).toUTF8String(piece.text);
  piece.text = models::collapsed(piece.text);
  int32_t at = 0;
  for (const models::Word* word : segment.words) {
    const int32_t length = utf16(word->text).length();
    if (at < end && at + length > begin) piece.words.push_back(word);
    at += length + 1;
  }
  return piece;
}

}  // namespace

models::Box Piece::box() const {
  models::Box out;
  for (const models::Word* word : words) out = models::united(out, word->box);
  return out;
}

struct Pattern::Compiled {
  std::unique_ptr<icu::RegexPattern> expression;
};

models::Result<Pattern> Pattern::compile(std::string_view expression) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError where{};
  std::unique_ptr<icu::RegexPattern> compiled(icu::RegexPattern::compile(utf16(expression), 0, where, status));
  if (U_FAILURE(status) != 0)
    return models::failure({.code = models::ErrorCode::option_invalid,
                            .stage = models::Stage::configure,
                            .subject = std::string(expression),
                            .cause = models::english("regular expression: {}", u_errorName(status))});
  Pattern out;
  out.compiled_ = std::make_shared<const Compiled>(Compiled{std::move(compiled)});
  return out;
}

std::optional<std::vector<std::optional<Piece>>> Pattern::find(const Segment& segment) const {
  const icu::UnicodeString text = utf16(segment.text);
  const icu::UnicodeString plain = folded_in_place(text);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::RegexMatcher> matcher(compiled_->expression->matcher(plain, status));
  if (U_FAILURE(status) != 0) return std::nullopt;
  matcher->setTimeLimit(kMatchTimeLimit, status);
  if (matcher->find(status) == 0 || U_FAILURE(status) != 0) return std::nullopt;
  std::vector<std::optional<Piece>> groups;
  for (int32_t group = 0; group <= matcher->groupCount(); ++group) {
    const int32_t begin = matcher->start(group, status), end = matcher->end(group, status);
    if (begin < 0)
      groups.emplace_back();
    else
      groups.emplace_back(piece_of(segment, text, begin, end));
  }
  return groups;
}

}  // namespace hoso::extraction
