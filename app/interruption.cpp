// SPDX-License-Identifier: Apache-2.0
#include "app/interruption.h"

#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "app/exit_codes.h"
#include "app/say.h"

namespace hoso::app {
namespace {

pthread_t waiting;  // set before the handler is

/// Runs in threads that libraries started before the signals were blocked.
void hand_on(int signal) { pthread_kill(waiting, signal); }

}  // namespace

Interruption::Interruption() {
  sigemptyset(&signals_);
  for (const int signal : {SIGINT, SIGTERM, SIGUSR2}) sigaddset(&signals_, signal);
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  thread_ = std::thread([this] { wait(); });
  waiting = thread_.native_handle();
  struct sigaction action {};
  action.sa_handler = hand_on;
  sigaction(SIGINT, &action, &before_.at(0));
  sigaction(SIGTERM, &action, &before_.at(1));
}

Interruption::~Interruption() {
  sigaction(SIGINT, &before_.at(0), nullptr);
  sigaction(SIGTERM, &before_.at(1), nullptr);
  pthread_kill(thread_.native_handle(), SIGUSR2);
  thread_.join();
}

void Interruption::wait() {
  for (int count = 0;; ++count) {
    int signal = 0;
    if (sigwait(&signals_, &signal) != 0 || signal == SIGUSR2) return;
    if (count > 0) std::_Exit(static_cast<int>(ExitCode::interrupted));
    fmt::print(stderr, "\nhoso: {}\n", tr("finishing the pages taken; once more to stop at once."));
    source_.request_stop();
  }
}

}  // namespace hoso::app
