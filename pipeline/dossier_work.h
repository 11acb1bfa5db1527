// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "hoso/models/dossier.h"
#include "hoso/models/error.h"
#include "hoso/models/names.h"

namespace hoso::pipeline {

/// A dossier while its pages are in the graph. Written by one thread before its first page is admitted, but for the
/// atomics.
struct DossierWork {
  models::DossierName name;
  std::filesystem::path folder;  ///< for its one-page PDFs
  std::vector<std::string> ignored_files;
  models::Metadata metadata;
  int order = 0;  ///< place among the dossiers of this call
  std::chrono::system_clock::time_point opened_at;
  std::atomic<int> admitted = 0;
  std::atomic<bool> given_up = false;  ///< it cannot become complete any more: nothing is done for its pages
  std::array<std::atomic<std::int64_t>, 14> nanoseconds_a_stage{};  ///< indexed by models::Stage

  [[nodiscard]] std::filesystem::path page_pdf(int number) const {
    return folder / ("page-" + std::to_string(number) + ".pdf");
  }
};

/// Adds the time of its own life to a stage of a dossier.
class StageClock {
 public:
  StageClock(DossierWork& work, models::Stage stage)
      : nanoseconds_(&work.nanoseconds_a_stage.at(static_cast<std::size_t>(stage))) {}
  StageClock(const StageClock&) = delete;
  StageClock& operator=(const StageClock&) = delete;
  ~StageClock() {
    *nanoseconds_ +=
        std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::atomic<std::int64_t>* nanoseconds_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace hoso::pipeline
