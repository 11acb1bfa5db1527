// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <csignal>
#include <stop_token>
#include <thread>

namespace hoso::app {

/// Ctrl-C and SIGTERM: the first finishes the pages taken, the second ends at once. The signals are blocked in every
/// thread, and in every program that is started, so that only this thread ever sees them; what comes to a thread that
/// was there before (some libraries start one when they are loaded) is handed on to it. One at a time.
class Interruption {
 public:
  Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;
  ~Interruption();
  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }

 private:
  void wait();

  sigset_t signals_{};
  std::array<struct sigaction, 2> before_{};  ///< what SIGINT and SIGTERM did
  std::stop_source source_;
  std::thread thread_;
};

}  // namespace hoso::app
