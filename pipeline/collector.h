// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "hoso/models/dossier.h"
#include "hoso/models/source.h"

namespace hoso::pipeline {

struct DossierWork;

/// A composed page, or none where not even a placeholder could be written (`error` says why).
struct FinishedPage {
  std::shared_ptr<DossierWork> dossier;
  int number = 0;
  models::Result<models::ComposedPage> page;
};

/// The source has delivered all pages of a dossier.
struct Closing {
  std::shared_ptr<DossierWork> dossier;
  models::DossierClosed closed;
};

/// A dossier whose pages have all come.
struct CompleteDossier {
  std::shared_ptr<DossierWork> work;
  models::Dossier dossier;               ///< pages by number
  std::optional<models::Error> failure;  ///< it cannot be stored
};

/// Gathers finished pages by dossier: each dossier is complete when it was closed and that many pages came, whatever
/// becomes of the others. Pages come in any order. Not thread-safe: collecting is a serial node.
class Collector {
 public:
  std::optional<CompleteDossier> add(FinishedPage page);
  std::optional<CompleteDossier> close(Closing closing);
  /// A dossier was opened and nothing more is known of it: it is among those that `leave`.
  void open_without_pages(const std::shared_ptr<DossierWork>& dossier) { gatherings_.try_emplace(dossier); }
  /// What never became complete: dossiers that were not closed, or that lost pages.
  std::vector<CompleteDossier> leave();

 private:
  struct Gathering {
    std::optional<models::DossierClosed> closed;
    std::map<int, models::Result<models::ComposedPage>> pages;
    std::optional<models::Error> failure;
  };
  std::optional<CompleteDossier> complete_if_all_came(const std::shared_ptr<DossierWork>& dossier);
  static CompleteDossier finished(const std::shared_ptr<DossierWork>& dossier, Gathering gathering);

  std::map<std::shared_ptr<DossierWork>, Gathering> gatherings_;
};

}  // namespace hoso::pipeline
