// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <fmt/format.h>

#include "app/command.h"
#include "app/explain_html.h"
#include "app/explain_words.h"
#include "app/names.h"
#include "app/say.h"
#include "app/terminal/talk.h"
#include "app/view/record_json.h"
#include "app/view/stored_dossier.h"

namespace hoso::app {
namespace {

using Json = nlohmann::json;

void explain_field(const Json& field) {
  fmt::print("  {}: {}\n", key_name(text(field, "name")), text(field, "value"));
  if (const std::string normal = text(field, "normalised"); !normal.empty() && normal != text(field, "value"))
    fmt::print("      {}\n", say("in normal form {}", normal));
  fmt::print("      {}, {}: {}\n", told_verdict(text(field, "verdict")),
             say("sure {:.0f} %", 100 * number(field, "confidence")), told_source(text(field, "source")));
  if (const Json& box = list(field, "box"); box.size() == 4 && number(field, "page") > 0)
    fmt::print("      {} {:.0f}, {}\n", tr("page"), number(field, "page"),
               say("{:.0f} from the left, {:.0f} from the top, {:.0f} x {:.0f} pixels", box[0].get<double>(),
                   box[1].get<double>(), box[2].get<double>(), box[3].get<double>()));
  for (const Json& check : list(field, "checks")) fmt::print("      {}\n", told_check(check));
  for (const Json& other : list(field, "alternatives")) fmt::print("      {}\n", told_alternative(other));
}

void explain_document(const Json& document, int number_of_document) {
  fmt::print("\n{}. {}, {} {}, {}\n", number_of_document, paper_name(text(document, "type")), tr("page"),
             page_list(document), say("sure {:.0f} %", 100 * number(document, "confidence")));
  for (const std::string& why : reasons_of(document)) fmt::print("  {}\n", why);
  if (number(document, "duplicate_of") > 0)
    fmt::print("  {}\n", say("the same paper as document {:.0f}", number(document, "duplicate_of")));
  for (const Json& field : list(document, "fields")) explain_field(field);
}

}  // namespace

ExitCode run_explain(const Settings& settings, const std::stop_token& stop) {
  const auto dossier = open_dossier(settings);
  if (!dossier) return tell_error(settings, dossier.error());
  if (!settings.html.empty()) {
    const auto page = explanation_html(*dossier, settings, stop);
    if (!page) return tell_error(settings, page.error());
    if (const auto written = write_file(settings.html, *page); !written) return tell_error(settings, written.error());
    fmt::print("{}\n", settings.html.string());
    return ExitCode::ok;
  }
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
                  {"rules", document.value("rules", Json(nullptr))},
                  {"fields", list(document, "fields")}});
    else
      explain_document(document, number_of_document);
  }
  return ExitCode::ok;
}

}  // namespace hoso::app
