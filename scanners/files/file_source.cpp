// SPDX-License-Identifier: Apache-2.0
#include "hoso/scanners/file_source.h"

#include <algorithm>
#include <deque>
#include <set>
#include <system_error>

#include "scanners/files/dossier_names.h"
#include "scanners/files/listing.h"
#include "scanners/files/opened_file.h"

namespace hoso::scanners {
namespace {

namespace fs = std::filesystem;
using models::ErrorCode;
using models::Stage;

constexpr std::uint64_t kHashedBytesMax = std::uint64_t{1} << 32;  // of a file that is no page anyway

models::Error source_error(ErrorCode code, std::string file, std::string cause = {}) {
  return {.code = code, .stage = Stage::source, .file = std::move(file), .cause = std::move(cause)};
}

/// A dossier that is still to be delivered.
struct Plan {
  models::DossierName name;
  std::optional<fs::path> folder;  ///< listed when its turn comes
  Listing listing;
};

class FileSource : public PageSource {
 public:
  FileSource(std::deque<models::SourceItem> notices, std::deque<Plan> plans, OpenLimits limits)
      : notices_(std::move(notices)), plans_(std::move(plans)), limits_(limits) {}

  std::optional<models::SourceItem> next(const std::stop_token& stop) override {
    while (!stop.stop_requested()) {
      if (!current_) {
        if (plans_.empty()) return next_notice();
        return open_dossier();
      }
      if (auto page = next_page(stop)) return page;
      if (stop.stop_requested()) break;
      if (next_file_ == current_->listing.candidates.size()) return close_dossier();
    }
    return {};
  }

  std::vector<models::Original> take_originals() override { return std::exchange(originals_, {}); }

  [[nodiscard]] std::optional<double> pages_left() const override {
    const auto mean = [](double whole, double parts) { return parts > 0 ? std::max(1.0, whole / parts) : 1.0; };
    const double pages_a_file = mean(delivered_, files_ended_);
    double left = 0;
    if (current_) left += pages_a_file * static_cast<double>(current_->listing.candidates.size() - next_file_);
    if (file_) left += file_->pages() - page_in_file_ - pages_a_file;
    const double files_a_dossier = mean(files_listed_, dossiers_opened_);
    return std::max(0.0, left) + pages_a_file * files_a_dossier * static_cast<double>(plans_.size());
  }

 private:
  std::optional<models::SourceItem> next_notice() {
    if (notices_.empty()) return {};
    models::SourceItem notice = std::move(notices_.front());
    notices_.pop_front();
    return notice;
  }

  models::SourceItem open_dossier() {
    Plan plan = std::move(plans_.front());
    plans_.pop_front();
    if (plan.folder) {
      plan.listing = list_folder(*plan.folder, {});
      if (plan.listing.candidates.empty()) return models::EmptyFolder{shown_name(plan.folder->filename())};
    }
    current_ = std::move(plan);
    ++dossiers_opened_;
    files_listed_ += static_cast<double>(current_->listing.candidates.size());
    next_file_ = 0;
    pages_ = 0;
    originals_.clear();
    original_names_.clear();
    return models::DossierOpened{current_->name, current_->listing.ignored, current_->listing.metadata};
  }

  models::SourceItem close_dossier() {
    models::DossierClosed closed{current_->name, pages_, std::move(originals_)};
    current_.reset();
    return closed;
  }

  /// The next page of the file in work, or the first of the next file; nothing where the file in work ended, or on
  /// stop.
  std::optional<models::SourceItem> next_page(const std::stop_token& stop) {
    if (file_) return page_of_file();
    if (next_file_ == current_->listing.candidates.size()) return {};
    const Candidate& candidate = current_->listing.candidates[next_file_];
    if (candidate.failure) return failed_page(candidate, *candidate.failure);
    const auto opened = open_file(candidate, stop);
    if (stop.stop_requested()) return {};
    return opened ? page_of_file() : failed_page(candidate, opened.error());
  }

  models::Result<void> open_file(const Candidate& candidate, const std::stop_token& stop) {
    sha256_ = {};
    const auto file = RegularFile::open(candidate.path);
    if (!file) return tl::make_unexpected(file.error());
    auto pages = guarded_open(*file);
    if (pages || file->size() <= kHashedBytesMax) {
      auto digest = file->sha256(stop);
      if (!digest) return tl::make_unexpected(digest.error());
      sha256_ = *std::move(digest);
    }
    if (!pages) return tl::make_unexpected(pages.error());
    file_ = *std::move(pages);
    page_in_file_ = 0;
    return {};
  }

  [[nodiscard]] models::Result<std::unique_ptr<OpenedFile>> guarded_open(const RegularFile& file) const {
    try {
      return open_pages(file, limits_);
    } catch (const std::bad_alloc&) {
      return problem(ErrorCode::out_of_memory);
    } catch (const std::exception& exception) {
      return problem(ErrorCode::damaged, exception.what());
    }
  }

  models::SourcePage page_frame(const Candidate& candidate, int index) {
    models::SourcePage page;
    page.id = {current_->name, ++pages_};
    ++delivered_;
    page.source = {candidate.name, index, sha256_};
    page.path = candidate.path;
    return page;
  }

  models::SourceItem failed_page(const Candidate& candidate, models::Error error) {
    if (candidate.failure) sha256_ = {};
    models::SourcePage page = page_frame(candidate, 0);
    ++next_file_;
    ++files_ended_;
    page.failure = placed(std::move(error), page);
    return page;
  }

  models::SourceItem page_of_file() {
    const Candidate& candidate = current_->listing.candidates[next_file_];
    models::SourcePage page = page_frame(candidate, page_in_file_);
    page.container = file_->container();
    PageHeader header = guarded_header();
    page.decoded_bytes = header.decoded_bytes;
    if (header.failure) page.failure = placed(*std::move(header.failure), page);
    if (++page_in_file_ == file_->pages()) finish_file(candidate);
    return page;
  }

  PageHeader guarded_header() {
    try {
      return file_->page(page_in_file_);
    } catch (const std::exception& exception) {
      return {.failure = models::Error{.code = ErrorCode::damaged, .cause = exception.what()}};
    }
  }

  void finish_file(const Candidate& candidate) {
    const std::string reason = file_->original_reason();
    if (!reason.empty())
      originals_.push_back(
          {candidate.path, unique_file_name(fs::path(candidate.name).filename(), original_names_), reason});
    file_.reset();
    ++next_file_;
    ++files_ended_;
  }

  static models::Error placed(models::Error error, const models::SourcePage& page) {
    error.stage = Stage::source;
    error.file = page.source.file;
    error.page = page.id.number;
    return error;
  }

  std::deque<models::SourceItem> notices_;
  std::deque<Plan> plans_;
  OpenLimits limits_;
  std::optional<Plan> current_;
  std::size_t next_file_ = 0;
  int pages_ = 0;
  std::unique_ptr<OpenedFile> file_;
  int page_in_file_ = 0;
  models::Sha256 sha256_;
  std::vector<models::Original> originals_;
  std::set<std::string> original_names_;
  // Of all dossiers so far, for pages_left.
  double delivered_ = 0, files_ended_ = 0, files_listed_ = 0, dossiers_opened_ = 0;
};

/// The last part of a path's name, also of "." and "folder/".
fs::path name_of_folder(const fs::path& folder) {
  std::error_code error;
  fs::path full = fs::absolute(folder, error).lexically_normal();
  if (!full.has_filename()) full = full.parent_path();
  return full.filename();
}

using Opened = models::Result<std::unique_ptr<PageSource>>;

Opened open_each(const FileSourceOptions& options, OpenLimits limits) {
  DossierNames names;
  std::deque<Plan> plans;
  std::deque<models::SourceItem> notices;
  for (const fs::path& input : options.inputs) {
    std::error_code error;
    if (!fs::is_directory(input, error))
      return models::failure({.code = ErrorCode::option_invalid,
                              .stage = Stage::source,
                              .file = shown_name(input),
                              .subject = "each",
                              .cause = "not a folder"});
    auto found = list_sub_folders(input);
    if (!found) return tl::make_unexpected(found.error());
    for (const fs::path& folder : found->folders) plans.push_back({names.make(folder.filename()), folder, {}});
    for (const auto* others : {&found->linked, &found->stray_pages})
      for (const std::string& name : *others) notices.emplace_back(models::EmptyFolder{name});
  }
  if (plans.empty())
    return models::failure(source_error(ErrorCode::no_pages, shown_name(options.inputs.front()), "no sub-folder"));
  return std::make_unique<FileSource>(std::move(notices), std::move(plans), limits);
}

/// The name of the one dossier: as told, else of the only folder, of the only file, or of the folder where all the
/// files are.
models::Result<models::DossierName> name_of_all(const FileSourceOptions& options,
                                                const std::vector<fs::path>& folders) {
  if (options.name) return models::DossierName::from(*options.name);
  DossierNames names;
  if (folders.size() == 1) return names.make(name_of_folder(folders.front()));
  const fs::path& first = options.inputs.front();
  if (options.inputs.size() == 1) return names.make(first.stem());
  const auto parent = [](const fs::path& path) { return fs::absolute(path).lexically_normal().parent_path(); };
  const bool together = folders.empty() && std::ranges::all_of(options.inputs, [&](const fs::path& path) {
                          return parent(path) == parent(first);
                        });
  if (together && parent(first).has_filename()) return names.make(parent(first).filename());
  return models::failure({.code = ErrorCode::option_invalid,
                          .stage = Stage::source,
                          .subject = "name",
                          .cause = "no name can be made of the inputs"});
}

Opened open_one(const FileSourceOptions& options, OpenLimits limits) {
  Plan plan;
  std::vector<fs::path> folders;
  for (const fs::path& input : options.inputs) {
    std::error_code error;
    if (!fs::is_directory(input, error)) {
      plan.listing.candidates.push_back(named_file(input));
      continue;
    }
    folders.push_back(input);
    const std::string prefix = options.inputs.size() == 1 ? std::string() : shown_name(name_of_folder(input)) + "/";
    Listing listing = list_folder(input, prefix);
    std::ranges::move(listing.candidates, std::back_inserter(plan.listing.candidates));
    std::ranges::move(listing.ignored, std::back_inserter(plan.listing.ignored));
    if (!listing.metadata.empty()) plan.listing.metadata = listing.metadata;
  }
  if (plan.listing.candidates.empty())
    return models::failure(source_error(ErrorCode::no_pages, shown_name(options.inputs.front())));
  auto name = name_of_all(options, folders);
  if (!name) return tl::make_unexpected(name.error());
  plan.name = *std::move(name);
  std::deque<Plan> plans;
  plans.push_back(std::move(plan));
  return std::make_unique<FileSource>(std::deque<models::SourceItem>{}, std::move(plans), limits);
}

}  // namespace

Opened open_files(const FileSourceOptions& options) {
  try {
    if (options.inputs.empty())
      return models::failure(
          {.code = ErrorCode::option_invalid, .stage = Stage::source, .subject = "input", .cause = "no input"});
    for (const fs::path& input : options.inputs) {
      std::error_code error;
      const fs::file_status status = fs::status(input, error);
      if (status.type() == fs::file_type::not_found)
        return models::failure(source_error(ErrorCode::file_not_found, shown_name(input)));
      if (error) return models::failure(source_error(ErrorCode::file_unreadable, shown_name(input), error.message()));
    }
    const OpenLimits limits{options.pixels_max, static_cast<std::size_t>(std::max(1, options.pages_max_a_file))};
    return options.each ? open_each(options, limits) : open_one(options, limits);
  } catch (const std::exception& exception) {
    return models::failure(source_error(ErrorCode::internal, {}, exception.what()));
  }
}

}  // namespace hoso::scanners
