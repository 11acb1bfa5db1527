// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

#include "app/command.h"
#include "app/names.h"
#include "app/say.h"
#include "app/terminal/talk.h"
#include "hoso/models/nearest.h"
#include "hoso/models/text.h"
#include "hoso/storage/catalogue.h"

namespace hoso::app {
namespace {

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
}

/// The words found stand out: bold on a terminal, between ‹ › elsewhere.
std::string snippet(std::string line) {
  if (isatty(STDOUT_FILENO) != 1 || std::getenv("NO_COLOR") != nullptr) return line;
  replace_all(line, "‹", "\x1b[1m");
  replace_all(line, "›", "\x1b[0m");
  return line;
}

/// The shell took the quotes off a phrase: an argument with a space in it is one.
std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    const bool bare = word.find(' ') != std::string::npos && word.find('"') == std::string::npos && words.size() > 1;
    const std::size_t colon = word.find(':');
    const bool field = colon != std::string::npos && colon < word.find(' ');
    std::string quoted = word;
    if (bare) quoted = field ? word.substr(0, colon + 1) + "\"" + word.substr(colon + 1) + "\"" : "\"" + word + "\"";
    text += (text.empty() ? "" : " ") + quoted;
  }
  return text;
}

void print_hit(const Settings& settings, const storage::Hit& hit) {
  if (settings.json)
    return print_json({{"dossier", hit.dossier}, {"page", hit.page}, {"type", hit.document_type}, {"line", hit.line}});
  fmt::print("{}, {} {}{}: {}\n", hit.dossier, tr("page"), hit.page,
             hit.document_type.empty() ? "" : " (" + paper_name(hit.document_type) + ")", snippet(hit.line));
}

/// What stands before a colon and is no field that can be searched: words of their own, which is seldom meant.
void print_unknown_fields(const std::vector<std::string>& words) {
  const std::vector<std::string> known{"so",        "ky-hieu", "loai",  "nguoi-ky", "co-quan", "ngay",
                                       "trich-yeu", "ho-ten",  "ho-so", "tu",       "den"};
  for (const std::string& word : words) {
    const std::size_t colon = word.find(':');
    if (colon == std::string::npos || colon == 0 || word.find(' ') < colon) continue;
    const std::string typed = word.substr(0, colon);
    const auto named = [&](std::string_view key) { return models::folded(key) == models::folded(typed); };
    if (std::ranges::any_of(known, named) || std::ranges::any_of(named_keys(), named)) continue;
    const auto meant = models::nearest(models::folded(typed), known);
    fmt::print(stderr, "{}\n",
               meant ? say("No field is called \"{}\". Did you mean `{}:`?", typed, *meant)
                     : say("No field is called \"{}\"; `hoso find --help` names them.", typed));
  }
}

void print_advice(const Settings& settings, const storage::FindResult& found) {
  std::fflush(stdout);  // behind the hits, also where both go to one file
  const auto shown = static_cast<long>(found.hits.size());
  if (found.total > shown) fmt::print(stderr, "{}\n", say("{} of {} shown; --limit N shows more.", shown, found.total));
  if (shown > 0)
    return fmt::print(stderr, "{}\n",
                      say("To look at the first: hoso view {} --out {}", shell_word(found.hits.front().dossier),
                          shell_word(settings.out.string())));
  print_unknown_fields(settings.words);
  fmt::print(stderr, "{}\n",
             tr("Nothing found. Words typed without tone marks find all; with them they are meant as typed."));
}

}  // namespace

ExitCode run_find(const Settings& settings, const std::stop_token& /*stop*/) {
  const auto catalogue = storage::Catalogue::open_existing(settings.out);
  if (!catalogue) return tell_error(settings, catalogue.error());
  const auto found = catalogue->find(
      {.words = joined(settings.words), .by_relevance = settings.by_relevance, .limit = settings.limit});
  if (!found) return tell_error(settings, found.error());
  for (const storage::Hit& hit : found->hits) print_hit(settings, hit);
  if (!settings.json && !settings.quiet) print_advice(settings, *found);
  return found->total == 0 ? ExitCode::nothing_found : ExitCode::ok;
}

ExitCode run_list(const Settings& settings, const std::stop_token& /*stop*/) {
  const auto catalogue = storage::Catalogue::open_existing(settings.out);
  if (!catalogue) return tell_error(settings, catalogue.error());
  const auto dossiers = catalogue->dossiers();
  if (!dossiers) return tell_error(settings, dossiers.error());
  for (const storage::DossierEntry& dossier : *dossiers) {
    if (settings.json) {
      print_json({{"dossier", dossier.name},
                  {"stored_at", dossier.stored_at},
                  {"pages", dossier.pages},
                  {"documents", dossier.documents},
                  {"fields_to_check", dossier.fields_to_check},
                  {"pages_failed", dossier.pages_failed}});
      continue;
    }
    std::string line =
        fmt::format("{}  {}  {}, {}", dossier.stored_at.substr(0, 10), dossier.name,
                    counted(dossier.pages, "page", "pages"), counted(dossier.documents, "document", "documents"));
    if (dossier.pages_failed > 0) line += ", " + say("{} failed", counted(dossier.pages_failed, "page", "pages"));
    if (dossier.fields_to_check > 0)
      line += ", " + say("{} to check", counted(dossier.fields_to_check, "field", "fields"));
    fmt::print("{}\n", line);
  }
  return ExitCode::ok;
}

ExitCode run_catalogue(const Settings& settings, const std::stop_token& /*stop*/) {
  const auto dossiers = storage::Catalogue::rebuild(settings.out);
  if (!dossiers) return tell_error(settings, dossiers.error());
  fmt::print("{}\n",
             say("{} in the catalogue of {}", counted(*dossiers, "dossier is", "dossiers are"), settings.out.string()));
  return ExitCode::ok;
}

}  // namespace hoso::app
