// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "hoso/pipeline/digitise.h"
#include "pipeline/collector.h"

namespace hoso::pipeline {

/// Counts what happens to every page and dossier and tells the caller, one event at a time. Thread-safe.
class Ledger {
 public:
  explicit Ledger(const Progress& progress) : progress_(progress) {}

  /// How many pages the source says are still to come, after those that were admitted.
  void expect(std::optional<double> pages_left);
  void opened(const DossierWork& dossier);
  void admitted(DossierWork& dossier);
  void page_finished(const FinishedPage& page);
  void stored(const DossierWork& dossier, const storage::StoredDossier& stored, int pages_with_failure);
  /// All pages admitted for it count as failed.
  void dossier_failed(const DossierWork& dossier, const models::Error& error);
  void skipped(const models::DossierName& name);
  void refused(const models::DossierName& name, const models::Error& error);
  void source_failed(const models::Error& error);
  void empty_folder(const std::string& folder);
  void file_ignored(const std::string& dossier, const std::string& file);
  /// `pages_admitted == pages_stored + pages_failed` holds, or an error `pages_lost` is among the errors.
  [[nodiscard]] Summary summary(bool stopped) const;

 private:
  void tell(const Event& event);

  const Progress& progress_;
  mutable std::mutex mutex_;
  Summary summary_;
  std::optional<double> pages_left_;
  std::multimap<std::pair<int, int>, models::Error> errors_;  // by place of the dossier and page
};

}  // namespace hoso::pipeline
