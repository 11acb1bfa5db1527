// SPDX-License-Identifier: Apache-2.0
#include "app/terminal/teller.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

#include <fmt/format.h>

#include "app/say.h"
#include "app/terminal/events_json.h"
#include "app/terminal/summary.h"
#include "app/terminal/talk.h"

namespace hoso::app {
namespace {

using Kind = pipeline::Event::Kind;

constexpr auto kProgressPause = std::chrono::milliseconds(100);

bool is_terminal() {
  const char* kind = std::getenv("TERM");
  return isatty(STDERR_FILENO) == 1 && kind != nullptr && std::string_view(kind) != "dumb";
}

/// Asked each time: the window may have been made larger or smaller. The last column stays free, or some terminals
/// begin a new line.
int columns() {
  constexpr int kUsual = 80;
  winsize size{};
  const bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return (known ? size.ws_col : kUsual) - 1;
}

}  // namespace

Teller::Teller(const Settings& settings)
    : settings_(settings), terminal_(is_terminal() && !settings.quiet && !settings.json) {}

Teller::~Teller() { clear_progress(); }

void Teller::clear_progress() {
  if (shown_) fmt::print(stderr, "\r\x1b[K");
  shown_ = false;
}

void Teller::line(const std::string& text) {
  clear_progress();
  fmt::print(stderr, "{}\n", text);
}

void Teller::show_progress(const std::string& dossier) {
  const auto now = std::chrono::steady_clock::now();
  if (!terminal_ || now - last_shown_ < kProgressPause) return;
  last_shown_ = now;
  shown_ = true;
  facts_.dossier = dossier;
  facts_.seconds = std::chrono::duration<double>(now - began_).count();
  fmt::print(stderr, "\r{}\x1b[K", progress_line(facts_, columns()));
  std::fflush(stderr);
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
  if (event.kind == Kind::dossier_stored || event.kind == Kind::dossier_skipped || event.kind == Kind::dossier_failed)
    ++facts_.dossiers;
  if (event.kind == Kind::dossier_stored) last_stored_ = event.dossier;
}

void Teller::tell_failure(const std::string& dossier, const models::Error& error) {
  if (terminal_ && error.code != models::ErrorCode::cancelled)
    failures_.push_back(fmt::format("{}: {}", dossier, models::describe(error, settings_.messages).sentence));
  line(fmt::format("{}: {}", dossier, in_words(settings_, error)));
}

void Teller::tell_stored(const pipeline::Event& event) {
  const auto counted_failures = pages_failed_.extract(event.dossier);
  const int failed = counted_failures ? counted_failures.mapped() : 0;
  if (event.error) line(fmt::format("{}: {}", event.dossier, in_words(settings_, *event.error)));
  if (settings_.quiet) return;
  // On a terminal the changing line tells how far it is; a thousand lines would push what failed off the screen.
  if (terminal_) return show_progress(event.dossier);
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
      if (!settings_.quiet && !terminal_) line(say("{}: complete already; skipped.", event.dossier));
      return;
    case Kind::dossier_opened:
      return;
  }
}

void Teller::summarise(const pipeline::Summary& summary) {
  clear_progress();
  if (settings_.json) return print_json(json_of(summary));
  fmt::print("{}\n", result_line(summary, settings_.out.string()));
  std::fflush(stdout);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
  const SummaryFacts facts{.progress = facts_, .seconds = seconds, .last_stored = last_stored_, .failures = failures_};
  if (!settings_.quiet) fmt::print(stderr, "{}", summary_text(summary, facts, settings_));
  if (summary.stopped) fmt::print(stderr, "{}\n", tr("Stopped. Run the same command with --resume to go on."));
}

}  // namespace hoso::app
