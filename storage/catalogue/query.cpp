// SPDX-License-Identifier: Apache-2.0
#include "storage/catalogue/query.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "hoso/models/text.h"

namespace hoso::storage {
namespace {

using models::Result;

struct Term {
  icu::UnicodeString text;
  bool phrase = false;      ///< stood in quotes
  bool attached = false;    ///< follows the term before without a space
  bool any_ending = false;  ///< a * at its end
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
      terms.push_back({.phrase = in_phrase, .attached = i > 0});
    } else if (space && !in_phrase) {
      terms.emplace_back();
    } else {
      terms.back().text.append(space ? UChar32{u' '} : c);
    }
    terms.back().any_ending = !in_phrase && c == u'*';
  }
  return terms;
}

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  return text.toUTF8String(out);
}

void add_words(const Term& term, std::string& expression) {
  if (!has_words(term.text)) return;
  if (!expression.empty()) expression += ' ';  // FTS5: AND
  expression += '"';
  term.text.toUTF8String(expression);  // holds no quote: terms end at them
  expression += term.any_ending ? "\"*" : "\"";
}

std::vector<Term> terms_of(std::string_view typed) {
  return terms_of(icu::UnicodeString::fromUTF8(models::nfc(typed)));
}

using Name = std::pair<std::string_view, std::string_view>;
constexpr std::array kFieldNames{
    Name{"ky_hieu", "symbol"},         Name{"nguoi_ky", "signer"},    Name{"chuc_vu", "signer_title"},
    Name{"co_quan", "issuing_agency"}, Name{"ngay", "date"},          Name{"trich_yeu", "subject"},
    Name{"noi_nhan", "recipients"},    Name{"kinh_gui", "addressee"}, Name{"noi_ban_hanh", "place"},
    Name{"ho_ten", "full_name"}};

/// "so" of 12/QĐ-UBND: the number before the first bar, and the symbol after it.
void add_number(const std::string& folded, Query& query) {
  const std::size_t bar = folded.find('/');
  const std::string number = folded.substr(0, bar);
  if (!number.empty()) {
    const std::size_t digits = number.find_first_not_of('0');
    query.fields.push_back({"number", digits == std::string::npos ? number : number.substr(digits), true});
  }
  if (bar != std::string::npos && bar + 1 < folded.size())
    query.fields.push_back({"symbol", folded.substr(bar + 1), false});
}

/// 2024, 2024-5, 2024-05-31, or 31/5/2024 as it is written on paper, to an ISO day; nothing where it is none.
std::optional<std::string> day_of(const std::string& text, bool last) {
  std::array<int, 3> parts{};
  std::size_t count = 0;
  const char separator = text.find('/') != std::string::npos ? '/' : '-';
  for (std::size_t begin = 0; begin <= text.size(); ++count) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    const std::string part = text.substr(begin, end - begin);
    const bool digits = !part.empty() && part.size() <= 4 && part.find_first_not_of("0123456789") == std::string::npos;
    if (!digits || count == parts.size()) return std::nullopt;
    parts.at(count) = std::stoi(part);
    begin = end + 1;
  }
  if (separator == '/') std::reverse(parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(count));
  const int year = parts[0], month = count > 1 ? parts[1] : (last ? 12 : 1),
            day = count > 2 ? parts[2] : (last ? 31 : 1);
  if (year < 1000 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return std::to_string(year) + "-" + two(month) + "-" + two(day);
}

Result<void> add_day(const std::string& name, const std::string& value, Query& query) {
  const bool last = name == "den";
  const auto day = day_of(value, last);
  if (!day)
    return models::failure({.code = models::ErrorCode::option_invalid,
                            .stage = models::Stage::catalogue,
                            .subject = name + ":" + value + " (2024, 2024-05, 2024-05-31, 31/5/2024)"});
  (last ? query.last_day : query.first_day) = *day;
  return {};
}

/// The name of a field as typed before a colon, if it is one.
std::string key_of(const icu::UnicodeString& typed) {
  std::string key = models::folded(utf8(typed));
  std::ranges::replace(key, '-', '_');
  return key;
}

class Parser {
 public:
  explicit Parser(const std::function<bool(const std::string&)>& is_field) : is_field_(is_field) {}

  Result<Query> parse(const std::vector<Term>& terms) {
    for (std::size_t i = 0; i < terms.size(); ++i) {
      const int32_t colon = terms[i].phrase ? -1 : terms[i].text.indexOf(u':');
      const std::string key = colon > 0 ? key_of(terms[i].text.tempSubString(0, colon)) : "";
      if (!is_key(key)) {
        add_words(terms[i], query_.expression);
        continue;
      }
      icu::UnicodeString value(terms[i].text, colon + 1);
      const bool phrase_follows = i + 1 < terms.size() && terms[i + 1].phrase && terms[i + 1].attached;
      if (value.isEmpty() && phrase_follows) value = terms[++i].text;
      if (!has_words(value))
        add_words(terms[i], query_.expression);  // "Số: 12" is two words
      else if (const Result<void> added = add(key, models::collapsed(models::folded(utf8(value)))); !added)
        return tl::make_unexpected(added.error());
    }
    return std::move(query_);
  }

 private:
  static const Name* field_named(const std::string& key) {
    const auto* found = std::ranges::find(kFieldNames, key, &Name::first);
    return found == kFieldNames.end() ? nullptr : found;
  }

  [[nodiscard]] bool is_key(const std::string& key) const {
    constexpr std::array<std::string_view, 5> kOthers{"so", "loai", "ho_so", "tu", "den"};
    return !key.empty() &&
           (field_named(key) != nullptr || std::ranges::find(kOthers, key) != kOthers.end() || is_field_(key));
  }

  Result<void> add(const std::string& key, const std::string& value) {
    if (key == "tu" || key == "den") return add_day(key, value, query_);
    if (key == "so") {
      add_number(value, query_);
    } else if (key == "loai") {
      query_.type = value;
      std::ranges::replace(query_.type, ' ', '_');
    } else if (key == "ho_so") {
      query_.dossier = value;
    } else {
      const Name* known = field_named(key);
      query_.fields.push_back({known != nullptr ? std::string(known->second) : key, value, false});
    }
    return {};
  }

  const std::function<bool(const std::string&)>& is_field_;
  Query query_;
};

}  // namespace

std::string match_expression(std::string_view typed) {
  std::string expression;
  for (const Term& term : terms_of(typed)) add_words(term, expression);
  return expression;
}

Result<Query> parse_query(std::string_view typed, const std::function<bool(const std::string&)>& is_field) {
  return Parser(is_field).parse(terms_of(typed));
}

}  // namespace hoso::storage
