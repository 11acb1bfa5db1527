// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>

#include <fmt/format.h>

#include "app/command.h"
#include "app/say.h"
#include "app/terminal/changing_line.h"
#include "app/terminal/talk.h"
#include "app/view/stored_dossier.h"
#include "app/view/view_data.h"
#include "app/view/view_words.h"
#include "embedded/view_index.h"
#include "embedded/view_script.h"
#include "embedded/view_style.h"
#include "hoso/scanners/page_picture.h"

namespace hoso::app {
namespace {

namespace fs = std::filesystem;
using models::ErrorCode;
using models::Result;
using models::Stage;

/// The pages' images, drawn by as many processes as there are cores. The first error ends it.
class Drawing {
 public:
  Drawing(const StoredDossier& dossier, const Settings& settings, fs::path folder, std::stop_token stop)
      : dossier_(dossier), settings_(settings), folder_(std::move(folder)), stop_(std::move(stop)) {}

  Result<void> run() {
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    {
      std::vector<std::jthread> threads;
      for (unsigned i = 0; i < cores; ++i) threads.emplace_back([this] { draw_pages(); });
    }
    progress_.clear();
    if (error_) return models::failure(*error_);
    return {};
  }

 private:
  void draw_pages() {
    for (int page = ++next_; page <= dossier_.pages() && !ended_; page = ++next_) {
      const Result<void> drawn = draw(page);
      const std::scoped_lock lock(mutex_);
      if (!drawn && !error_) error_ = drawn.error();
      ended_ = error_.has_value();
      ++done_;
      if (progress_.due()) progress_.show(say("{} of {} pages drawn", done_, dossier_.pages()));
    }
  }

  Result<void> draw(int page) {
    const auto picture =
        scanners::draw_pdf_page(dossier_.pdf(), page, settings_.image_dpi, scanners::PictureFormat::jpeg, stop_);
    if (!picture) return tl::make_unexpected(picture.error());
    return write_file(folder_ / fmt::format("{:05}.jpg", page),
                      {reinterpret_cast<const char*>(picture->data()), picture->size()});
  }

  const StoredDossier& dossier_;
  const Settings& settings_;
  const fs::path folder_;
  const std::stop_token stop_;
  std::atomic<int> next_ = 0;
  std::atomic<bool> ended_ = false;
  std::mutex mutex_;
  int done_ = 0;
  ChangingLine progress_{!settings_.quiet && !settings_.json};
  std::optional<models::Error> error_;
};

/// A folder may be replaced only if it is an earlier view.
bool is_view(const fs::path& folder) {
  const auto index = file_bytes(folder / "index.html");
  return index && index->find("<meta name=\"generator\" content=\"hoso view\">") != std::string::npos;
}

models::Error from(const std::error_code& error, const fs::path& path) {
  const bool full = error == std::errc::no_space_on_device;
  return {.code = full ? ErrorCode::disk_full : ErrorCode::output_unwritable,
          .stage = Stage::store,
          .file = path.string(),
          .cause = error.message()};
}

Result<void> fill(const StoredDossier& dossier, const Settings& settings, const fs::path& folder,
                  const std::stop_token& stop) {
  std::error_code error;
  fs::create_directories(folder / "pages", error);
  if (error) return models::failure(from(error, folder));
  const auto text = dossier.text();
  if (!text) return tl::make_unexpected(text.error());
  const char* language = settings.messages == models::MessageLanguage::vietnamese ? "vi" : "en";
  Result<void> done = write_file(folder / "index.html", data::view_index());
  if (done) done = write_file(folder / "view.css", data::view_style());
  if (done) done = write_file(folder / "view.js", data::view_script());
  if (done) done = write_file(folder / "data.js", view_data(dossier.record, *text, language));
  if (done) done = write_file(folder / "words.js", view_words());
  return done ? Drawing(dossier, settings, folder / "pages", stop).run() : done;
}

/// Made beside its place and then put there, so that half a view is never taken for a whole one.
Result<void> write_view(const StoredDossier& dossier, const Settings& settings, const fs::path& to,
                        const std::stop_token& stop) {
  std::error_code error;
  const bool exists = fs::exists(to, error);
  if (exists && !is_view(to))
    return models::failure({.code = ErrorCode::file_exists, .stage = Stage::store, .file = to.string()});
  const fs::path fresh = to.string() + ".part";
  fs::remove_all(fresh, error);
  Result<void> done = fill(dossier, settings, fresh, stop);
  if (done && exists) fs::remove_all(to, error);
  if (done) {
    fs::rename(fresh, to, error);
    if (error) done = models::failure(from(error, to));
  }
  if (!done) fs::remove_all(fresh, error);
  return done;
}

}  // namespace

ExitCode run_view(const Settings& settings, const std::stop_token& stop) {
  const auto dossier = open_dossier(settings);
  if (!dossier) return tell_error(settings, dossier.error());
  fs::path to = settings.to.empty() ? fs::path(dossier->name + "-view") : settings.to;
  if (!to.has_filename()) to = to.parent_path();
  if (const Result<void> written = write_view(*dossier, settings, to, stop); !written)
    return tell_error(settings, written.error());
  const std::string index = (to / "index.html").string();
  if (settings.json)
    print_json({{"dossier", dossier->name}, {"pages", dossier->pages()}, {"file", index}});
  else
    fmt::print("{}\n", index);
  std::fflush(stdout);
  if (!settings.json && !settings.quiet)
    fmt::print(stderr, "{}\n",
               say("{} to be seen: open that file in a browser. The folder may be copied anywhere.",
                   counted(dossier->pages(), "page is", "pages are")));
  return ExitCode::ok;
}

}  // namespace hoso::app
