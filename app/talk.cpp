// SPDX-License-Identifier: Apache-2.0
#include "app/talk.h"

#include <unistd.h>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace hoso::app {
namespace {

constexpr auto kProgressPause = std::chrono::milliseconds(100);

std::string in_words(const Settings& settings, const models::Error& error) {
  const models::ErrorText text = models::describe(error, settings.messages);
  std::string words = text.sentence + " " + text.remedy;
  if (!error.cause.empty()) words += fmt::format(" [{}: {}]", name_of(error.stage), error.cause);
  return words;
}

nlohmann::ordered_json as_json(const models::Error& error) {
  const models::ErrorText text = models::describe(error);
  return {{"code", name_of(error.code)}, {"stage", name_of(error.stage)}, {"file", error.file},  {"page", error.page},
          {"message", text.sentence},    {"remedy", text.remedy},         {"cause", error.cause}};
}

const char* event_name(pipeline::Event::Kind kind) {
  using Kind = pipeline::Event::Kind;
  switch (kind) {
    case Kind::dossier_opened:
      return "dossier_opened";
    case Kind::page_done:
      return "page_done";
    case Kind::page_failed:
      return "page_failed";
    case Kind::dossier_stored:
      return "dossier_stored";
    case Kind::dossier_skipped:
      return "dossier_skipped";
    case Kind::dossier_failed:
      return "dossier_failed";
    case Kind::empty_folder:
      return "empty_folder";
    case Kind::file_ignored:
      return "file_ignored";
  }
  return "";
}

std::string counted(int count, const char* one, const char* many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace

void print_json(const nlohmann::ordered_json& json) {
  fmt::print("{}\n", json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

ExitCode tell_error(const Settings& settings, const models::Error& error) {
  fmt::print(stderr, "hoso: {}\n", in_words(settings, error));
  return exit_code(error);
}

Teller::Teller(const Settings& settings)
    : settings_(settings), terminal_(isatty(STDERR_FILENO) == 1 && !settings.quiet && !settings.json) {}

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
  fmt::print(stderr, "\r\x1b[K{}{}  {}", counted(pages_, "page", "pages"),
             failed_ > 0 ? fmt::format(", {} failed", failed_) : "", dossier);
  std::fflush(stderr);
}

void Teller::tell(const pipeline::Event& event) {
  using Kind = pipeline::Event::Kind;
  if (settings_.json) return tell_json(event);
  switch (event.kind) {
    case Kind::page_done:
      ++pages_;
      return show_progress(event.dossier);
    case Kind::page_failed:
      ++pages_;
      ++failed_;
      return line(fmt::format("{}: {}", event.dossier, in_words(settings_, *event.error)));
    case Kind::dossier_failed:
      return line(fmt::format("{}: {}", event.dossier, in_words(settings_, *event.error)));
    case Kind::empty_folder:
      return line(fmt::format("{}: no page in it; left out.", event.dossier));
    case Kind::file_ignored:
      return line(fmt::format("{}: not an image or PDF; left out.", event.dossier));
    case Kind::dossier_stored:
      if (event.error) line(fmt::format("{}: {}", event.dossier, in_words(settings_, *event.error)));
      if (!settings_.quiet) line(fmt::format("{}: {} stored.", event.dossier, counted(event.pages, "page", "pages")));
      return;
    case Kind::dossier_skipped:
      if (!settings_.quiet) line(fmt::format("{}: complete already; skipped.", event.dossier));
      return;
    case Kind::dossier_opened:
      return;
  }
}

void Teller::tell_json(const pipeline::Event& event) {
  nlohmann::ordered_json json{
      {"event", event_name(event.kind)},
      {"time", fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                           fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())))},
      {"dossier", event.dossier}};
  if (event.page > 0) json["page"] = event.page;
  if (event.pages > 0) json["pages"] = event.pages;
  if (event.error) json["error"] = as_json(*event.error);
  fmt::print("{}\n", json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
  std::fflush(stdout);
}

void Teller::summarise(const pipeline::Summary& summary) {
  clear_progress();
  if (settings_.json) {
    const nlohmann::ordered_json json{{"event", "summary"},
                                      {"dossiers_stored", summary.dossiers_stored},
                                      {"dossiers_skipped", summary.dossiers_skipped},
                                      {"dossiers_failed", summary.dossiers_failed},
                                      {"pages_admitted", summary.pages_admitted},
                                      {"pages_stored", summary.pages_stored},
                                      {"pages_failed", summary.pages_failed},
                                      {"stopped", summary.stopped},
                                      {"empty_folders", summary.empty_folders}};
    fmt::print("{}\n", json.dump());
    return;
  }
  std::string text = fmt::format("{}, {} stored", counted(summary.dossiers_stored, "dossier", "dossiers"),
                                 counted(summary.pages_stored, "page", "pages"));
  if (summary.pages_failed > 0) text += fmt::format("; {} failed", counted(summary.pages_failed, "page", "pages"));
  if (summary.dossiers_failed > 0)
    text += fmt::format("; {} not stored", counted(summary.dossiers_failed, "dossier", "dossiers"));
  if (summary.dossiers_skipped > 0) text += fmt::format("; {} complete already", summary.dossiers_skipped);
  if (!summary.empty_folders.empty())
    text += fmt::format("; {} without a page",
                        counted(static_cast<int>(summary.empty_folders.size()), "folder", "folders"));
  fmt::print("{} in {}\n", text, settings_.out.string());
  if (summary.stopped) fmt::print(stderr, "Stopped. Run the same command with --resume to go on.\n");
}

}  // namespace hoso::app
