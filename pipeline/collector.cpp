// SPDX-License-Identifier: Apache-2.0
#include "pipeline/collector.h"

#include "pipeline/dossier_work.h"

namespace hoso::pipeline {

using models::ErrorCode;
using models::Stage;

std::optional<CompleteDossier> Collector::add(FinishedPage page) {
  Gathering& gathering = gatherings_[page.dossier];
  const auto [place, is_new] = gathering.pages.try_emplace(page.number, std::move(page.page));
  if (!is_new) {
    gathering.failure = models::Error{.code = ErrorCode::pages_lost,
                                      .stage = Stage::collect,
                                      .page = page.number,
                                      .subject = page.dossier->name.text(),
                                      .cause = "two pages with one number"};
  } else if (!place->second && !gathering.failure) {
    gathering.failure = place->second.error();
  }
  return complete_if_all_came(page.dossier);
}

std::optional<CompleteDossier> Collector::close(Closing closing) {
  gatherings_[closing.dossier].closed = std::move(closing.closed);
  return complete_if_all_came(closing.dossier);
}

std::optional<CompleteDossier> Collector::complete_if_all_came(const std::shared_ptr<DossierWork>& dossier) {
  const auto found = gatherings_.find(dossier);
  const Gathering& gathering = found->second;
  if (!gathering.closed || static_cast<int>(gathering.pages.size()) < gathering.closed->pages) return std::nullopt;
  auto node = gatherings_.extract(found);
  return finished(dossier, std::move(node.mapped()));
}

CompleteDossier Collector::finished(const std::shared_ptr<DossierWork>& dossier, Gathering gathering) {
  CompleteDossier complete{
      .work = dossier, .dossier = {.name = dossier->name}, .failure = std::move(gathering.failure)};
  complete.dossier.ignored_files = dossier->ignored_files;
  complete.dossier.metadata = dossier->metadata;
  if (gathering.closed) complete.dossier.originals = std::move(gathering.closed->originals);
  for (auto& [number, page] : gathering.pages) {
    if (page) complete.dossier.pages.push_back(std::move(*page));
    // Numbered from 1 without a gap, or the record would lie about which page is which.
    if (number < 1 || number > static_cast<int>(gathering.pages.size()))
      complete.failure = models::Error{.code = ErrorCode::pages_lost,
                                       .stage = Stage::collect,
                                       .page = number,
                                       .subject = dossier->name.text(),
                                       .cause = "page numbers have a gap"};
  }
  return complete;
}

std::vector<CompleteDossier> Collector::leave() {
  std::vector<CompleteDossier> left;
  for (auto& [dossier, gathering] : gatherings_) {
    const bool lost = gathering.closed.has_value();
    if (!gathering.failure)
      gathering.failure = models::Error{.code = lost ? ErrorCode::pages_lost : ErrorCode::cancelled,
                                        .stage = Stage::collect,
                                        .subject = dossier->name.text()};
    left.push_back(finished(dossier, std::move(gathering)));
  }
  gatherings_.clear();
  return left;
}

}  // namespace hoso::pipeline
