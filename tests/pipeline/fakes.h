// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "pipeline/flow_graph.h"

/// A source, a sink and stations without files, engines or pixels: what remains is the graph.
namespace hoso::tests {

/// Delivers dossiers of so many pages each. Everything about its behaviour can be set.
class FakeSource : public scanners::PageSource {
 public:
  struct Plan {
    std::string name;
    int pages = 1;
    std::uint64_t bytes_a_page = 1;
  };
  explicit FakeSource(std::vector<Plan> plans);
  std::optional<models::SourceItem> next(const std::stop_token& stop) override;
  void skip_dossier() override { ++skipped; }

  std::function<void(models::SourcePage&)> change_page = [](models::SourcePage&) {
  };                       ///< called for each page before it is delivered
  bool close_last = true;  ///< false: the source ends in mid-dossier
  int skipped = 0;

 private:
  std::vector<models::SourceItem> items_;
  std::size_t next_ = 0;
};

class FakeSink : public storage::DossierSink {
 public:
  models::Result<storage::Admission> open(const models::DossierName& name) override;
  models::Result<storage::StoredDossier> store(models::Dossier dossier, const storage::Provenance&,
                                               const storage::RunFacts&) override;
  void abandon(const models::DossierName& name) override;

  std::set<std::string> already_stored, refused;  ///< set before use
  std::map<std::string, models::Dossier> stored;  ///< afterwards
  std::vector<std::string> order;                 ///< names in the order of storing
  std::set<std::string> abandoned;

 private:
  std::mutex mutex_;
};

/// Stations that do nothing and lose nothing; tests replace what they are about.
pipeline::Stations plain_stations(FakeSink& sink);

/// CPU work of about that long; a body that sleeps would hide what a busy thread shows.
void spin_ms(int milliseconds);

}  // namespace hoso::tests
