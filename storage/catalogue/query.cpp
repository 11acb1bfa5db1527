// SPDX-License-Identifier: Apache-2.0
#include "storage/catalogue/query.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <vector>

#include "hoso/models/text.h"

namespace hoso::storage {
namespace {

struct Term {
  icu::UnicodeString text;
  bool any_ending = false;
};

bool is_quote(UChar32 c) { return c == u'"' || c == 0x201C || c == 0x201D || c == 0x201E; }

bool has_words(const icu::UnicodeString& text) {
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1))
    if (u_isalnum(text.char32At(i))) return true;
  return false;
}

/// Splits at quotes and, outside of them, at white space.
std::vector<Term> terms_of(const icu::UnicodeString& typed) {
  std::vector<Term> terms(1);
  bool in_phrase = false;
  for (int32_t i = 0; i < typed.length(); i = typed.moveIndex32(i, 1)) {
    const UChar32 c = typed.char32At(i);
    const bool space = u_isUWhiteSpace(c) || u_iscntrl(c);
    if (is_quote(c)) {
      in_phrase = !in_phrase;
      terms.emplace_back();
    } else if (space && !in_phrase) {
      terms.emplace_back();
    } else {
      terms.back().text.append(space ? UChar32{u' '} : c);
    }
    terms.back().any_ending = !in_phrase && c == u'*';
  }
  return terms;
}

}  // namespace

std::string match_expression(std::string_view typed) {
  const std::string composed = models::nfc(typed);
  std::string out;
  for (const Term& term : terms_of(icu::UnicodeString::fromUTF8(composed))) {
    if (!has_words(term.text)) continue;
    if (!out.empty()) out += ' ';  // FTS5: AND
    out += '"';
    term.text.toUTF8String(out);  // holds no quote: terms end at them
    out += term.any_ending ? "\"*" : "\"";
  }
  return out;
}

}  // namespace hoso::storage
