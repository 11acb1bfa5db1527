// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "app/options.h"
#include "hoso/scanners/page_source.h"
#include "hoso/storage/dossier_sink.h"

namespace hoso::app {

/// A run of digitise on a thread of its own, with its events kept until they are asked for. Thread-safe.
class Job {
 public:
  /// Looks at inputs and folder, and begins. Errors: those of open_files and open_folder_sink.
  static models::Result<std::unique_ptr<Job>> start(Settings settings);
  Job(Settings settings, std::unique_ptr<scanners::PageSource> source, std::unique_ptr<storage::DossierSink> sink);

  /// True: it has ended. `timeout_ms` below 0: no limit.
  bool wait(int timeout_ms);
  std::optional<std::string> next_event(int timeout_ms);
  void cancel() { thread_.request_stop(); }
  std::optional<std::string> result();

 private:
  void run(const std::stop_token& stop);
  void add_event(std::string event);

  const Settings settings_;
  const std::unique_ptr<scanners::PageSource> source_;
  const std::unique_ptr<storage::DossierSink> sink_;
  std::mutex mutex_;
  std::condition_variable news_;
  std::deque<std::string> events_;
  std::optional<std::string> result_;
  std::jthread thread_;  ///< last: it is joined before the others go
};

}  // namespace hoso::app
