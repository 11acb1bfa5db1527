// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/names.h"
#include "app/quality_words.h"
#include "app/say.h"
#include "app/terminal/talk.h"
#include "app/view/record_json.h"
#include "app/view/stored_dossier.h"

namespace hoso::app {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kValueColumn = 20;

/// Lines of a value below each other.
std::string indented(const std::string& value, std::size_t column) {
  std::string out;
  for (const char c : value) out += c == '\n' ? "\n" + std::string(column, ' ') : std::string(1, c);
  return out;
}

void show_document(const Json& document) {
  fmt::print("\n{}  ({}), {} {}\n", paper_name(text(document, "type")),
             say("sure {:.0f} %", 100 * number(document, "confidence")), tr("page"), page_list(document));
  if (number(document, "duplicate_of") > 0)
    fmt::print("  {}\n", say("the same paper as document {:.0f}", number(document, "duplicate_of")));
  for (const Json& field : list(document, "fields")) {
    const std::string verdict = text(field, "verdict");
    const std::string doubt = verdict == "review" ? "  <- " + tr("please check") : "";
    fmt::print("  {:<17} {}{}\n", key_name(text(field, "name")), indented(text(field, "value"), kValueColumn), doubt);
  }
}

void show_components(const Json& record) {
  const Json& components = list(record, "components");
  if (const auto procedure = record.find("procedure"); procedure != record.end()) {
    fmt::print("\n{} {} {}  ({})\n", tr("Procedure"), text(*procedure, "code"), text(*procedure, "name"),
               say("{} on the day of receipt", key_name(text(*procedure, "state"))));
    if (const std::string next = text(*procedure, "replaced_by"); !next.empty())
      fmt::print("  {}\n", say("replaced by {}", next));
  }
  if (components.empty()) return;
  fmt::print("\n{}\n", tr("Papers"));
  for (const Json& component : components) {
    const std::string state = text(component, "state");
    const bool lacks = truth(component, "required") && state == "missing";
    fmt::print("  {:<13} {}{}\n", truth(component, "surplus") ? tr("surplus") : key_name(state),
               text(component, "name"), lacks ? "  <- " + tr("is not there") : "");
  }
}

/// What other dossiers of the catalogue had, when this one was stored.
void show_already_there(const StoredDossier& dossier) {
  const auto bytes = file_bytes(dossier.folder / "run.json");
  const Json run = bytes ? Json::parse(*bytes, nullptr, false) : Json();
  if (!run.is_object()) return;
  for (const Json& there : list(run, "already_there")) {
    const std::string what =
        number(there, "document") > 0 ? say("document {:.0f}", number(there, "document")) : text(there, "file");
    fmt::print("  {}\n", say("{} is in dossier {} already", what, text(there, "dossier")));
  }
}

/// Why the page should be scanned again; empty where it is well.
std::string quality_problems(const Json& page) {
  const auto quality = page.find("quality");
  if (quality == page.end() || !quality->is_object()) return {};
  std::vector<models::QualityMeasure> problems;
  for (const Json& name : list(*quality, "problems"))
    if (const auto measure = models::quality_measure(name.is_string() ? name.get<std::string>() : ""))
      problems.push_back(*measure);
  return in_words(problems);
}

void show_page(const Json& page) {
  const auto blank = page.find("blank");
  std::string facts;
  if (number(page, "orientation_degrees") != 0)
    facts += ", " + say("turned by {:.0f}°", number(page, "orientation_degrees"));
  if (std::abs(number(page, "skew_degrees")) >= 0.05)
    facts += ", " + say("skewed by {:.1f}°", number(page, "skew_degrees"));
  if (blank != page.end() && blank->is_boolean() && blank->get<bool>()) facts += ", " + tr("blank");
  if (text(page, "text_source") == "given") facts += ", " + tr("the PDF's own text");
  if (const auto told = told_failure(page)) facts += ", " + tr("FAILED") + ": " + told->sentence + " " + told->remedy;
  if (const std::string problems = quality_problems(page); !problems.empty())
    facts += "  <- " + tr("scan it again") + ": " + problems;
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
  show_components(record);
  show_already_there(*dossier);
  fmt::print("\n{}\n", tr("Pages"));
  for (const Json& page : list(record, "pages")) show_page(page);
  return ExitCode::ok;
}

}  // namespace hoso::app
