// SPDX-License-Identifier: Apache-2.0
#include "app/terminal/summary.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/say.h"
#include "app/terminal/talk.h"
#include "hoso/models/messages.h"

namespace hoso::app {
namespace {

constexpr std::size_t kErrorsShown = 10, kAgainShown = 6;

std::string first_of(const std::vector<std::string>& lines, std::size_t most) {
  std::string text;
  for (std::size_t i = 0; i < std::min(lines.size(), most); ++i) text += "  " + lines[i] + "\n";
  if (lines.size() > most)
    text += "  " + say("and {} more; `hoso show DOSSIER` names those of a dossier.", lines.size() - most) + "\n";
  return text;
}

std::string failures(const std::vector<std::string>& lines) {
  if (lines.size() < 2) return {};  // the only one is on the screen still
  return tr("What failed:") + "\n" + first_of(lines, kErrorsShown);
}

std::string to_scan_again(const std::vector<std::string>& lines) {
  if (lines.empty()) return {};
  const auto count = static_cast<long>(lines.size());
  return say("{} should be scanned again:", counted(count, "page", "pages")) + "\n" + first_of(lines, kAgainShown);
}

/// One line, however many they are: the record and the view say more of each.
std::string codes_in_doubt(const std::vector<std::string>& pages) {
  if (pages.empty()) return {};
  const auto count = static_cast<long>(pages.size());
  return say("Bar codes may be missing on {} (the search failed there and was done in parts); the first: {}.",
             counted(count, "page", "pages"), pages.front()) +
         "\n";
}

/// What was odd with stacks that were split, at most a few lines.
std::string stack_notes(const std::vector<std::string>& notes) {
  constexpr std::size_t kNotesShown = 3;
  std::string text;
  for (std::size_t i = 0; i < std::min(notes.size(), kNotesShown); ++i)
    text += models::retold(notes[i], spoken()) + ".\n";
  if (notes.size() > kNotesShown)
    text += say("{} more about the stack: see --json.", notes.size() - kNotesShown) + "\n";
  return text;
}

}  // namespace

std::string result_line(const pipeline::Summary& summary, const std::string& out) {
  std::string text = say("{}, {} stored in {}", counted(summary.dossiers_stored, "dossier", "dossiers"),
                         counted(summary.pages_stored, "page", "pages"), out);
  if (summary.pages_failed > 0) text += "; " + say("{} failed", counted(summary.pages_failed, "page", "pages"));
  if (summary.dossiers_failed > 0)
    text += "; " + say("{} not stored", counted(summary.dossiers_failed, "dossier", "dossiers"));
  if (summary.dossiers_skipped > 0) text += "; " + say("{} complete already", summary.dossiers_skipped);
  if (!summary.empty_folders.empty())
    text +=
        "; " + say("{} without a page", counted(static_cast<long>(summary.empty_folders.size()), "folder", "folders"));
  return text;
}

std::string summary_text(const pipeline::Summary& summary, const SummaryFacts& facts, const Settings& settings) {
  std::string text = failures(facts.failures) + to_scan_again(facts.again) + codes_in_doubt(facts.codes_in_doubt) +
                     stack_notes(summary.stack_notes);
  if (summary.dossiers_stored == 0) return text;
  text += counted(summary.documents, "document", "documents");
  if (facts.progress.pages_in_doubt > 0)
    text += "; " + say("{} in doubt", counted(facts.progress.pages_in_doubt, "page", "pages"));
  if (summary.fields_to_check > 0)
    text += "; " + say("{} to check", counted(summary.fields_to_check, "field", "fields"));
  if (summary.papers_missing > 0)
    text += "; " + say("{} missing", counted(summary.papers_missing, "required paper is", "required papers are"));
  if (summary.repeated > 0)
    text += "; " + say("{} there already", counted(summary.repeated, "sheet or paper is", "sheets or papers are"));
  text += ". " + say("It took {}", in_time(facts.seconds));
  if (const double rate = pages_a_minute(facts.progress.pages, facts.seconds); rate > 0)
    text += ", " + say("{:.0f} pages a minute", rate);
  const bool several = summary.dossiers_stored > 1;
  const std::string next =
      fmt::format("hoso {} {}--out {}", several ? "list" : "view", several ? "" : shell_word(facts.last_stored) + " ",
                  shell_word(settings.out.string()));
  return text + ".\n" + (several ? say("To look at them: {}", next) : say("To look at it: {}", next)) + "\n";
}

}  // namespace hoso::app
