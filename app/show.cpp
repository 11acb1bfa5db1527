// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/say.h"
#include "app/terminal/talk.h"
#include "app/view/stored_dossier.h"

namespace hoso::app {
namespace {

using Json = nlohmann::json;

std::string text(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

double number(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number() ? found->get<double>() : 0.0;
}

const Json& list(const Json& object, const char* key) {
  static const Json none = Json::array();
  const auto found = object.find(key);
  return found != object.end() && found->is_array() ? *found : none;
}

std::string page_list(const Json& document) {
  std::string pages;
  for (const Json& page : list(document, "pages"))
    if (page.is_number_integer()) pages += (pages.empty() ? "" : ", ") + std::to_string(page.get<int>());
  return pages;
}

void show_document(const Json& document) {
  fmt::print("\n{}  ({}), {} {}\n", text(document, "type"), say("sure {:.0f} %", 100 * number(document, "confidence")),
             tr("page"), page_list(document));
  for (const Json& field : list(document, "fields")) {
    const std::string verdict = text(field, "verdict");
    const std::string doubt = verdict == "review" ? "  <- " + tr("please check") : "";
    fmt::print("  {:<18}{}{}\n", text(field, "name"), text(field, "value"), doubt);
  }
}

void show_page(const Json& page) {
  const auto blank = page.find("blank");
  const auto failure = page.find("failure");
  std::string facts;
  if (number(page, "orientation_degrees") != 0)
    facts += ", " + say("turned by {:.0f}°", number(page, "orientation_degrees"));
  if (std::abs(number(page, "skew_degrees")) >= 0.05)
    facts += ", " + say("skewed by {:.1f}°", number(page, "skew_degrees"));
  if (blank != page.end() && blank->is_boolean() && blank->get<bool>()) facts += ", " + tr("blank");
  if (failure != page.end() && failure->is_object())
    facts += ", " + tr("FAILED") + ": " + text(*failure, "message") + " " + text(*failure, "remedy");
  const auto source = page.find("source");
  fmt::print("  {:.0f}  {}{}\n", number(page, "number"), source != page.end() ? text(*source, "file") : "", facts);
}

}  // namespace

ExitCode run_show(const Settings& settings, const std::stop_token& /*stop*/) {
  const auto dossier = open_dossier(settings);
  if (!dossier) return tell_error(settings, dossier.error());
  if (settings.json) {
    const auto bytes = file_bytes(dossier->folder / "record.json");
    if (!bytes) return tell_error(settings, bytes.error());
    fmt::print("{}", *bytes);
    return ExitCode::ok;
  }
  const Json& record = dossier->record;
  fmt::print("{}\n{}\n", dossier->name, dossier->pdf().string());
  for (const Json& document : list(record, "documents")) show_document(document);
  fmt::print("\n{}\n", tr("Pages"));
  for (const Json& page : list(record, "pages")) show_page(page);
  return ExitCode::ok;
}

}  // namespace hoso::app
