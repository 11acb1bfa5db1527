// SPDX-License-Identifier: Apache-2.0
#include "app/terminal/teller.h"

#include <fmt/format.h>

#include "app/quality_words.h"
#include "app/say.h"
#include "app/terminal/events_json.h"
#include "app/terminal/summary.h"
#include "app/terminal/talk.h"

namespace hoso::app {
using Kind = pipeline::Event::Kind;

Teller::Teller(const Settings& settings) : settings_(settings), progress_(!settings.quiet && !settings.json) {}

void Teller::line(const std::string& text) {
  progress_.clear();
  fmt::print(stderr, "{}\n", text);
}

void Teller::show_progress(const std::string& dossier) {
  if (!progress_.due()) return;
  facts_.dossier = dossier;
  facts_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
  progress_.show(progress_line(facts_, columns()));
}

void Teller::count(const pipeline::Event& event) {
  if (event.pages_expected) facts_.pages_expected = event.pages_expected;
  const bool page = event.kind == Kind::page_done || event.kind == Kind::page_failed;
  if (page) ++facts_.pages;
  if (event.kind == Kind::page_failed) {
    ++facts_.pages_failed;
    ++pages_failed_[event.dossier];
  }
  if (event.kind == Kind::page_done && event.confidence && *event.confidence < kDoubtfulPage) ++facts_.pages_in_doubt;
  if (event.barcodes_in_doubt) codes_in_doubt_.emplace(event.dossier, event.page);
  if (!event.problems.empty()) {
    again_.insert_or_assign({event.dossier, event.page},
                            say("{}, page {}: {}", event.dossier, event.page, in_words(event.problems)));
  }
  if (event.kind == Kind::dossier_stored || event.kind == Kind::dossier_skipped || event.kind == Kind::dossier_failed)
    ++facts_.dossiers;
  if (event.kind == Kind::dossier_stored) last_stored_ = event.dossier;
}

void Teller::tell_failure(const std::string& dossier, const models::Error& error) {
  // How to go on is told once, at the end.
  if (error.code == models::ErrorCode::cancelled)
    return line(fmt::format("{}: {}", dossier, models::describe(error, settings_.messages).sentence));
  if (progress_.on())
    failures_.push_back(fmt::format("{}: {}", dossier, models::describe(error, settings_.messages).sentence));
  line(fmt::format("{}: {}", dossier, in_words(settings_, error)));
}

void Teller::tell_stored(const pipeline::Event& event) {
  const auto counted_failures = pages_failed_.extract(event.dossier);
  const int failed = counted_failures ? counted_failures.mapped() : 0;
  if (event.error) line(fmt::format("{}: {}", event.dossier, in_words(settings_, *event.error)));
  if (settings_.quiet) return;
  // On a terminal the changing line tells how far it is; a thousand lines would push what failed off the screen.
  if (progress_.on()) return show_progress(event.dossier);
  const std::string pages = counted(event.pages - failed, "page", "pages");
  line(failed == 0 ? say("{}: {} stored.", event.dossier, pages)
                   : say("{}: {} stored, {} failed.", event.dossier, pages, failed));
}

void Teller::tell(const pipeline::Event& event) {
  count(event);
  if (settings_.json) return print_json(json_of(event));
  switch (event.kind) {
    case Kind::page_done:
      return show_progress(event.dossier);
    case Kind::page_failed:
    case Kind::dossier_failed:
      return tell_failure(event.dossier, *event.error);
    case Kind::empty_folder:
      return line(say("{}: no page in it; left out.", event.dossier));
    case Kind::file_ignored:
      return line(say("{}: not an image or PDF; left out.", event.dossier));
    case Kind::dossier_stored:
      return tell_stored(event);
    case Kind::dossier_skipped:
      if (!settings_.quiet && !progress_.on()) line(say("{}: complete already; skipped.", event.dossier));
      return;
    case Kind::dossier_opened:
      return;
  }
}

void Teller::summarise(const pipeline::Summary& summary) {
  progress_.clear();
  if (settings_.json) return print_json(json_of(summary));
  fmt::print("{}\n", result_line(summary, settings_.out.string()));
  std::fflush(stdout);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
  SummaryFacts facts{.progress = facts_, .seconds = seconds, .last_stored = last_stored_, .failures = failures_};
  for (const auto& [page, line] : again_) facts.again.push_back(line);
  for (const auto& [dossier, page] : codes_in_doubt_) facts.codes_in_doubt.push_back(say("{}, page {}", dossier, page));
  if (!settings_.quiet) fmt::print(stderr, "{}", summary_text(summary, facts, settings_));
}

void Teller::tell_how_to_resume() const {
  if (!settings_.json) fmt::print(stderr, "{}\n", tr("Stopped. Run the same command with --resume to go on."));
}

}  // namespace hoso::app
