// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/command.h"
#include "app/terminal/talk.h"
#include "app/view/stored_dossier.h"

namespace hoso::app {
namespace {

using Json = nlohmann::json;

std::string text(const Json& object, const char* key) {
  const auto at = object.find(key);
  return at != object.end() && at->is_string() ? at->get<std::string>() : "";
}

double number(const Json& object, const char* key) {
  const auto at = object.find(key);
  return at != object.end() && at->is_number() ? at->get<double>() : 0;
}

const Json& list(const Json& object, const char* key) {
  static const Json none = Json::array();
  const auto at = object.find(key);
  return at != object.end() && at->is_array() ? *at : none;
}

/// What stands behind a source, in words.
std::string_view told(const std::string& source) {
  static const std::map<std::string, std::string_view, std::less<>> words{
      {"ocr", "read as print"},   {"handwriting", "written by hand, or may be"}, {"checkbox", "a box that is ticked"},
      {"qr", "from the QR code"}, {"mrz", "from the machine-readable zone"},     {"rule", "follows from a rule"}};
  const auto at = words.find(source);
  return at == words.end() ? "" : at->second;
}

/// What a check asked, in words; `holds` and what it means.
std::string told_check(const Json& check) {
  static const std::map<std::string, std::pair<std::string_view, std::string_view>, std::less<>> words{
      {"agrees", {"the same stands", "something else stands"}},
      {"year_of_number",
       {"the personal number says the same year of birth", "the personal number says another year of birth"}},
      {"sex_of_number", {"the personal number says the same sex", "the personal number says the other sex"}},
      {"words", {"figures and words agree", "figures and words do not agree"}},
      {"qr", {"the card's QR code says the same", "the card's QR code says something else"}},
      {"mrz", {"the machine-readable zone says the same", "the machine-readable zone says something else"}},
      {"place", {"it stands between its printed neighbours", "its place on the page is in doubt"}},
      {"second_reading", {"read digit by digit it is the same", "read digit by digit it is something else"}},
      {"page_text", {"the page's text says the same", "the page's text says something else"}},
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

void explain_field(const Json& field) {
  const std::string verdict = text(field, "verdict");
  fmt::print("  {}: {}\n", text(field, "name"), text(field, "value"));
  if (const std::string normal = text(field, "normalised"); !normal.empty() && normal != text(field, "value"))
    fmt::print("      in normal form {}\n", normal);
  fmt::print("      {}, sure {:.0f} %: {}\n", verdict == "accept" ? "accepted" : "to be looked at",
             100 * number(field, "confidence"), told(text(field, "source")));
  if (const Json& box = list(field, "box"); box.size() == 4 && number(field, "page") > 0)
    fmt::print("      page {:.0f}, {:.0f} from the left, {:.0f} from the top, {:.0f} x {:.0f} pixels\n",
               number(field, "page"), box[0].get<double>(), box[1].get<double>(), box[2].get<double>(),
               box[3].get<double>());
  for (const Json& check : list(field, "checks")) fmt::print("      {}\n", told_check(check));
}

void explain_document(const Json& document, int number_of_document) {
  std::string pages;
  for (const Json& page : list(document, "pages"))
    if (page.is_number_integer()) pages += (pages.empty() ? "" : ", ") + std::to_string(page.get<int>());
  fmt::print("\n{}. {}, page {}, sure {:.0f} %\n", number_of_document, text(document, "type"), pages,
             100 * number(document, "confidence"));
  std::vector<std::pair<std::string, int>> reasons;
  for (const Json& why : list(document, "evidence")) {
    if (!why.is_string()) continue;
    const auto known = std::ranges::find(reasons, why.get<std::string>(), &std::pair<std::string, int>::first);
    if (known == reasons.end())
      reasons.emplace_back(why.get<std::string>(), 1);
    else
      ++known->second;
  }
  for (const auto& [why, times] : reasons)
    fmt::print("  because: {}{}\n", why, times > 1 ? fmt::format(" ({} times)", times) : "");
  for (const Json& field : list(document, "fields")) explain_field(field);
}

}  // namespace

ExitCode run_explain(const Settings& settings, const std::stop_token& /*stop*/) {
  const auto dossier = open_dossier(settings);
  if (!dossier) return tell_error(settings, dossier.error());
  int number_of_document = 0;
  if (!settings.json) fmt::print("{}\n", dossier->name);
  for (const Json& document : list(dossier->record, "documents")) {
    ++number_of_document;
    if (settings.json)
      print_json({{"document", number_of_document},
                  {"type", text(document, "type")},
                  {"confidence", number(document, "confidence")},
                  {"pages", list(document, "pages")},
                  {"evidence", list(document, "evidence")},
                  {"fields", list(document, "fields")}});
    else
      explain_document(document, number_of_document);
  }
  return ExitCode::ok;
}

}  // namespace hoso::app
