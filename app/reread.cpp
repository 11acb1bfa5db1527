// SPDX-License-Identifier: Apache-2.0
#include <deque>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "app/command.h"
#include "app/run.h"
#include "app/say.h"
#include "app/terminal/events_json.h"
#include "app/terminal/talk.h"
#include "app/view/record_json.h"
#include "app/view/stored_dossier.h"
#include "hoso/scanners/file_source.h"

namespace hoso::app {
namespace {

using models::Result;

/// A stored dossier as a source: the page images of its PDF, and what its record tells that they do not.
struct Stored {
  StoredDossier dossier;
  std::unique_ptr<scanners::PageSource> pages;
};

Result<Stored> open_stored(const Settings& settings, const std::string& word) {
  auto dossier = open_dossier(settings, word);
  if (!dossier) return tl::make_unexpected(dossier.error());
  if (!dossier->folder.has_filename()) dossier->folder = dossier->folder.parent_path();  // a slash at its end
  auto pages = scanners::open_files({.inputs = {dossier->pdf()}, .name = dossier->name});
  if (!pages) return tl::make_unexpected(pages.error());
  return Stored{std::move(*dossier), std::move(*pages)};
}

/// A dossier's name -> the version of its record.
using Versions = std::map<std::string, int>;

int version_of(const nlohmann::json& record) { return static_cast<int>(number(record.at("dossier"), "version")); }

/// The command for those that have no new version, once it was stopped.
void tell_what_is_left(const Settings& settings, const Versions& before) {
  std::string names;
  for (const auto& [name, version] : before) {
    const auto now = open_dossier(settings, (settings.out / name).string());
    if (!now || version_of(now->record) == version) names += " " + shell_word(name);
  }
  fmt::print(stderr, "{}\n", say("Stopped. To read the rest anew, give these names:{}", names));
}

/// The folder that the dossier's folder stands in.
std::filesystem::path archive_of(const StoredDossier& dossier) {
  return dossier.folder.has_parent_path() ? dossier.folder.parent_path() : ".";
}

/// A placeholder is no page: it stays one, with the error that made it.
void keep_failure(const nlohmann::json& record, models::SourcePage& page) {
  const auto number = static_cast<std::size_t>(page.id.number);
  if (number > record.at("pages").size()) return;
  const nlohmann::json& stored = record.at("pages").at(number - 1);
  if (text(stored, "embedding") == "none" && stored.contains("failure")) page.failure = error_of(stored.at("failure"));
}

std::vector<models::Original> originals(const StoredDossier& dossier) {
  std::vector<models::Original> found;
  const nlohmann::json& head = dossier.record.at("dossier");
  if (!head.contains("originals") || !head.at("originals").is_array()) return found;
  for (const nlohmann::json& original : head.at("originals")) {
    const std::filesystem::path file = dossier.folder / text(original, "file");
    found.push_back({.path = file, .name = file.filename().string(), .reason = text(original, "reason")});
  }
  return found;
}

std::vector<std::string> ignored_files(const StoredDossier& dossier) {
  const nlohmann::json& head = dossier.record.at("dossier");
  const bool told = head.contains("ignored_files") && head.at("ignored_files").is_array();
  return told ? head.at("ignored_files").get<std::vector<std::string>>() : std::vector<std::string>{};
}

/// One dossier after the other.
class StoredPages final : public scanners::PageSource {
 public:
  explicit StoredPages(std::deque<Stored> stored) : stored_(std::move(stored)) {}

  std::optional<models::SourceItem> next(const std::stop_token& stop) override {
    for (; !stored_.empty(); stored_.pop_front()) {
      const Stored& current = stored_.front();
      auto item = current.pages->next(stop);
      if (!item && stop.stop_requested()) return std::nullopt;
      if (!item) continue;
      if (auto* opened = std::get_if<models::DossierOpened>(&*item))
        opened->ignored_files = ignored_files(current.dossier);
      if (auto* page = std::get_if<models::SourcePage>(&*item)) keep_failure(current.dossier.record, *page);
      if (auto* closed = std::get_if<models::DossierClosed>(&*item)) closed->originals = originals(current.dossier);
      return item;
    }
    return std::nullopt;
  }

  void skip_dossier() override {
    if (!stored_.empty()) stored_.front().pages->skip_dossier();
  }

  [[nodiscard]] std::optional<double> pages_left() const override {
    double pages = 0;
    for (const Stored& stored : stored_) pages += stored.pages->pages_left().value_or(0);
    return pages;
  }

 private:
  std::deque<Stored> stored_;
};

}  // namespace

ExitCode run_reread(const Settings& settings, const std::stop_token& stop) {
  std::deque<Stored> stored;
  Versions before;
  Settings here = settings;
  for (const std::string& word : settings.words) {
    auto one = open_stored(settings, word);
    if (!one) return tell_error(settings, one.error());
    if (stored.empty()) here.out = archive_of(one->dossier);
    // Another archive's dossier of the same name must not be replaced.
    if (archive_of(one->dossier) != here.out || one->dossier.folder.filename() != one->dossier.name)
      return tell_error(settings, {.code = models::ErrorCode::dossier_not_found,
                                   .stage = models::Stage::store,
                                   .file = here.out.string(),
                                   .subject = word});
    before[one->dossier.name] = version_of(one->dossier.record);
    stored.push_back(std::move(*one));
  }
  StoredPages pages(std::move(stored));
  storage::FolderSinkOptions sink = sink_options(here);
  sink.new_version = true;
  const ExitCode code = run_job(pages, sink, here, stop);
  if (code == ExitCode::interrupted && !settings.json) tell_what_is_left(here, before);
  return code;
}

}  // namespace hoso::app
