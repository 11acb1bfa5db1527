// SPDX-License-Identifier: Apache-2.0
#include "app/explain_words.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "app/view/record_json.h"

namespace hoso::app {

using Json = nlohmann::json;

std::string_view told_source(const std::string& source) {
  static const std::map<std::string, std::string_view, std::less<>> words{
      {"ocr", "read as print"},   {"handwriting", "written by hand, or may be"}, {"checkbox", "a box that is ticked"},
      {"qr", "from the QR code"}, {"mrz", "from the machine-readable zone"},     {"rule", "follows from a rule"}};
  const auto at = words.find(source);
  return at == words.end() ? "" : at->second;
}

std::string told_check(const Json& check) {
  static const std::map<std::string, std::pair<std::string_view, std::string_view>, std::less<>> words{
      {"agrees", {"the same stands", "something else stands"}},
      {"year_of_number",
       {"the personal number says the same year of birth", "the personal number says another year of birth"}},
      {"sex_of_number", {"the personal number says the same sex", "the personal number says the other sex"}},
      {"words", {"figures and words agree", "figures and words do not agree"}},
      {"qr", {"the card's QR code says the same", "the card's QR code says something else"}},
      {"mrz", {"the machine-readable zone says the same", "the machine-readable zone says something else"}},
      {"calendar", {"there is such a day", "there is no such day"}},
      {"personal_number", {"it is built as a personal number", "it is not built as a personal number"}},
      {"check_digit", {"its check digit is right", "its check digit is wrong"}},
      {"phone_number", {"it is built as a phone number", "it is not built as a phone number"}},
      {"list", {"it is in the list of such values", "it is not in the list of such values"}},
      {"place", {"it stands between its printed neighbours", "its place on the page is in doubt"}},
      {"second_reading", {"read digit by digit it is the same", "read digit by digit it is something else"}},
      {"page_text", {"the page's text says the same", "the page's text says something else"}},
      {"whole", {"nothing goes on behind it", "letters that could not be read go on behind it"}},
      {"barcode", {"the bar code says the same", "the bar code says something else"}}};
  const auto holds = check.find("holds");
  const bool right = holds != check.end() && holds->is_boolean() && holds->get<bool>();
  const auto at = words.find(text(check, "name"));
  std::string out = at == words.end() ? text(check, "name") + (right ? " holds" : " does not hold")
                                      : std::string(right ? at->second.first : at->second.second);
  if (number(check, "document") > 0) out += fmt::format(" in document {:.0f}", number(check, "document"));
  if (number(check, "page") > 0) out += fmt::format(", page {:.0f}", number(check, "page"));
  return out;
}

std::string told_alternative(const Json& alternative) {
  const std::string why = text(alternative, "why");
  std::string out = text(alternative, "value");
  if (why == "as_read")
    out += ": so it was read, before its marks were put right";
  else if (why == "illegible")
    out += ": so it was read, but it is written by hand and no such value";
  else if (why == "also_found")
    out += ": it stands in another place";
  else
    out += ": " + why;
  out += fmt::format(", sure {:.0f} %", 100 * number(alternative, "confidence"));
  return number(alternative, "page") > 0 ? out + fmt::format(", page {:.0f}", number(alternative, "page")) : out;
}

std::vector<std::pair<std::string, int>> reasons_of(const Json& document) {
  std::vector<std::pair<std::string, int>> reasons;
  for (const Json& why : list(document, "evidence")) {
    if (!why.is_string()) continue;
    const auto known = std::ranges::find(reasons, why.get<std::string>(), &std::pair<std::string, int>::first);
    if (known == reasons.end())
      reasons.emplace_back(why.get<std::string>(), 1);
    else
      ++known->second;
  }
  return reasons;
}

}  // namespace hoso::app
