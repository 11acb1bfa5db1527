// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/command.h"
#include "app/terminal/talk.h"
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
    const bool phrase = word.find(' ') != std::string::npos && word.find('"') == std::string::npos;
    text += (text.empty() ? "" : " ") + (phrase && words.size() > 1 ? "\"" + word + "\"" : word);
  }
  return text;
}

}  // namespace

ExitCode run_find(const Settings& settings, const std::stop_token& /*stop*/) {
  const std::string words = joined(settings.words);
  const auto catalogue = storage::Catalogue::open_existing(settings.out);
  if (!catalogue) return tell_error(settings, catalogue.error());
  const auto found = catalogue->find({.words = words, .by_relevance = settings.by_relevance, .limit = settings.limit});
  if (!found) return tell_error(settings, found.error());
  for (const storage::Hit& hit : found->hits) {
    if (settings.json) {
      const nlohmann::ordered_json json{
          {"dossier", hit.dossier}, {"page", hit.page}, {"type", hit.document_type}, {"line", hit.line}};
      fmt::print("{}\n", json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    } else {
      fmt::print("{}, page {}{}: {}\n", hit.dossier, hit.page,
                 hit.document_type.empty() ? "" : " (" + hit.document_type + ")", snippet(hit.line));
    }
  }
  if (!settings.json && !settings.quiet) {
    const auto shown = static_cast<long>(found->hits.size());
    if (found->total > shown) fmt::print(stderr, "{} of {} pages shown; --limit N shows more.\n", shown, found->total);
    if (found->total == 0)
      fmt::print(stderr,
                 "Nothing found. Words typed without tone marks find all; with them they are meant as typed.\n");
  }
  return found->total == 0 ? ExitCode::nothing_found : ExitCode::ok;
}

ExitCode run_catalogue(const Settings& settings, const std::stop_token& /*stop*/) {
  const auto dossiers = storage::Catalogue::rebuild(settings.out);
  if (!dossiers) return tell_error(settings, dossiers.error());
  fmt::print("{} dossiers are in the catalogue of {}\n", *dossiers, settings.out.string());
  return ExitCode::ok;
}

}  // namespace hoso::app
