// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>

#include <nlohmann/json.hpp>

#include "app/exit_codes.h"
#include "app/options.h"
#include "hoso/pipeline/digitise.h"

namespace hoso::app {

/// Tells an error on stderr: sentence, remedy, and the technical cause in brackets.
ExitCode tell_error(const Settings& settings, const models::Error& error);

/// A JSON object as a line on stdout.
void print_json(const nlohmann::ordered_json& json);

/// Shows progress on stderr: one line that changes on a terminal (at most ten times a second), a line a dossier when
/// piped, JSON Lines on stdout with --json; errors are told when they happen.
class Teller {
 public:
  explicit Teller(const Settings& settings);
  Teller(const Teller&) = delete;
  Teller& operator=(const Teller&) = delete;
  ~Teller();

  void tell(const pipeline::Event& event);
  /// The last words: what was stored, what failed, what to do.
  void summarise(const pipeline::Summary& summary);

 private:
  void tell_json(const pipeline::Event& event);
  void show_progress(const std::string& dossier);
  void clear_progress();
  void line(const std::string& text);

  const Settings& settings_;
  bool terminal_;
  bool shown_ = false;
  int pages_ = 0, failed_ = 0;
  std::chrono::steady_clock::time_point last_shown_;
};

}  // namespace hoso::app
