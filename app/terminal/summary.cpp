// SPDX-License-Identifier: Apache-2.0
#include "app/terminal/summary.h"

#include <fmt/format.h>

#include "app/terminal/talk.h"

namespace hoso::app {
namespace {

constexpr std::size_t kErrorsShown = 12;

std::string failures(const pipeline::Summary& summary, const Settings& settings) {
  if (summary.errors.size() < 2) return {};
  std::string text = "What failed:\n";
  std::size_t shown = 0;
  for (const models::Error& error : summary.errors) {
    if (++shown > kErrorsShown) break;
    text += "  " + models::describe(error, settings.messages).sentence + "\n";
  }
  if (summary.errors.size() > kErrorsShown)
    text += fmt::format("  and {} more; `hoso show DOSSIER` names those of a dossier.\n",
                        summary.errors.size() - kErrorsShown);
  return text;
}

}  // namespace

std::string result_line(const pipeline::Summary& summary, const std::string& out) {
  std::string text = fmt::format("{}, {} stored in {}", counted(summary.dossiers_stored, "dossier", "dossiers"),
                                 counted(summary.pages_stored, "page", "pages"), out);
  if (summary.pages_failed > 0) text += fmt::format("; {} failed", counted(summary.pages_failed, "page", "pages"));
  if (summary.dossiers_failed > 0)
    text += fmt::format("; {} not stored", counted(summary.dossiers_failed, "dossier", "dossiers"));
  if (summary.dossiers_skipped > 0) text += fmt::format("; {} complete already", summary.dossiers_skipped);
  if (!summary.empty_folders.empty())
    text += fmt::format("; {} without a page",
                        counted(static_cast<long>(summary.empty_folders.size()), "folder", "folders"));
  return text;
}

std::string summary_text(const pipeline::Summary& summary, const SummaryFacts& facts, const Settings& settings) {
  std::string text = facts.repeat_errors ? failures(summary, settings) : "";
  if (summary.dossiers_stored == 0) return text;
  text += counted(summary.documents, "document", "documents");
  if (facts.progress.pages_in_doubt > 0)
    text += fmt::format("; {} in doubt", counted(facts.progress.pages_in_doubt, "page", "pages"));
  if (summary.fields_to_check > 0)
    text += fmt::format("; {} to check", counted(summary.fields_to_check, "field", "fields"));
  text += ". It took " + in_time(facts.seconds);
  if (const double rate = pages_a_minute(facts.progress.pages, facts.seconds); rate > 0)
    text += fmt::format(", {:.0f} pages a minute", rate);
  const bool several = summary.dossiers_stored > 1;
  return text + fmt::format(".\nTo look at {}: hoso {} {}--out {}\n", several ? "them" : "it",
                            several ? "list" : "view", several ? "" : shell_word(facts.last_stored) + " ",
                            shell_word(settings.out.string()));
}

}  // namespace hoso::app
