// SPDX-License-Identifier: Apache-2.0
#include "tests/pipeline/fakes.h"

#include <chrono>

#include "pipeline/dossier_work.h"

namespace hoso::tests {

FakeSource::FakeSource(std::vector<Plan> plans) {
  for (const Plan& plan : plans) {
    const models::DossierName name = *models::DossierName::from(plan.name);
    items_.emplace_back(models::DossierOpened{.name = name});
    for (int number = 1; number <= plan.pages; ++number)
      items_.emplace_back(models::SourcePage{.id = {name, number},
                                             .source = {.file = plan.name + "-" + std::to_string(number)},
                                             .decoded_bytes = plan.bytes_a_page});
    items_.emplace_back(models::DossierClosed{.name = name, .pages = plan.pages});
  }
}

std::optional<models::SourceItem> FakeSource::next(const std::stop_token& stop) {
  const std::size_t end = items_.size() - (close_last ? 0 : 1);
  if (stop.stop_requested() || next_ >= end) return std::nullopt;
  models::SourceItem item = items_.at(next_++);
  if (auto* page = std::get_if<models::SourcePage>(&item)) change_page(*page);
  return item;
}

models::Result<storage::Admission> FakeSink::open(const models::DossierName& name) {
  if (already_stored.contains(name.text())) return storage::AlreadyStored{};
  if (refused.contains(name.text()))
    return models::failure(
        {.code = models::ErrorCode::output_exists, .stage = models::Stage::store, .subject = name.text()});
  return storage::WorkFolder{"/nowhere"};
}

models::Result<storage::StoredDossier> FakeSink::store(models::Dossier dossier, const storage::Provenance&,
                                                       const storage::RunFacts&) {
  const std::scoped_lock lock(mutex_);
  storage::StoredDossier report{.name = dossier.name, .pages = static_cast<int>(dossier.pages.size())};
  order.push_back(dossier.name.text());
  stored.emplace(dossier.name.text(), std::move(dossier));
  return report;
}

void FakeSink::abandon(const models::DossierName& name) {
  const std::scoped_lock lock(mutex_);
  abandoned.insert(name.text());
}

pipeline::Stations plain_stations(FakeSink& sink) {
  using namespace models;
  return {
      .decode = [](const SourcePage& page) -> Result<DecodedPage> {
        return DecodedPage{.facts = {.id = page.id, .source = page.source}};
      },
      .clean = [](DecodedPage page) -> Result<CleanPage> { return CleanPage{.facts = std::move(page.facts)}; },
      .recognise = [](CleanPage page) -> Result<ReadPage> { return ReadPage{.facts = std::move(page.facts)}; },
      .observe = [](ReadPage page) -> Result<SeenPage> { return SeenPage{.facts = std::move(page.facts)}; },
      .compose = [](SeenPage page, const std::filesystem::path& pdf) -> Result<ComposedPage> {
        return ComposedPage{.facts = std::move(page.facts), .pdf = pdf};
      },
      .rescue = [](const SourcePage& page, const Error& error,
                   const std::filesystem::path& pdf) -> Result<ComposedPage> {
        return ComposedPage{.facts = {.id = page.id, .source = page.source, .failure = error}, .pdf = pdf};
      },
      .store = [&sink](pipeline::CompleteDossier complete) { return sink.store(std::move(complete.dossier), {}, {}); }};
}

void spin_ms(int milliseconds) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
  while (std::chrono::steady_clock::now() < end) {
  }
}

}  // namespace hoso::tests
