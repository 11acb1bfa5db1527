// SPDX-License-Identifier: Apache-2.0
#include "pipeline/ledger.h"

#include <cmath>
#include <limits>

#include "hoso/extraction/separator_sheet.h"
#include "hoso/models/messages.h"
#include "pipeline/dossier_work.h"
#include "pipeline/quality.h"

namespace hoso::pipeline {

void Ledger::tell(const Event& event) {
  if (!progress_) return;
  try {
    progress_(event);
  } catch (...) {  // telling is for people; it must not cost a page
  }
}

void Ledger::expect(std::optional<double> pages_left) {
  const std::scoped_lock lock(mutex_);
  pages_left_ = pages_left;
}

void Ledger::opened(const DossierWork& dossier) {
  const std::scoped_lock lock(mutex_);
  tell({.kind = Event::Kind::dossier_opened, .dossier = dossier.name.text()});
}

void Ledger::admitted(DossierWork& dossier) {
  const std::scoped_lock lock(mutex_);
  ++dossier.admitted;
  ++summary_.pages_admitted;
}

void Ledger::page_finished(const FinishedPage& page) {
  const std::scoped_lock lock(mutex_);
  // Told once, of the dossier.
  if (!page.page && page.dossier->given_up) return;
  std::optional<models::Error> error;
  if (!page.page)
    error = page.page.error();
  else
    error = page.page->facts.failure;
  if (error) errors_.emplace(std::pair{page.dossier->order, page.number}, *error);
  Event event{.kind = error ? Event::Kind::page_failed : Event::Kind::page_done,
              .dossier = page.dossier->name.text(),
              .page = page.number,
              .error = error};
  // The few words of a separator sheet have no marks, which recognisers doubt: nobody reads them.
  if (page.page && models::word_count(page.page->text) > 0 &&
      !extraction::is_separator_sheet(page.page->facts.barcodes, page.page->text))
    event.confidence = models::mean_confidence(page.page->text);
  if (page.page && !error) event.problems = problems_of(page.page->facts);
  if (!event.problems.empty()) ++summary_.pages_to_scan_again;
  event.barcodes_in_doubt = page.page && !error && page.page->facts.barcodes_in_doubt;
  if (event.barcodes_in_doubt) ++summary_.barcodes_in_doubt;
  if (pages_left_) event.pages_expected = summary_.pages_admitted + static_cast<int>(std::lround(*pages_left_));
  tell(event);
}

void Ledger::stored(const DossierWork& dossier, const storage::StoredDossier& stored, int pages_with_failure) {
  const std::scoped_lock lock(mutex_);
  ++summary_.dossiers_stored;
  summary_.documents += stored.documents;
  summary_.fields_to_check += stored.fields_to_check;
  summary_.papers_missing += stored.papers_missing;
  summary_.repeated += stored.repeated;
  summary_.pages_failed += pages_with_failure;
  summary_.pages_stored += stored.pages - pages_with_failure;
  // The dossier is in place; only the catalogue does not know it yet.
  if (stored.catalogue_failure)
    errors_.emplace(std::pair{dossier.order, std::numeric_limits<int>::max()}, *stored.catalogue_failure);
  tell({.kind = Event::Kind::dossier_stored,
        .dossier = dossier.name.text(),
        .error = stored.catalogue_failure,
        .pages = stored.pages,
        .documents = stored.documents,
        .fields_to_check = stored.fields_to_check,
        .papers_missing = stored.papers_missing,
        .repeated = stored.repeated});
}

void Ledger::dossier_failed(const DossierWork& dossier, const models::Error& error) {
  const std::scoped_lock lock(mutex_);
  ++summary_.dossiers_failed;
  summary_.pages_failed += dossier.admitted;
  errors_.emplace(std::pair{dossier.order, std::numeric_limits<int>::max()}, error);
  tell({.kind = Event::Kind::dossier_failed, .dossier = dossier.name.text(), .error = error});
}

void Ledger::skipped(const models::DossierName& name) {
  const std::scoped_lock lock(mutex_);
  ++summary_.dossiers_skipped;
  tell({.kind = Event::Kind::dossier_skipped, .dossier = name.text()});
}

void Ledger::refused(const models::DossierName& name, const models::Error& error) {
  const std::scoped_lock lock(mutex_);
  ++summary_.dossiers_failed;
  errors_.emplace(std::pair{std::numeric_limits<int>::max(), summary_.dossiers_failed}, error);
  tell({.kind = Event::Kind::dossier_failed, .dossier = name.text(), .error = error});
}

void Ledger::source_failed(const models::Error& error) {
  const std::scoped_lock lock(mutex_);
  errors_.emplace(std::pair{std::numeric_limits<int>::max(), std::numeric_limits<int>::max()}, error);
}

void Ledger::empty_folder(const std::string& folder) {
  const std::scoped_lock lock(mutex_);
  summary_.empty_folders.push_back(folder);
  tell({.kind = Event::Kind::empty_folder, .dossier = folder});
}

void Ledger::file_ignored(const std::string& dossier, const std::string& file) {
  const std::scoped_lock lock(mutex_);
  tell({.kind = Event::Kind::file_ignored, .dossier = dossier + "/" + file});
}

Summary Ledger::summary(bool stopped) const {
  const std::scoped_lock lock(mutex_);
  Summary summary = summary_;
  summary.stopped = stopped;
  for (const auto& [place, error] : errors_) summary.errors.push_back(error);
  const int unaccounted = summary.pages_admitted - summary.pages_stored - summary.pages_failed;
  if (unaccounted != 0) {
    summary.pages_failed += unaccounted;
    summary.errors.push_back({.code = models::ErrorCode::pages_lost,
                              .stage = models::Stage::collect,
                              .cause = models::english("{} pages unaccounted for", unaccounted)});
  }
  return summary;
}

}  // namespace hoso::pipeline
