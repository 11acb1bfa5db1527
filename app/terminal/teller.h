// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/options.h"
#include "app/terminal/changing_line.h"
#include "app/terminal/progress_line.h"
#include "hoso/pipeline/digitise.h"

namespace hoso::app {

/// Tells what happens in a run of digitise or scan. On a terminal one line changes, at most ten times a second, fitted
/// to the terminal's width; elsewhere a line a dossier; with --json JSON Lines on stdout. Errors are told when they
/// happen.
class Teller {
 public:
  explicit Teller(const Settings& settings);
  Teller(const Teller&) = delete;
  Teller& operator=(const Teller&) = delete;

  void tell(const pipeline::Event& event);
  /// The last words: what was stored and where, what failed, what to do; on one screen.
  void summarise(const pipeline::Summary& summary);
  /// For a command that was stopped and knows --resume.
  void tell_how_to_resume() const;

 private:
  void count(const pipeline::Event& event);
  void tell_failure(const std::string& dossier, const models::Error& error);
  void tell_stored(const pipeline::Event& event);
  void show_progress(const std::string& dossier);
  void line(const std::string& text);

  const Settings& settings_;
  ChangingLine progress_;
  ProgressFacts facts_;
  std::string last_stored_;
  std::map<std::string, int> pages_failed_;  ///< by dossier in work
  /// Pages to be scanned again, a line each, by dossier and page: they end in any order.
  std::map<std::pair<std::string, int>, std::string> again_;
  std::set<std::pair<std::string, int>> codes_in_doubt_;  ///< pages, by dossier and number
  std::vector<std::string> failures_;                     ///< told while the line changes
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

}  // namespace hoso::app
