// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "hoso/models/error.h"
#include "hoso/models/message_channel.h"

namespace hoso::models {

/// Where a host is started for, and what it gets.
struct HostOptions {
  Stage stage = Stage::scan;  ///< of errors
  std::string variable;       ///< "NAME=value" for its environment, or empty
  int shared_fd = -1;         ///< becomes its descriptor 4; stays the caller's
};

/// A running host (a program that does what may crash or hang): our child, in a process group of its own (so that the
/// terminal's Ctrl-C does not reach it), with nothing open but its socket and what is shared. It is signalled and
/// waited for by its descriptor, never by SIGCHLD or by "any child".
class HostProcess {
 public:
  /// Its one argument, and its descriptor of the socket, is 3. Error: tool_missing, tool_failed.
  static Result<HostProcess> launch(const std::filesystem::path& program, const HostOptions& options);
  HostProcess(HostProcess&&) noexcept = default;
  HostProcess& operator=(HostProcess&&) noexcept = default;
  ~HostProcess();  ///< kills it if it is still there

  MessageChannel& channel() { return channel_; }

  struct EndClocks {
    std::chrono::milliseconds quit{0};       ///< how long it may take to leave by itself
    std::chrono::milliseconds terminate{0};  ///< from SIGTERM to SIGKILL
  };
  /// Waits, then SIGTERM, then SIGKILL. How it ended, in English: "exit code 3", "signal 6".
  std::string end(const EndClocks& clocks);

 private:
  HostProcess(UniqueFd process, UniqueFd socket) : process_(std::move(process)), channel_(std::move(socket)) {}
  bool ended_within(std::chrono::milliseconds time);
  bool reap();
  void signal(int number) const;

  UniqueFd process_;
  MessageChannel channel_;
  std::string ending_;  ///< empty while it runs
};

}  // namespace hoso::models
