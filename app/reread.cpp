// SPDX-License-Identifier: Apache-2.0
#include <deque>
#include <map>
#include <utility>
#include <variant>

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

/// Pages of files by the file's hash and the page's index in it.
using PagesByFile = std::map<std::pair<std::string, int>, models::SourcePage>;

/// A stored dossier as a source: the page images of its PDF, and what its record and its originals tell that they do
/// not.
struct Stored {
  StoredDossier dossier;
  std::unique_ptr<scanners::PageSource> pages;
  PagesByFile originals;
};

Result<Stored> open_stored(const Settings& settings, const std::string& word) {
  auto dossier = open_dossier(settings, word);
  if (!dossier) return tl::make_unexpected(dossier.error());
  if (!dossier->folder.has_filename()) dossier->folder = dossier->folder.parent_path();  // a slash at its end
  auto pages = scanners::open_files({.inputs = {dossier->pdf()}, .name = dossier->name});
  if (!pages) return tl::make_unexpected(pages.error());
  return Stored{.dossier = std::move(*dossier), .pages = std::move(*pages), .originals = {}};
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

/// The pages of the dossier's originals. They have what its PDF has no more: text of their own, and marks apart from
/// the scan that they lie on. An original that is gone or damaged has none.
PagesByFile pages_of_originals(const StoredDossier& dossier, const std::stop_token& stop) {
  PagesByFile pages;
  for (const models::Original& original : originals(dossier)) {
    const auto source = scanners::open_files({.inputs = {original.path}, .name = dossier.name});
    while (auto item = source ? (*source)->next(stop) : std::nullopt) {
      auto* page = std::get_if<models::SourcePage>(&*item);
      if (page != nullptr && !page->failure)
        pages.try_emplace({page->source.sha256.hex, page->source.index}, std::move(*page));
    }
  }
  return pages;
}

/// What the record has of the page; nothing where it has no such page.
const nlohmann::json* stored_page(const nlohmann::json& record, const models::SourcePage& page) {
  const auto number = static_cast<std::size_t>(page.id.number);
  return number <= record.at("pages").size() ? &record.at("pages").at(number - 1) : nullptr;
}

/// A page that came from one of the originals is read from it again.
void take_original(const nlohmann::json& stored, const PagesByFile& originals, models::SourcePage& page) {
  const auto source = stored.find("source");
  if (source == stored.end()) return;
  const auto found = originals.find({text(*source, "sha256"), static_cast<int>(number(*source, "index"))});
  if (found == originals.end()) return;
  models::SourcePage original = found->second;
  original.id = page.id;
  page = std::move(original);
}

/// A placeholder is no page: it stays one, with the error that made it.
void keep_failure(const nlohmann::json& stored, models::SourcePage& page) {
  if (text(stored, "embedding") == "none" && stored.contains("failure")) page.failure = error_of(stored.at("failure"));
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
      Stored& current = stored_.front();
      auto item = current.pages->next(stop);
      if (!item && stop.stop_requested()) return std::nullopt;
      if (!item) continue;
      if (auto* opened = std::get_if<models::DossierOpened>(&*item)) begin(current, *opened, stop);
      if (auto* page = std::get_if<models::SourcePage>(&*item)) complete(current, *page);
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
  static void begin(Stored& stored, models::DossierOpened& opened, const std::stop_token& stop) {
    opened.ignored_files = ignored_files(stored.dossier);
    stored.originals = pages_of_originals(stored.dossier, stop);
  }

  static void complete(const Stored& stored, models::SourcePage& page) {
    const nlohmann::json* known = stored_page(stored.dossier.record, page);
    if (known == nullptr) return;
    take_original(*known, stored.originals, page);
    keep_failure(*known, page);
  }

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
