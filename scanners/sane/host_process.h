// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "hoso/models/error.h"
#include "scanners/sane/message_channel.h"

namespace hoso::scanners {

/// A running scanner host: our child, in a process group of its own (so that the terminal's Ctrl-C does not reach it),
/// with nothing open but its socket. It is signalled and waited for by its descriptor, never by SIGCHLD or by "any
/// child".
class HostProcess {
 public:
  /// `sane_config`: SANE_CONFIG_DIR for the host, or empty. Error: tool_missing, tool_failed.
  static models::Result<HostProcess> launch(const std::filesystem::path& program,
                                            const std::filesystem::path& sane_config);
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

}  // namespace hoso::scanners
