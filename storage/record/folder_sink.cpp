// SPDX-License-Identifier: Apache-2.0
#include "hoso/storage/folder_sink.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <exception>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hoso/storage/catalogue.h"
#include "storage/catalogue/already_there.h"
#include "storage/record/dossier_writer.h"
#include "storage/record/files.h"
#include "storage/record/versions.h"
#include "storage/record/work_folder.h"

namespace hoso::storage {
namespace {

namespace fs = std::filesystem;
using models::DossierName;
using models::ErrorCode;
using models::Result;
using models::Stage;

/// No exception leaves the sink.
template <typename Work>
auto guarded(Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return models::failure({.code = ErrorCode::out_of_memory, .stage = Stage::store});
  } catch (const std::exception& exception) {
    return models::failure({.code = ErrorCode::internal, .stage = Stage::store, .cause = exception.what()});
  }
}

/// https://reproducible-builds.org/specs/source-date-epoch/
Result<std::optional<std::int64_t>> source_date_epoch() {
  const char* given = std::getenv("SOURCE_DATE_EPOCH");
  if (given == nullptr || *given == '\0') return std::nullopt;
  const std::string_view text = given;
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc{} || end != text.data() + text.size() || seconds < 0)
    return models::failure(
        {.code = ErrorCode::option_invalid, .stage = Stage::configure, .subject = "SOURCE_DATE_EPOCH"});
  return seconds;
}

int fields_to_check(const models::Dossier& dossier) {
  const auto doubtful = [](const models::Field& field) { return field.verdict == models::Verdict::review; };
  std::ptrdiff_t count = 0;
  for (const models::Document& document : dossier.documents) count += std::ranges::count_if(document.fields, doubtful);
  return static_cast<int>(count);
}

int papers_missing(const models::Dossier& dossier) {
  const auto missing = [](const models::Component& one) {
    return one.required && one.state == models::ComponentState::missing;
  };
  return static_cast<int>(std::ranges::count_if(dossier.components, missing));
}

int pages_repeated(const models::Dossier& dossier) {
  const auto repeated = [](const models::ComposedPage& page) { return page.facts.duplicate_of > 0; };
  return static_cast<int>(std::ranges::count_if(dossier.pages, repeated));
}

class FolderSink final : public DossierSink {
 public:
  FolderSink(FolderSinkOptions options, std::optional<std::int64_t> time, std::optional<Catalogue> catalogue)
      : options_(std::move(options)), time_(time), catalogue_(std::move(catalogue)) {}

  Result<Admission> open(const DossierName& name) override {
    return guarded([&] { return admit(name); });
  }

  Result<StoredDossier> store(models::Dossier dossier, const Provenance& provenance, const RunFacts& run) override {
    return guarded([&] { return keep(std::move(dossier), provenance, run); });
  }

  void abandon(const DossierName& name) override { (void)taken_out(name); }

 private:
  [[nodiscard]] fs::path folder_of(const DossierName& name) const { return options_.out / name.text(); }

  Result<Admission> admit(const DossierName& name) {
    // The place is taken first: who holds it alone decides whether the dossier exists.
    Result<WorkPlace> place = WorkPlace::take(options_.out, name);
    if (!place) return tl::make_unexpected(place.error());
    std::error_code ignored;
    const bool there = fs::symlink_status(folder_of(name), ignored).type() != fs::file_type::not_found;
    if (there && !options_.new_version) return known(name);
    if (!there && options_.new_version)
      return models::failure({.code = ErrorCode::dossier_not_found, .stage = Stage::store, .subject = name.text()});
    WorkFolder folder{place->pages()};
    const std::lock_guard guard(mutex_);
    places_.emplace(name, std::move(*place));
    return folder;
  }

  /// Something of that name is there.
  Result<Admission> known(const DossierName& name) {
    std::error_code ignored;
    const bool complete = fs::is_regular_file(folder_of(name) / "record.json", ignored);
    if (!complete || !options_.resume)
      return models::failure({.code = ErrorCode::output_exists,
                              .stage = Stage::store,
                              .subject = name.text(),
                              .cause = complete ? "" : "the folder holds no record"});
    if (Result<void> catalogued = catalogue_if_missing(name); !catalogued)
      return tl::make_unexpected(catalogued.error());
    return AlreadyStored{};
  }

  std::optional<WorkPlace> taken_out(const DossierName& name) {
    const std::lock_guard guard(mutex_);
    auto node = places_.extract(name);
    if (node.empty()) return std::nullopt;
    return std::move(node.mapped());
  }

  /// The finished folder takes its place.
  [[nodiscard]] Result<void> put(const fs::path& fresh, const fs::path& folder, int version) const {
    if (options_.new_version) return replace_version(folder, version - 1, fresh);
    Result<void> done = rename_without_replacing(fresh, folder);
    return done ? sync(options_.out) : done;
  }

  Result<StoredDossier> keep(models::Dossier dossier, Provenance provenance, const RunFacts& run) {
    // Its destructor cleans up, however this ends.
    const std::optional<WorkPlace> place = taken_out(dossier.name);
    if (!place)
      return models::failure({.code = ErrorCode::internal,
                              .stage = Stage::store,
                              .subject = dossier.name.text(),
                              .cause = "the dossier was not opened"});
    RunFacts facts = run;
    const std::string own_name = dossier.name.text();
    const auto at_the_end = std::shared_ptr<void>(nullptr, [&](void*) { forget(own_name); });
    facts.already_there = guarded([&] { return already_there(dossier); }).value_or(std::vector<AlreadyThere>{});
    const fs::path folder = folder_of(dossier.name);
    Result<void> done;
    if (options_.new_version) done = follow_version(folder, dossier, provenance);
    if (!done) return tl::make_unexpected(done.error());
    const DossierJob job{.dossier = &dossier,
                         .provenance = &provenance,
                         .run = &facts,
                         .level = options_.level,
                         .page_altos = options_.page_altos,
                         .document_pdfs = options_.document_pdfs,
                         .document_name = options_.document_name,
                         .older_lists = options_.older_lists,
                         .time = time_ ? time_ : latest_source_time(dossier)};
    done = write_dossier_folder(job, place->fresh());
    if (done) done = put(place->fresh(), folder, provenance.version);
    if (!done) return tl::make_unexpected(done.error());
    const auto failed =
        std::ranges::count_if(dossier.pages, [](const auto& page) { return page.facts.failure.has_value(); });
    StoredDossier stored{.name = dossier.name,
                         .folder = folder,
                         .pages = static_cast<int>(dossier.pages.size()),
                         .pages_failed = static_cast<int>(failed),
                         .documents = static_cast<int>(dossier.documents.size()),
                         .fields_to_check = fields_to_check(dossier),
                         .papers_missing = papers_missing(dossier),
                         .repeated = pages_repeated(dossier) + static_cast<int>(facts.already_there.size())};
    // The dossier is in its place, whatever becomes of the catalogue.
    if (const Result<void> added = guarded([&] { return catalogue(folder); }); !added)
      stored.catalogue_failure = added.error();
    return stored;
  }

  /// A catalogue that cannot be asked keeps no dossier from being stored. Of two dossiers that are stored at one time
  /// the later one is told of the earlier.
  Result<std::vector<AlreadyThere>> already_there(const models::Dossier& dossier) {
    const std::lock_guard guard(catalogue_mutex_);
    if (!catalogue_) return std::vector<AlreadyThere>{};
    auto out = catalogue_->already_there(dossier);
    KnownBy own = known_by(dossier);
    for (const KnownBy& other : being_stored_)
      if (out) std::ranges::move(in_common(own, other), std::back_inserter(*out));
    being_stored_.push_back(std::move(own));
    return out;
  }

  Result<void> catalogue(const fs::path& folder) {
    const std::lock_guard guard(catalogue_mutex_);
    std::erase_if(being_stored_, [&](const KnownBy& one) { return one.dossier == folder.filename(); });
    return catalogue_ ? catalogue_->add(folder) : Result<void>{};
  }

  /// It is in the catalogue, or came to nothing.
  void forget(const std::string& name) {
    const std::lock_guard guard(catalogue_mutex_);
    std::erase_if(being_stored_, [&](const KnownBy& one) { return one.dossier == name; });
  }

  Result<void> catalogue_if_missing(const DossierName& name) {
    const std::lock_guard guard(catalogue_mutex_);
    if (!catalogue_) return {};
    const Result<bool> there = catalogue_->contains(name);
    if (!there) return tl::make_unexpected(there.error());
    return *there ? Result<void>{} : catalogue_->add(folder_of(name));
  }

  const FolderSinkOptions options_;
  const std::optional<std::int64_t> time_;
  std::mutex mutex_;
  std::map<DossierName, WorkPlace> places_;  ///< dossiers in work
  std::mutex catalogue_mutex_;               ///< a catalogue serves one thread at a time
  std::optional<Catalogue> catalogue_;
  std::vector<KnownBy> being_stored_;  ///< not in the catalogue yet
};

Result<std::unique_ptr<DossierSink>> opened(const FolderSinkOptions& options) {
  const auto time = source_date_epoch();
  if (!time) return tl::make_unexpected(time.error());
  std::error_code error;
  fs::create_directories(options.out, error);
  if (error) return models::failure(write_error(options.out, error.value()));
  remove_leftovers(options.out);
  std::optional<Catalogue> catalogue;
  if (options.catalogue) {
    Result<Catalogue> made = Catalogue::open(options.out);
    if (!made) return tl::make_unexpected(made.error());
    catalogue.emplace(std::move(*made));
  }
  return std::make_unique<FolderSink>(options, *time, std::move(catalogue));
}

}  // namespace

Result<std::unique_ptr<DossierSink>> open_folder_sink(const FolderSinkOptions& options) {
  return guarded([&] { return opened(options); });
}

}  // namespace hoso::storage
